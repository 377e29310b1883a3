-- One row a sentence that compares a period with itself; the parser told it while it read the prose.

with events as (
    select * from {{ ref('stg_raw__parse_events') }}
    where step = 'comparison'
)

select
    release_id,
    'period_compared_with_itself' as kind,
    concat_ws('/', line_number, message) as subject_key,
    list_distinct([line_number]) as line_numbers,
    message as printed,
    'two periods are compared, and both have one name' as evidence,
    'one of the two names is misprinted: most likely the period before or after it is meant' as likely_reading,
    cast(null as varchar) as identity_check_id,
    cast(null as varchar) as claim_id,
    cast(null as varchar) as line_item_fact_id,
    false as is_known
from events
qualify row_number() over (partition by release_id, line_number, message) = 1
