-- One row a failing check and printed operand: the value that this operand would need for the check to hold if all
-- others are right, and how far it may lie from there. Failing checks are few; nothing here looks at the others.
-- A search for a misprint is no sum: doubles are precise enough to recognise one.

with checks as (
    select * from {{ ref('int_identity_checks__judged') }}
    where status in ('fail', 'known_discrepancy') and evidence != 'none'
),

operands as (
    select
        checks.identity_check_id,
        checks.tolerance,
        operands.*
    from checks
    inner join {{ ref('int_identity_operands__unioned') }} as operands
        on
            checks.identity_id = operands.identity_id
            and checks.release_id = operands.release_id
            and checks.instance_key = operands.instance_key
),

sides as (
    select
        identity_check_id,
        any_value(tolerance) as tolerance,
        cast(coalesce(sum(weight * value) filter (where side = 'lhs'), 0) as double) as lhs,
        cast(coalesce(sum(weight * value) filter (where side = 'rhs' and role = 'term'), 0) as double) as terms,
        coalesce(cast(sum(weight * value) filter (where role = 'divisor') as double), 1) as divisor
    from operands
    group by identity_check_id
),

-- A fact may stand in a check more than once: a growth has the earlier value above and below the line.
weights as (
    select
        identity_check_id,
        release_id,
        line_item_fact_id,
        cast(any_value(value) as double) as value,
        coalesce(sum(weight) filter (where side = 'lhs'), 0) as lhs_weight,
        coalesce(sum(weight) filter (where side = 'rhs' and role = 'term'), 0) as term_weight,
        coalesce(sum(weight) filter (where role = 'divisor'), 0) as divisor_weight
    from operands
    where line_item_fact_id is not null
    group by identity_check_id, release_id, line_item_fact_id
),

-- lhs * divisor = terms, solved for the one operand; what it adds itself is taken off each side first.
solved as (
    select
        weights.*,
        sides.tolerance,
        sides.divisor,
        sides.terms - weights.term_weight * weights.value
        - (sides.lhs - weights.lhs_weight * weights.value) * (sides.divisor - weights.divisor_weight * weights.value)
            as left_over,
        (sides.lhs - weights.lhs_weight * weights.value) * weights.divisor_weight
        + weights.lhs_weight * (sides.divisor - weights.divisor_weight * weights.value)
        - weights.term_weight as gain
    from weights
    inner join sides on weights.identity_check_id = sides.identity_check_id
    where weights.lhs_weight = 0 or weights.divisor_weight = 0
)

select
    identity_check_id,
    release_id,
    line_item_fact_id,
    left_over / gain as needed_value,
    cast(tolerance as double) * abs(divisor / gain) as reach
from solved
where gain != 0
