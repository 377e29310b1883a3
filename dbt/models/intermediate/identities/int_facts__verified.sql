-- What each fact was checked against. `verified_by` counts independent identities that hold: equal sums count once,
-- and so do all agreements with other printings of the same number, however many copies there are, and all quotients
-- of one identity that a figure divides. A check proves nothing of a figure without which it would hold as well, so
-- wide is its tolerance: a share printed as 0.0 does not verify a line of 0.04 % of revenues.
with checks as (
    select * from {{ ref('int_identity_checks__judged') }}
    where evidence in ('arithmetic', 'agreement')
),

operands as (
    select * from {{ ref('int_identity_operands__unioned') }}
    where line_item_fact_id is not null
),

-- A figure is needed where the two sides would be too far apart without it. (Zero is zero with or without.)
examined as (
    select
        operands.line_item_fact_id,
        checks.status,
        checks.evidence,
        case when operands.role = 'divisor' then checks.identity_id else checks.operands_hash end as proof,
        operands.value = 0
        or checks.tolerance < case
            when operands.role = 'divisor' then abs(checks.rhs)
            when operands.side = 'rhs' and checks.divisor is not null
                then {{ quotient('abs(operands.weight * operands.value)', 'abs(checks.divisor)') }}
            else abs(operands.weight * operands.value)
        end as is_needed
    from operands
    inner join checks
        on
            operands.identity_id = checks.identity_id
            and operands.release_id = checks.release_id
            and operands.instance_key = checks.instance_key
),

evidence as (
    select
        line_item_fact_id,
        count(distinct proof) filter (where status = 'pass' and is_needed and evidence = 'arithmetic')
        + count(distinct evidence) filter (where status = 'pass' and is_needed and evidence = 'agreement')
            as verified_by,
        count(*) filter (where status in ('fail', 'known_discrepancy')) as contradicted_by
    from examined
    group by line_item_fact_id
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
