-- One row a printed row that cannot be the standard line item a rule found for it: another row of the same table
-- already is that item, in the same column's meaning, with another value. The row of the more certain rule keeps
-- the item, and among equals the first printed.

with cells as (
    select * from {{ ref('int_cells__contextualized') }}
),

contexts as (
    select * from {{ ref('int_label_contexts__identified') }}
),

compared as (
    select
        cells.release_id,
        cells.table_index,
        cells.row_index,
        cells.value,
        cells.precision_unit,
        first_value(cells.row_index) over same_fact as first_row_index,
        first_value(cells.value) over same_fact as first_value,
        first_value(cells.precision_unit) over same_fact as first_precision_unit
    from cells
    inner join contexts
        on cells.label_context_id = contexts.label_context_id
    where
        contexts.standard_line_item_id is not null
        and cells.period_kind is not null
        and not cells.is_nil
    window same_fact as (
        partition by
            cells.release_id, cells.table_index, contexts.standard_line_item_id, contexts.segment_id,
            cells.period_kind, cells.period_start, cells.period_end,
            cells.scenario, cells.basis, cells.measure, cells.unit
        order by contexts.rule_priority, cells.row_index, cells.column_index
    )
)

select distinct
    release_id,
    table_index,
    row_index
from compared
where
    row_index != first_row_index
    and abs(value - first_value) > greatest(precision_unit, first_precision_unit)
