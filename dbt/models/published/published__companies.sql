select
    issuers.issuer_name as company,
    array_to_string(issuers.tickers, ', ') as tickers,
    issuers.reporting_currency as currency,
    issuers.fiscal_year_end_month,
    issuers.release_count as releases,
    min(releases.published_on) as first_release_on,
    max(releases.published_on) as latest_release_on,
    issuers.issuer_id
from {{ ref('dim_issuers') }} as issuers
left join {{ ref('dim_releases') }} as releases
    on issuers.issuer_id = releases.issuer_id
group by all
