-- One row a figure in prose: how precisely it is said, and the words that name it.

with claims as (
    select * from {{ ref('int_claims__identified') }}
)

select
    claim_id,
    release_id,
    period_kind,
    period_start,
    period_end,
    scenario,
    is_period_stated,
    unit,
    value,
    direction,
    {{ printed_precision('printed_text', 'scale_factor') }} as precision_unit,
    {{ word_set('metric') }} as words
from claims
