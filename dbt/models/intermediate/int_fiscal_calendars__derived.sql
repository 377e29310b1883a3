-- One row an issuer: when its fiscal year ends and whether it is named by the year it starts or ends in.
-- From the reviewed seed, else from what the releases say of their period names, else from the year-long periods
-- they print.

with releases as (
    select * from {{ ref('int_releases__identified') }}
),

definitions as (
    select * from {{ ref('stg_raw__period_definitions') }}
),

facts as (
    select * from {{ ref('int_line_items__identified') }}
),

reviewed as (
    select * from {{ ref('fiscal_calendars') }}
),

stated as (
    select
        releases.issuer_id,
        extract(month from {{ nominal_month_end('definitions.period_end') }}) as fiscal_year_end_month,
        extract(year from {{ nominal_month_end('definitions.period_end') }}) as year_of_end,
        {{ captured_group('definitions.period_label', "'((?:19|20)[0-9]{2})'") }} as year_of_name
    from definitions
    inner join releases
        on definitions.release_id = releases.release_id
    where
        {{ days_between('definitions.period_start', 'definitions.period_end') }} between 350 and 380
        and year_of_name != ''
    qualify row_number() over (
        partition by releases.issuer_id
        order by releases.published_on desc nulls last, definitions.evidence desc, definitions.line_number asc
    ) = 1
),

year_ends as (
    select
        issuer_id,
        extract(month from {{ nominal_month_end('printed_period_end') }}) as fiscal_year_end_month,
        count(*) as cell_count
    from facts
    where
        {{ days_between('printed_period_start', 'printed_period_end') }} between 350 and 380
        and statement_type in ('income_statement', 'cash_flow', 'equity', 'key_figures')
    group by issuer_id, fiscal_year_end_month
),

printed as (
    select
        issuer_id,
        fiscal_year_end_month
    from year_ends
    qualify row_number() over (partition by issuer_id order by cell_count desc, fiscal_year_end_month desc) = 1
)

select
    issuers.issuer_id,
    cast(coalesce(
        reviewed.fiscal_year_end_month, stated.fiscal_year_end_month, printed.fiscal_year_end_month
    ) as integer) as fiscal_year_end_month,
    coalesce(
        reviewed.year_named_by,
        case when cast(stated.year_of_name as integer) < stated.year_of_end then 'start' end,
        'end'
    ) as year_named_by,
    case
        when reviewed.issuer_id is not null then 'reviewed'
        when stated.issuer_id is not null then 'stated'
        when printed.issuer_id is not null then 'printed_years'
        else 'unknown'
    end as evidence
from (select distinct issuer_id from releases) as issuers
left join reviewed
    on issuers.issuer_id = reviewed.issuer_id
left join stated
    on issuers.issuer_id = stated.issuer_id
left join printed
    on issuers.issuer_id = printed.issuer_id
