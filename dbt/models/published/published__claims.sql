select
    issuers.issuer_name as company,
    releases.release_slug as release,
    releases.published_on,
    claims.line_number,
    claims.printed_text,
    claims.metric,
    claims.direction,
    periods.fiscal_label as period,
    claims.scenario,
    claims.value,
    claims.unit,
    claims.status,
    claims.slip,
    claims.reading,
    claims.told as table_value,
    line_items.line_item_name as line_item,
    segments.segment_name as segment,
    facts.locator as table_locator,
    releases.file_name,
    claims.claim_id,
    claims.line_item_fact_id,
    claims.release_id
from {{ ref('fct_claims') }} as claims
inner join {{ ref('dim_releases') }} as releases
    on claims.release_id = releases.release_id
inner join {{ ref('dim_issuers') }} as issuers
    on claims.issuer_id = issuers.issuer_id
left join {{ ref('dim_periods') }} as periods
    on claims.period_id = periods.period_id
left join {{ ref('fct_line_items') }} as facts
    on claims.line_item_fact_id = facts.line_item_fact_id
left join {{ ref('dim_line_items') }} as line_items
    on facts.line_item_id = line_items.line_item_id
left join {{ ref('dim_segments') }} as segments
    on facts.segment_id = segments.segment_id
