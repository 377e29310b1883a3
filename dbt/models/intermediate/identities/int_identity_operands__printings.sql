{{ config(materialized='view') }}

-- Instances of agreement between printings: each further printing of a fact against its most precise one.
-- A row printed with the opposite sign in every column (a payment shown positive in a summary) is a presentation,
-- not a disagreement; a row that turns its sign in some columns only contradicts itself.
with facts as (
    select * from {{ ref('int_identity_facts__prepared') }}
    where period_id is not null and unit is not null
),

copies as (
    select
        copies.*,
        precise.line_item_fact_id as precise_fact_id,
        precise.label as precise_label,
        precise.value as precise_value,
        precise.error_below as precise_error_below,
        precise.error_above as precise_error_above,
        precise.rounding_unit as precise_rounding_unit,
        precise.is_truncated as precise_is_truncated,
        count_if(sign(copies.value) * sign(precise.value) = -1) over copied_row as opposite_count,
        count_if(sign(copies.value) * sign(precise.value) = 1) over copied_row as equal_count
    from facts as copies
    inner join facts as precise
        on
            copies.release_id = precise.release_id
            and copies.line_item_id = precise.line_item_id
            and copies.segment_id = precise.segment_id
            and copies.period_id = precise.period_id
            and copies.unit = precise.unit
            and copies.scenario = precise.scenario
            and copies.basis = precise.basis
            and copies.measure = precise.measure
    where copies.printing_rank > 1 and precise.printing_rank = 1
    window copied_row as (partition by copies.release_id, copies.table_index, copies.row_index)
),

instances as (
    select
        *,
        case when opposite_count >= 2 and equal_count = 0 then -1 else 1 end as precise_weight,
        concat_ws('/', line_item_id, nullif(member, 'consolidated'), nullif(measure, 'amount')) as scope
    from copies
),

sides as (
    select
        release_id,
        line_item_fact_id as instance_key,
        period_id,
        unit,
        scope,
        'lhs' as side,
        1 as weight,
        1 as position,
        line_item_fact_id,
        label,
        value,
        error_below,
        error_above,
        rounding_unit,
        is_truncated,
        table_index,
        row_index,
        column_index
    from instances
    union all
    select
        release_id,
        line_item_fact_id as instance_key,
        period_id,
        unit,
        scope,
        'rhs' as side,
        precise_weight as weight,
        2 as position,
        precise_fact_id as line_item_fact_id,
        precise_label as label,
        precise_value as value,
        precise_error_below as error_below,
        precise_error_above as error_above,
        precise_rounding_unit as rounding_unit,
        precise_is_truncated as is_truncated,
        table_index,
        row_index,
        column_index
    from instances
)

select
    'fact_printings_agree' as identity_id,
    release_id,
    instance_key,
    period_id,
    unit,
    scope,
    side,
    'term' as role,
    weight,
    position,
    line_item_fact_id,
    label,
    'not_evaluable' as missing_means,
    value,
    error_below,
    error_above,
    rounding_unit,
    is_truncated,
    table_index,
    row_index,
    column_index
from sides
