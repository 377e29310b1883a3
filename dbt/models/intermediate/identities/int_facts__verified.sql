-- What each fact was checked against. `verified_by` counts independent identities that hold: equal sums count once,
-- and so do all agreements with other printings of the same number, however many copies there are.
with checks as (
    select * from {{ ref('int_identity_checks__judged') }}
    where evidence in ('arithmetic', 'agreement')
),

operands as (
    select * from {{ ref('int_identity_operands__unioned') }}
    where line_item_fact_id is not null
),

evidence as (
    select
        operands.line_item_fact_id,
        count(distinct checks.operands_hash) filter (
            where checks.status = 'pass' and checks.evidence = 'arithmetic'
        )
        + count(distinct checks.evidence) filter (
            where checks.status = 'pass' and checks.evidence = 'agreement'
        ) as verified_by,
        count(*) filter (where checks.status in ('fail', 'known_discrepancy')) as contradicted_by
    from operands
    inner join checks
        on
            operands.identity_id = checks.identity_id
            and operands.release_id = checks.release_id
            and operands.instance_key = checks.instance_key
    group by operands.line_item_fact_id
),

facts as (
    select line_item_fact_id from {{ ref('int_identity_facts__prepared') }}
)

select
    facts.line_item_fact_id,
    case
        when evidence.verified_by > 0 then 'verified'
        when evidence.contradicted_by > 0 then 'contradicted'
        else 'unverified'
    end as verification_status,
    cast(coalesce(evidence.verified_by, 0) as integer) as verified_by
from facts
left join evidence on facts.line_item_fact_id = evidence.line_item_fact_id
