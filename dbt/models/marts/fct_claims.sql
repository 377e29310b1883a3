with claims as (
    select * from {{ ref('int_claims__identified') }}
),

judged as (
    select * from {{ ref('int_claims__judged') }}
)

select
    claims.claim_id,
    claims.release_id,
    claims.issuer_id,
    claims.line_number,
    claims.char_start,
    claims.char_end,
    claims.printed_text,
    claims.metric,
    claims.direction,
    claims.period_id,
    claims.is_period_stated,
    claims.scenario,
    claims.value,
    claims.printed_value,
    claims.scale_factor,
    claims.unit,
    judged.status,
    judged.line_item_fact_id,
    judged.reading,
    judged.earlier_fact_id,
    judged.told,
    judged.slip
from claims
inner join judged
    on claims.claim_id = judged.claim_id
