-- Which releases the publish leaves out, and why: a critical identity fails and nobody has reviewed the reason.
with releases as (
    select release_id from {{ ref('stg_raw__releases') }}
),

failures as (
    select
        release_id,
        count(*) as failure_count,
        string_agg(identity_id || ' (' || scope || '): ' || explanation, chr(10) order by identity_id, scope, period_id)
            as reasons
    from {{ ref('int_identity_checks__judged') }}
    where status = 'fail' and severity = 'critical'
    group by release_id
)

select
    releases.release_id,
    failures.failure_count is not null as is_held,
    failures.failure_count || ' critical '
    || case when failures.failure_count = 1 then 'identity fails' else 'identities fail' end
    || ':' || chr(10) || failures.reasons as hold_reason
from releases
left join failures on releases.release_id = failures.release_id
