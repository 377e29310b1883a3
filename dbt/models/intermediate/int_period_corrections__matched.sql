-- One row a table and printed date that a reviewed correction applies to.

with corrections as (
    select * from {{ ref('period_corrections') }}
),

releases as (
    select * from {{ ref('int_releases__identified') }}
),

tables as (
    select * from {{ ref('stg_raw__tables') }}
),

titles as (
    select distinct table_title
    from tables
),

title_matches as (
    select
        titles.table_title,
        corrections.issuer_id,
        corrections.published_on,
        corrections.printed_period_end,
        corrections.corrected_period_end
    from titles
    cross join corrections
    where {{ matches_wholly(member_text('titles.table_title'), 'corrections.table_title_pattern') }}
)

select
    tables.release_id,
    tables.table_index,
    title_matches.printed_period_end,
    title_matches.corrected_period_end
from title_matches
inner join releases
    on
        title_matches.issuer_id = releases.issuer_id
        and title_matches.published_on = releases.published_on
inner join tables
    on
        releases.release_id = tables.release_id
        and title_matches.table_title = tables.table_title
