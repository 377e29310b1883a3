select
    issuers.issuer_name as company,
    releases.release_slug as release,
    releases.published_on,
    contradictions.kind,
    not contradictions.is_known as is_open,
    contradictions.line_numbers,
    contradictions.printed,
    contradictions.evidence,
    contradictions.likely_reading,
    releases.file_name,
    contradictions.contradiction_id,
    contradictions.identity_check_id,
    contradictions.claim_id,
    contradictions.line_item_fact_id,
    contradictions.release_id
from {{ ref('fct_contradictions') }} as contradictions
inner join {{ ref('dim_releases') }} as releases
    on contradictions.release_id = releases.release_id
inner join {{ ref('dim_issuers') }} as issuers
    on releases.issuer_id = issuers.issuer_id
