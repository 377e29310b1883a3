-- Where a release contradicts itself: one row a misprint, with its lines, what else the release says, what was meant.
with contradictions as (
    select * from {{ ref('int_contradictions__unioned') }}
)

select
    contradiction_id,
    release_id,
    kind,
    line_numbers,
    printed,
    evidence,
    likely_reading,
    is_known,
    identity_check_id,
    claim_id,
    line_item_fact_id
from contradictions
