-- A dictionary: every printed label, label path, column header and table title once, with its normal forms.
-- Patterns then run once a text and not once a cell.

with cells as (
    select * from {{ ref('stg_raw__cells') }}
),

tables as (
    select * from {{ ref('stg_raw__tables') }}
),

printed_texts as (
    select label as printed_text from cells
    union
    select label_path as printed_text from cells
    union
    select column_header as printed_text from cells
    union
    select table_title as printed_text from tables
)

select
    printed_text,
    {{ line_item_text('printed_text') }} as line_item_text,
    {{ member_text('printed_text') }} as member_text,
    {{ header_text('printed_text') }} as header_text
from printed_texts
