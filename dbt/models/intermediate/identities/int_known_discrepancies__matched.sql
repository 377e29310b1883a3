-- Every reviewed discrepancy in every release it speaks of, with the residual found there today.
-- A release that does not print the identity at all (an excerpt, another form) has none.
with entries as (
    select * from {{ ref('known_discrepancies') }}
),

releases as (
    select * from {{ ref('int_releases__identified') }}
),

periods as (
    select * from {{ ref('int_periods__labelled') }}
),

checks as (
    select
        checks.*,
        periods.period_start,
        periods.period_end
    from {{ ref('int_identity_checks__evaluated') }} as checks
    inner join periods on checks.period_id = periods.period_id
)

select
    releases.release_id,
    entries.identity_id,
    entries.scope,
    entries.unit,
    entries.period_start,
    entries.period_end,
    entries.residual as recorded_residual,
    entries.reason,
    checks.instance_key,
    checks.period_id,
    checks.table_index,
    checks.row_index,
    checks.column_index,
    checks.residual as found_residual,
    checks.instance_key is not null as is_found,
    bool_or(checks.instance_key is not null) over one_entry as is_found_in_any_form
from entries
inner join releases
    on entries.issuer_id = releases.issuer_id and entries.published_on = releases.published_on
left join checks
    on
        releases.release_id = checks.release_id
        and entries.identity_id = checks.identity_id
        and entries.scope = checks.scope
        and entries.unit = checks.unit
        and entries.period_start is not distinct from checks.period_start
        and entries.period_end = checks.period_end
window one_entry as (
    partition by
        entries.issuer_id, entries.published_on, entries.identity_id, entries.scope, entries.unit,
        entries.period_start, entries.period_end
)
