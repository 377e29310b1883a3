-- One row a figure in prose: its key, base value and period.

with claims as (
    select * from {{ ref('stg_raw__claims') }}
),

releases as (
    select * from {{ ref('int_releases__identified') }}
)

select
    {{ surrogate_key(['releases.sha256', 'claims.line_number', 'claims.char_start', 'claims.char_end']) }} as claim_id,
    claims.release_id,
    releases.issuer_id,
    claims.line_number,
    claims.char_start,
    claims.char_end,
    claims.printed_text,
    claims.printed_value,
    claims.value,
    claims.unit,
    claims.scale_factor,
    claims.metric,
    claims.direction,
    claims.scenario,
    claims.period_kind,
    claims.period_start,
    claims.period_end,
    {{ period_key('releases.issuer_id', 'claims.period_kind', 'claims.period_start', 'claims.period_end') }}
        as period_id
from claims
inner join releases
    on claims.release_id = releases.release_id
