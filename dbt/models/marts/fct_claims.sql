select
    claim_id,
    release_id,
    issuer_id,
    line_number,
    char_start,
    char_end,
    printed_text,
    metric,
    direction,
    period_id,
    scenario,
    value,
    printed_value,
    scale_factor,
    unit,
    'prose_only' as status,
    cast(null as varchar) as line_item_fact_id
from {{ ref('int_claims__identified') }}
