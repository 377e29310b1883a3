-- One row a claim: agrees where a reading of the tables says the same; disagrees where the tables name just what the
-- claim names, of its own period, and say otherwise in a way that a slip explains; prose_only otherwise.

with claims as (
    select * from {{ ref('int_claims__worded') }}
),

agreeing as (
    select *
    from {{ ref('int_claims__compared') }}
    where is_agreeing
    qualify row_number() over (
        partition by claim_id
        order by
            share_named desc, is_same_kind desc, share_naming desc, reading desc, told_unit asc,
            table_index asc, row_index asc, column_index asc, earlier_fact_id asc
    ) = 1
),

doubted as (
    select * from {{ ref('int_claims__doubted') }}
)

select
    claims.claim_id,
    case
        when agreeing.claim_id is not null then 'agrees'
        when doubted.claim_id is not null then 'disagrees'
        else 'prose_only'
    end as status,
    coalesce(agreeing.line_item_fact_id, doubted.line_item_fact_id) as line_item_fact_id,
    coalesce(agreeing.earlier_fact_id, doubted.earlier_fact_id) as earlier_fact_id,
    coalesce(agreeing.reading, doubted.reading) as reading,
    coalesce(agreeing.told, doubted.told) as told,
    doubted.slip
from claims
left join agreeing on claims.claim_id = agreeing.claim_id
left join doubted on claims.claim_id = doubted.claim_id
