-- One row a cell, with all that surrounds it and the key of its label context: the part of the surroundings
-- that decides which line item and segment it is. Many cells share a context; rules are matched once a context.

with cells as (
    select * from {{ ref('stg_raw__cells') }}
),

tables as (
    select * from {{ ref('stg_raw__tables') }}
),

releases as (
    select * from {{ ref('int_releases__identified') }}
),

texts as (
    select * from {{ ref('int_texts__normalized') }}
),

joined as (
    select
        cells.release_id,
        cells.table_index,
        cells.row_index,
        cells.column_index,
        cells.label,
        cells.label_path,
        cells.column_header,
        cells.measure,
        cells.printed_text,
        cells.printed_value,
        cells.is_nil,
        cells.unit,
        cells.scale_factor,
        cells.value,
        cells.precision_unit,
        cells.period_kind,
        cells.period_start,
        cells.period_end,
        cells.scenario,
        cells.basis,
        cells.line_number,
        cells.locator,
        tables.table_title,
        tables.statement_type,
        tables.statement_index,
        releases.issuer_id,
        releases.sha256,
        releases.published_on,
        releases.reporting_currency,
        texts.header_text
    from cells
    inner join tables
        on cells.release_id = tables.release_id and cells.table_index = tables.table_index
    inner join releases
        on cells.release_id = releases.release_id
    inner join texts
        on cells.column_header = texts.printed_text
),

-- The how-manieth printing of one label in one column of a statement: two rows named "Total" are two things.
counted as (
    select
        *,
        row_number() over (
            partition by
                release_id, statement_index, column_index, label, label_path, header_text, measure, unit,
                scenario, basis, period_kind, period_start, period_end
            order by table_index, row_index
        ) as occurrence
    from joined
)

select
    *,
    {{ surrogate_key(['sha256', 'locator']) }} as line_item_fact_id,
    {{ surrogate_key([
        'issuer_id', 'statement_type', 'table_title', 'label_path', 'label', 'header_text', 'measure', 'unit', 'occurrence'
    ]) }} as label_context_id
from counted
