-- One row a cell: which line item, segment and period it is, in base units. Identities are checked over this model.

with cells as (
    select * from {{ ref('int_cells__contextualized') }}
),

contexts as (
    select * from {{ ref('int_label_contexts__identified') }}
),

collided_rows as (
    select * from {{ ref('int_rows__collided') }}
),

collided_columns as (
    select * from {{ ref('int_columns__collided') }}
),

line_items as (
    select * from {{ ref('line_items') }}
),

segments as (
    select * from {{ ref('int_segments__resolved') }}
),

corrections as (
    select * from {{ ref('int_period_corrections__matched') }}
),

named as (
    select
        cells.*,
        contexts.segment_id,
        contexts.balance_point,
        case
            when collided_columns.release_id is null then contexts.printed_name
            else contexts.printed_name || ' (' || cells.column_header || ')'
        end as printed_name,
        case
            when collided_columns.release_id is null then contexts.generated_line_item_id
            else contexts.generated_line_item_id || '.' || collided_columns.column_rank
        end as generated_line_item_id,
        case
            when collided_rows.release_id is null and collided_columns.release_id is null
                then contexts.standard_line_item_id
        end as standard_line_item_id
    from cells
    inner join contexts
        on cells.label_context_id = contexts.label_context_id
    left join collided_rows
        on
            cells.release_id = collided_rows.release_id
            and cells.table_index = collided_rows.table_index
            and cells.row_index = collided_rows.row_index
    left join collided_columns
        on
            cells.release_id = collided_columns.release_id
            and cells.table_index = collided_columns.table_index
            and cells.column_index = collided_columns.column_index
),

meant as (
    select
        named.*,
        coalesce(named.standard_line_item_id, named.generated_line_item_id) as line_item_id,
        named.standard_line_item_id is not null as is_standard,
        segments.axis as segment_axis,
        segments.is_total as is_total_segment,
        segments.is_elimination,
        -- A balance printed under a period ("Total assets" beside "Fiscal year ended ...") is meant at its end.
        line_items.period_kind = 'instant' and named.period_kind = 'duration' as is_balance_of_period,
        coalesce(corrections.corrected_period_end, named.period_end) as meant_period_end
    from named
    inner join segments
        on named.segment_id = segments.segment_id
    left join line_items
        on named.standard_line_item_id = line_items.line_item_id
    left join corrections
        on
            named.release_id = corrections.release_id
            and named.table_index = corrections.table_index
            and named.period_end = corrections.printed_period_end
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
    printed_name,
    segment_id,
    segment_axis,
    is_total_segment,
    is_elimination,
    {{ period_key('issuer_id', 'period_kind', 'period_start', 'cast(period_end as date)') }} as period_id,
    {{ period_key('issuer_id', 'printed_period_kind', 'printed_period_start', 'printed_period_end') }}
        as printed_period_id,
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
