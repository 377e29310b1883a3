{{ config(materialized='view') }}

-- Instances of printed changes: change = later - earlier, and 100 + change in percent = 100 * later / earlier. (Written
-- so, the earlier value enters once and its rounding is not counted twice.)
-- The earlier value is that of the only earlier period of equal length the table prints for the line, or, where the
-- table prints none, the actual value of a year before anywhere in the release. A change on a base that is not
-- positive has no agreed sign and is left alone. A column in which less than half of the changes hold is the change of
-- something else (of another period, in another measure) and cannot be checked.
with facts as (
    select
        *,
        date_diff('day', period_start, period_end) as days
    from {{ ref('int_identity_facts__prepared') }}
    where period_id is not null
),

changes as (
    select * from facts
    where measure in ('change_percent', 'change_amount') and not is_nil
),

measured as (
    select * from facts
    where measure in ('amount', 'count', 'per_share')
),

laters as (
    select
        changes.line_item_fact_id as change_fact_id,
        later.*
    from changes
    inner join measured as later
        on
            changes.release_id = later.release_id
            and changes.table_index = later.table_index
            and changes.line_item_id = later.line_item_id
            and changes.segment_id = later.segment_id
            and changes.period_id = later.period_id
            and changes.scenario = later.scenario
            and changes.basis = later.basis
    qualify row_number() over (
        partition by changes.line_item_fact_id
        order by changes.row_index = later.row_index desc, later.printing_rank asc
    ) = 1
),

candidates as (
    select
        laters.change_fact_id,
        earlier.*,
        laters.table_index = earlier.table_index as is_in_table
    from laters
    inner join measured as earlier
        on
            laters.release_id = earlier.release_id
            and laters.line_item_id = earlier.line_item_id
            and laters.segment_id = earlier.segment_id
            and laters.unit = earlier.unit
            and laters.measure = earlier.measure
            and laters.basis = earlier.basis
            and laters.period_kind = earlier.period_kind
            and laters.period_end > earlier.period_end
            and abs(coalesce(laters.days, 0) - coalesce(earlier.days, 0)) <= 7
    where
        laters.table_index = earlier.table_index
        or (
            earlier.scenario = 'actual'
            and abs(date_diff('day', earlier.period_end, laters.period_end) - 365) <= 7
        )
),

earliers as (
    select *
    from candidates
    qualify
        dense_rank() over (partition by change_fact_id order by is_in_table desc) = 1
        and min(period_end) over (partition by change_fact_id, is_in_table)
        = max(period_end) over (partition by change_fact_id, is_in_table)
        and row_number() over (partition by change_fact_id, is_in_table order by printing_rank) = 1
),

instances as (
    select
        changes.*,
        laters.line_item_fact_id as later_fact_id,
        laters.label as later_label,
        laters.value as later_value,
        laters.error_below as later_error_below,
        laters.error_above as later_error_above,
        laters.rounding_unit as later_rounding_unit,
        laters.is_truncated as later_is_truncated,
        earliers.line_item_fact_id as earlier_fact_id,
        earliers.label as earlier_label,
        earliers.value as earlier_value,
        earliers.error_below as earlier_error_below,
        earliers.error_above as earlier_error_above,
        earliers.rounding_unit as earlier_rounding_unit,
        earliers.is_truncated as earlier_is_truncated,
        changes.measure = 'change_percent' as is_percent
    from changes
    inner join laters on changes.line_item_fact_id = laters.change_fact_id
    inner join earliers on changes.line_item_fact_id = earliers.change_fact_id
    where changes.measure = 'change_amount' or earliers.value > earliers.error_below
),

compared as (
    select
        *,
        case
            when is_percent
                then
                    {{ quotients_of_change('least') }} <= 100 + value + error_above
                    and {{ quotients_of_change('greatest') }} >= 100 + value - error_below
            else
                abs(value - later_value + earlier_value)
                <= greatest(error_below, error_above)
                + greatest(later_error_below, later_error_above)
                + greatest(earlier_error_below, earlier_error_above)
        end as is_holding
    from instances
),

refereed as (
    select
        *,
        2 * count_if(is_holding) over (partition by release_id, table_index, column_index)
        >= count(*) over (partition by release_id, table_index, column_index) as is_such_a_change
    from compared
),

sides as (
    select
        *,
        'lhs' as side,
        'term' as role,
        1 as weight,
        1 as position,
        line_item_fact_id as operand_fact_id,
        label as operand_label,
        value as operand_value,
        error_below as operand_error_below,
        error_above as operand_error_above,
        rounding_unit as operand_rounding_unit,
        is_truncated as operand_is_truncated
    from refereed
    union all
    select
        *,
        'lhs' as side,
        'term' as role,
        1 as weight,
        2 as position,
        cast(null as varchar) as operand_fact_id,
        'the whole' as operand_label,
        cast(100 as decimal(38, 8)) as operand_value,
        cast(0 as decimal(38, 8)) as operand_error_below,
        cast(0 as decimal(38, 8)) as operand_error_above,
        cast(0 as decimal(38, 8)) as operand_rounding_unit,
        false as operand_is_truncated
    from refereed
    where is_percent
    union all
    select
        *,
        'rhs' as side,
        'term' as role,
        case when is_percent then 100 else 1 end as weight,
        3 as position,
        later_fact_id as operand_fact_id,
        later_label as operand_label,
        later_value as operand_value,
        later_error_below as operand_error_below,
        later_error_above as operand_error_above,
        later_rounding_unit as operand_rounding_unit,
        later_is_truncated as operand_is_truncated
    from refereed
    union all
    select
        *,
        'rhs' as side,
        case when is_percent then 'divisor' else 'term' end as role,
        case when is_percent then 1 else -1 end as weight,
        4 as position,
        earlier_fact_id as operand_fact_id,
        earlier_label as operand_label,
        earlier_value as operand_value,
        earlier_error_below as operand_error_below,
        earlier_error_above as operand_error_above,
        earlier_rounding_unit as operand_rounding_unit,
        earlier_is_truncated as operand_is_truncated
    from refereed
    union all
    select
        *,
        'rhs' as side,
        'term' as role,
        1 as weight,
        5 as position,
        cast(null as varchar) as operand_fact_id,
        'a sign that this column is the change between these two' as operand_label,
        {{ unknown_value(prefix='operand_') }}
    from refereed
    where not is_such_a_change
)

select
    case
        when is_percent then 'change_percent_eq_growth_over_earlier_period' else 'change_amount_eq_later_less_earlier'
    end as identity_id,
    release_id,
    line_item_fact_id as instance_key,
    period_id,
    unit,
    concat_ws('/', statement_type, line_item_id, nullif(member, 'consolidated')) as scope,
    side,
    role,
    weight,
    position,
    operand_fact_id as line_item_fact_id,
    operand_label as label,
    case when position = 2 then 'zero' else 'not_evaluable' end as missing_means,
    operand_value as value,
    operand_error_below as error_below,
    operand_error_above as error_above,
    operand_rounding_unit as rounding_unit,
    operand_is_truncated as is_truncated,
    table_index,
    row_index,
    column_index
from sides
