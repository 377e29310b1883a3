with numbers as (
    select
        release_id,
        count(*) as numbers,
        count(*) filter (where verification_status = 'verified') as verified,
        count(*) filter (where verification_status = 'contradicted') as contradicted,
        count(*) filter (where verification_status = 'unverified') as unverified
    from {{ ref('fct_line_items') }}
    group by release_id
),

checks as (
    select
        release_id,
        count(*) filter (where status = 'pass') as passed_checks,
        count(*) filter (where status = 'fail') as failed_checks
    from {{ ref('fct_identity_checks') }}
    group by release_id
)

select
    issuers.issuer_name as company,
    releases.release_slug as release,
    releases.published_on,
    releases.title,
    releases.newswire,
    releases.reporting_currency as currency,
    releases.file_name,
    coalesce(numbers.numbers, 0) as numbers,
    coalesce(numbers.verified, 0) as verified,
    coalesce(numbers.contradicted, 0) as contradicted,
    coalesce(numbers.unverified, 0) as unverified,
    {{ percent_of('numbers.verified', 'numbers.numbers') }} as verified_percent,
    coalesce(checks.passed_checks, 0) as passed_checks,
    coalesce(checks.failed_checks, 0) as failed_checks,
    releases.release_id,
    releases.issuer_id
from {{ ref('dim_releases') }} as releases
inner join {{ ref('dim_issuers') }} as issuers
    on releases.issuer_id = issuers.issuer_id
left join numbers
    on releases.release_id = numbers.release_id
left join checks
    on releases.release_id = checks.release_id
