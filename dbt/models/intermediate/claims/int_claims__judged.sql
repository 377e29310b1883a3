-- One row a claim: agrees where a reading of the tables says the same; disagrees where the tables name just what the
-- claim names, of its own period, and say otherwise; prose_only where no table speaks of it.

with claims as (
    select * from {{ ref('int_claims__worded') }}
),

readings as (
    select * from {{ ref('int_claims__compared') }}
),

ranked as (
    select *
    from readings
    where
        is_agreeing
        -- Other words of the same row may mean another thing: only the very name can be contradicted.
        or (share_named = 1 and share_naming >= 0.75 and is_same_kind)
    qualify row_number() over (
        partition by claim_id
        order by
            is_agreeing desc, share_named desc, is_same_kind desc, share_naming desc, reading desc, told_unit asc,
            table_index asc, row_index asc, column_index asc, earlier_fact_id asc
    ) = 1
)

select
    claims.claim_id,
    case
        when ranked.claim_id is null then 'prose_only'
        when ranked.is_agreeing then 'agrees'
        else 'disagrees'
    end as status,
    ranked.line_item_fact_id,
    ranked.earlier_fact_id,
    ranked.reading,
    ranked.told
from claims
left join ranked
    on claims.claim_id = ranked.claim_id
