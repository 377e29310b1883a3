-- One row a release: whose it is and in which currency it reports.

with releases as (
    select * from {{ ref('stg_raw__releases') }}
),

cells as (
    select * from {{ ref('stg_raw__cells') }}
),

reviewed_issuers as (
    select * from {{ ref('issuers') }}
),

currency_counts as (
    select
        release_id,
        {{ currency_of('unit') }} as currency,
        count(*) as cell_count,
        min(table_index) as first_table_index
    from cells
    where measure = 'amount'
    group by release_id, currency
    having currency is not null
),

-- A convenience translation fills fewer columns than the currency it translates.
reporting_currencies as (
    select
        release_id,
        currency as reporting_currency
    from currency_counts
    qualify row_number() over (
        partition by release_id
        order by cell_count desc, first_table_index asc, currency asc
    ) = 1
)

select
    releases.release_id,
    releases.release_slug,
    releases.sha256,
    releases.file_name,
    releases.media_type,
    releases.byte_count,
    releases.line_count,
    releases.tickers,
    releases.title,
    releases.published_on,
    releases.newswire,
    releases.rounding_mode,
    releases.parser_version,
    releases.ingested_at,
    reporting_currencies.reporting_currency,
    coalesce(
        reviewed_issuers.issuer_id,
        nullif(releases.issuer_key, ''),
        'unknown_' || releases.release_id
    ) as issuer_id,
    coalesce(reviewed_issuers.issuer_name, releases.issuer_name, 'Unknown issuer') as resolved_issuer_name
from releases
left join reviewed_issuers
    on releases.issuer_key = reviewed_issuers.issuer_key
left join reporting_currencies
    on releases.release_id = reporting_currencies.release_id
