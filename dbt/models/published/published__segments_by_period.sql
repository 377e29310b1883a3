with latest as (
    select * from {{ ref('latest_line_items') }}
    where measure in ('amount', 'count') and value is not null
),

segments as (
    select * from {{ ref('dim_segments') }}
    where not is_total and axis <> 'equity_component'
),

totals as (
    select latest.*
    from latest
    inner join {{ ref('dim_segments') }} as segments
        on latest.segment_id = segments.segment_id
    where segments.is_total
)

select
    issuers.issuer_name as company,
    segments.axis as segment_axis,
    segments.segment_name as segment,
    segments.segment_path,
    cast(len(string_split(segments.segment_path, ' > ')) - 1 as integer) as segment_level,
    segments.is_elimination,
    line_items.line_item_name as line_item,
    periods.fiscal_label as period,
    periods.duration_class as period_length,
    periods.start_date as period_start,
    periods.end_date as period_end,
    periods.fiscal_year,
    periods.fiscal_quarter,
    parts.scenario,
    parts.basis,
    parts.measure,
    parts.value,
    parts.unit,
    parts.is_translation,
    totals.value as consolidated_value,
    {{ percent_of('parts.value', 'totals.value') }} as percent_of_consolidated,
    parts.verification_status as status,
    releases.release_slug as release,
    parts.locator,
    parts.line_item_id,
    parts.line_item_fact_id
from latest as parts
inner join segments
    on parts.segment_id = segments.segment_id
inner join {{ ref('dim_periods') }} as periods
    on parts.period_id = periods.period_id
inner join {{ ref('dim_issuers') }} as issuers
    on parts.issuer_id = issuers.issuer_id
inner join {{ ref('dim_line_items') }} as line_items
    on parts.line_item_id = line_items.line_item_id
inner join {{ ref('dim_releases') }} as releases
    on parts.release_id = releases.release_id
left join totals
    on
        parts.issuer_id = totals.issuer_id
        and parts.line_item_id = totals.line_item_id
        and parts.period_id = totals.period_id
        and parts.scenario = totals.scenario
        and parts.basis = totals.basis
        and parts.measure = totals.measure
        and parts.unit = totals.unit
