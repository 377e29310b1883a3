-- Each fact of each release once. The window that finds the newest word is left out by DuckDB where nobody asks for it.
with facts as (
    select *
    from {{ ref('fct_line_items') }}
    where is_primary
)

select
    issuers.issuer_name as company,
    releases.release_slug as release,
    releases.published_on,
    facts.statement_type as statement,
    line_items.line_item_name as line_item,
    facts.label,
    segments.segment_name as segment,
    segments.axis as segment_axis,
    periods.fiscal_label as period,
    periods.period_kind,
    periods.duration_class as period_length,
    periods.start_date as period_start,
    periods.end_date as period_end,
    periods.fiscal_year,
    periods.fiscal_quarter,
    facts.scenario,
    facts.basis,
    facts.measure,
    facts.value,
    facts.unit,
    facts.precision_unit as printed_precision,
    facts.is_nil,
    facts.is_translation,
    row_number() over (
        partition by
            facts.issuer_id, facts.line_item_id, coalesce(facts.period_id, facts.line_item_fact_id), facts.segment_id,
            facts.scenario, facts.basis, facts.measure, facts.unit
        order by releases.published_on desc nulls last, releases.ingested_at desc, facts.release_id asc
    ) = 1 as is_latest,
    facts.verification_status as status,
    facts.verified_by,
    releases.file_name,
    facts.table_index as table_number,
    facts.line_number,
    facts.locator,
    facts.printed_text,
    facts.line_item_id,
    facts.line_item_fact_id,
    facts.release_id,
    facts.issuer_id,
    facts.period_id,
    facts.segment_id
from facts
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
