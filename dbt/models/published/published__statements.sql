-- The titles of tables stand nowhere but in raw.tables, which is published; its staging view is not.
select
    issuers.issuer_name as company,
    releases.release_slug as release,
    releases.published_on,
    tables.statement_type as statement,
    tables.table_index as table_number,
    tables.title as table_title,
    facts.row_index as row_number,
    facts.column_index as column_number,
    facts.label_path as heading,
    facts.label,
    facts.column_header,
    line_items.line_item_name as line_item,
    segments.segment_name as segment,
    periods.fiscal_label as period,
    facts.printed_text,
    facts.printed_value,
    facts.scale_factor,
    facts.value,
    facts.unit,
    facts.is_nil,
    facts.verification_status as status,
    facts.verified_by,
    releases.file_name,
    facts.line_number,
    facts.locator,
    facts.line_item_id,
    facts.line_item_fact_id,
    facts.release_id
from {{ ref('fct_line_items') }} as facts
inner join {{ source('raw', 'tables') }} as tables
    on
        facts.release_id = tables.release_id
        and facts.table_index = tables.table_index
inner join {{ ref('dim_releases') }} as releases
    on facts.release_id = releases.release_id
inner join {{ ref('dim_issuers') }} as issuers
    on facts.issuer_id = issuers.issuer_id
inner join {{ ref('dim_line_items') }} as line_items
    on facts.line_item_id = line_items.line_item_id
inner join {{ ref('dim_segments') }} as segments
    on facts.segment_id = segments.segment_id
left join {{ ref('dim_periods') }} as periods
    on facts.period_id = periods.period_id
