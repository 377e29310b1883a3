{{ config(materialized='view') }}

-- Instances of agreement between printings: each further printing of a fact against the most precise one, where they
-- stand in different tables. (Two cells of one table differ in something its heads or labels say.)
-- A row printed with the opposite sign in every column (a payment shown positive in a summary) is a presentation, not
-- a disagreement; a row that turns its sign in some columns only contradicts itself.
-- Arithmetic is the referee of whether a table speaks of the same facts at all: one that agrees with the others in
-- less than half of what they share, but for a power of ten, differs in something that was not read.
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
            and copies.table_index != precise.table_index
    where copies.printing_rank > 1 and precise.printing_rank = 1
    window copied_row as (partition by copies.release_id, copies.table_index, copies.row_index)
),

compared as (
    select
        *,
        case when opposite_count >= 2 and equal_count = 0 then -1 else 1 end as precise_weight,
        abs(value) as size,
        abs(precise_value) as precise_size,
        greatest(error_below, error_above) as error,
        greatest(precise_error_below, precise_error_above) as precise_error
    from copies
),

judged as (
    select
        *,
        abs(size - precise_size) <= error + precise_error
        or abs(size * 1000 - precise_size) <= error * 1000 + precise_error
        or abs(size - precise_size * 1000) <= error + precise_error * 1000 as has_same_digits
    from compared
),

instances as (
    select
        *,
        2 * count_if(has_same_digits) over (partition by release_id, table_index)
        >= count(*) over (partition by release_id, table_index) as is_same_matter,
        concat_ws('/', line_item_id, nullif(member, 'consolidated'), nullif(measure, 'amount')) as scope
    from judged
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
    union all
    select
        release_id,
        line_item_fact_id as instance_key,
        period_id,
        unit,
        scope,
        'rhs' as side,
        1 as weight,
        3 as position,
        cast(null as varchar) as line_item_fact_id,
        'a sign that both tables speak of the same facts' as label,
        {{ unknown_value() }},
        table_index,
        row_index,
        column_index
    from instances
    where not is_same_matter
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
