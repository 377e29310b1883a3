-- Lines that stand between the last operand of a catalogued sum and its result, and account for exactly what the sum
-- misses (transactions between two halves of a group, other operating income): the issuer's sum has one line more than
-- the catalogue's, which is then no check of this statement. Such a line is a missing operand; nothing else is excused.
with operands as (
    select * from {{ ref('int_identity_operands__line_items') }}
),

facts as (
    select * from {{ ref('int_identity_facts__prepared') }}
),

sums as (
    select
        operands.identity_id,
        operands.release_id,
        operands.instance_key,
        any_value(operands.period_id) as period_id,
        any_value(operands.unit) as unit,
        any_value(operands.scope) as scope,
        sum(case operands.side when 'lhs' then operands.weight else -operands.weight end * operands.value)
            as residual,
        sum(abs(operands.weight) * greatest(operands.error_below, operands.error_above)) as tolerance,
        max(operands.table_index) filter (where operands.side = 'lhs') as table_index,
        max(operands.column_index) filter (where operands.side = 'lhs') as column_index,
        max(operands.row_index) filter (where operands.side = 'lhs') as result_row_index,
        max(operands.row_index) filter (where operands.side = 'rhs') as last_row_index
    from operands
    inner join {{ ref('identities') }} as identities on operands.identity_id = identities.identity_id
    where identities.evidence = 'arithmetic'
    group by operands.identity_id, operands.release_id, operands.instance_key
    having
        bool_and(operands.line_item_fact_id is not null or operands.missing_means = 'zero')
        and count(distinct operands.table_index) = 1
),

missed as (
    select * from sums
    where abs(residual) > tolerance and last_row_index < result_row_index - 1
),

between_lines as (
    select
        missed.*,
        facts.label,
        facts.value,
        greatest(facts.error_below, facts.error_above) as error
    from missed
    inner join facts
        on
            missed.release_id = facts.release_id
            and missed.table_index = facts.table_index
            and missed.column_index = facts.column_index
            and missed.unit = facts.unit
            and missed.last_row_index < facts.row_index
            and missed.result_row_index > facts.row_index
    where facts.measure = 'amount'
)

select
    identity_id,
    release_id,
    instance_key,
    any_value(period_id) as period_id,
    any_value(unit) as unit,
    any_value(scope) as scope,
    'rhs' as side,
    'term' as role,
    1 as weight,
    1000 as position,
    cast(null as varchar) as line_item_fact_id,
    'the place in the sum of ' || string_agg(label, ', ' order by label) as label,
    'not_evaluable' as missing_means,
    {{ unknown_value() }},
    any_value(table_index) as table_index,
    cast(null as integer) as row_index,
    any_value(column_index) as column_index
from between_lines
group by identity_id, release_id, instance_key
having abs(abs(any_value(residual)) - abs(sum(value))) <= any_value(tolerance) + sum(error)
