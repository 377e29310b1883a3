-- One row a cell: which line item, segment and period it is, in base units. Identities are checked over this model.

with cells as (
    select * from {{ ref('int_cells__contextualized') }}
),

contexts as (
    select * from {{ ref('int_label_contexts__identified') }}
),

line_items as (
    select * from {{ ref('int_line_items__united') }}
),

segments as (
    select * from {{ ref('int_segments__resolved') }}
),

corrections as (
    select * from {{ ref('int_period_corrections__matched') }}
),

meant as (
    select
        cells.*,
        contexts.line_item_id,
        contexts.segment_id,
        contexts.is_standard,
        contexts.balance_point,
        segments.axis as segment_axis,
        segments.is_total as is_total_segment,
        segments.is_elimination,
        -- A balance printed under a period ("Total assets" beside "Fiscal year ended ...") is meant at its end.
        line_items.period_kind = 'instant' and cells.period_kind = 'duration' and line_items.is_standard as is_balance_of_period,
        coalesce(corrections.corrected_period_end, cells.period_end) as meant_period_end
    from cells
    inner join contexts
        on cells.label_context_id = contexts.label_context_id
    inner join line_items
        on contexts.line_item_id = line_items.line_item_id
    inner join segments
        on contexts.segment_id = segments.segment_id
    left join corrections
        on
            cells.release_id = corrections.release_id
            and cells.table_index = corrections.table_index
            and cells.period_end = corrections.printed_period_end
),

dated as (
    select
        * exclude (period_kind, period_start, period_end),
        period_kind as printed_period_kind,
        period_start as printed_period_start,
        period_end as printed_period_end,
        case when is_balance_of_period then 'instant' else period_kind end as period_kind,
        case when is_balance_of_period then null else period_start end as period_start,
        case
            when is_balance_of_period and balance_point = 'opening' then period_start - interval 1 day
            else meant_period_end
        end as period_end
    from meant
)

select
    line_item_fact_id,
    release_id,
    issuer_id,
    line_item_id,
    is_standard,
    segment_id,
    segment_axis,
    is_total_segment,
    is_elimination,
    {{ period_key('issuer_id', 'period_kind', 'period_start', 'cast(period_end as date)') }} as period_id,
    {{ period_key('issuer_id', 'printed_period_kind', 'printed_period_start', 'printed_period_end') }} as printed_period_id,
    period_kind,
    period_start,
    cast(period_end as date) as period_end,
    printed_period_kind,
    printed_period_start,
    printed_period_end,
    balance_point,
    scenario,
    basis,
    measure,
    unit,
    value,
    printed_value,
    scale_factor,
    precision_unit,
    is_nil,
    coalesce({{ currency_of('unit') }} != reporting_currency, false) as is_translation,
    statement_type,
    statement_index,
    label,
    label_path,
    column_header,
    table_index,
    row_index,
    column_index,
    line_number,
    locator,
    printed_text
from dated
