select
    line_item_id,
    line_item_name,
    statement_type,
    balance,
    period_kind,
    is_standard
from {{ ref('int_line_items__united') }}
