-- One row a table and printed date that a reviewed correction applies to.

with corrections as (
    select * from {{ ref('period_corrections') }}
),

releases as (
    select * from {{ ref('int_releases__identified') }}
),

tables as (
    select * from {{ ref('stg_raw__tables') }}
)

select
    tables.release_id,
    tables.table_index,
    corrections.printed_period_end,
    corrections.corrected_period_end
from corrections
inner join releases
    on
        corrections.issuer_id = releases.issuer_id
        and corrections.published_on = releases.published_on
inner join tables
    on releases.release_id = tables.release_id
where {{ matches_wholly(member_text('tables.table_title'), 'corrections.table_title_pattern') }}
