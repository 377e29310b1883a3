-- One row a column that means something its head does not let us tell: an earlier column of the table has the same
-- line items, periods and measures, with other values ("Three Month Change" and "One Year Change").

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
        cells.column_index,
        cells.value,
        cells.precision_unit,
        dense_rank() over same_fact as column_rank,
        first_value(cells.value) over same_fact as first_value,
        first_value(cells.precision_unit) over same_fact as first_precision_unit
    from cells
    inner join contexts
        on cells.label_context_id = contexts.label_context_id
    where
        cells.period_kind is not null
        and not cells.is_nil
    window same_fact as (
        partition by
            cells.release_id, cells.table_index, cells.row_index,
            coalesce(contexts.standard_line_item_id, contexts.generated_line_item_id), contexts.segment_id,
            cells.period_kind, cells.period_start, cells.period_end,
            cells.scenario, cells.basis, cells.measure, cells.unit
        order by cells.column_index
    )
)

select
    release_id,
    table_index,
    column_index,
    max(column_rank) as column_rank
from compared
where
    column_rank > 1
    and abs(value - first_value) > greatest(precision_unit, first_precision_unit)
group by release_id, table_index, column_index
