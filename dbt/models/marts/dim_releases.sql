with releases as (
    select * from {{ ref('int_releases__identified') }}
),

held as (
    select * from {{ ref('int_releases__held') }}
)

select
    releases.release_id,
    releases.release_slug,
    releases.issuer_id,
    releases.sha256,
    releases.file_name,
    releases.media_type,
    releases.byte_count,
    releases.line_count,
    releases.title,
    releases.published_on,
    releases.newswire,
    releases.rounding_mode,
    releases.reporting_currency,
    releases.parser_version,
    releases.ingested_at,
    coalesce(held.is_held, false) as is_held,
    held.hold_reason
from releases
left join held
    on releases.release_id = held.release_id
