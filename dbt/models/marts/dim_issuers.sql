with releases as (
    select * from {{ ref('int_releases__identified') }}
),

calendars as (
    select * from {{ ref('int_fiscal_calendars__derived') }}
),

-- The newest release says the name and the currency.
newest as (
    select *
    from releases
    qualify row_number() over (
        partition by issuer_id
        order by published_on desc nulls last, ingested_at desc, release_id asc
    ) = 1
),

counts as (
    select
        issuer_id,
        count(*) as release_count
    from releases
    group by issuer_id
)

select
    newest.issuer_id,
    newest.resolved_issuer_name as issuer_name,
    newest.tickers,
    newest.reporting_currency,
    calendars.fiscal_year_end_month,
    calendars.year_named_by as fiscal_year_named_by,
    calendars.evidence as fiscal_calendar_evidence,
    cast(counts.release_count as integer) as release_count
from newest
inner join calendars
    on newest.issuer_id = calendars.issuer_id
inner join counts
    on newest.issuer_id = counts.issuer_id
