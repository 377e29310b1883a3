select
    issuers.issuer_name as company,
    releases.release_slug as release,
    releases.published_on,
    facts.statement_type as statement,
    count(*) as numbers,
    count(*) filter (where facts.verification_status = 'verified') as verified,
    count(*) filter (where facts.verified_by >= 2) as verified_twice,
    count(*) filter (where facts.verification_status = 'contradicted') as contradicted,
    count(*) filter (where facts.verification_status = 'unverified') as unverified,
    {{ percent_of("count(*) filter (where facts.verification_status = 'verified')", 'count(*)') }} as verified_percent,
    facts.release_id
from {{ ref('fct_line_items') }} as facts
inner join {{ ref('dim_releases') }} as releases
    on facts.release_id = releases.release_id
inner join {{ ref('dim_issuers') }} as issuers
    on facts.issuer_id = issuers.issuer_id
group by all
