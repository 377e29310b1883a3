-- One row a figure in prose: its key, base value and period.

with claims as (
    select * from {{ ref('stg_raw__claims') }}
),

-- HTML does not always tell one place from the next, so the figures of one place are counted.
counted as (
    select
        *,
        row_number() over (
            partition by release_id, line_number, char_start, char_end
            order by printed_text, metric, direction, period_end
        ) as figure_of_place
    from claims
),

releases as (
    select * from {{ ref('int_releases__identified') }}
)

select
    {{ surrogate_key([
        'releases.sha256', 'counted.line_number', 'counted.char_start', 'counted.char_end', 'counted.figure_of_place'
    ]) }} as claim_id,
    counted.release_id,
    releases.issuer_id,
    counted.line_number,
    counted.char_start,
    counted.char_end,
    counted.printed_text,
    counted.printed_value,
    counted.value,
    counted.unit,
    counted.scale_factor,
    counted.metric,
    counted.direction,
    counted.scenario,
    counted.is_period_stated,
    counted.period_kind,
    counted.period_start,
    counted.period_end,
    {{ period_key('releases.issuer_id', 'counted.period_kind', 'counted.period_start', 'counted.period_end') }}
        as period_id
from counted
inner join releases
    on counted.release_id = releases.release_id
