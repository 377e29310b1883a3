-- One row a line item: the standard ones, and those generated for rows that no rule knows.

with standard_items as (
    select * from {{ ref('line_items') }}
),

facts as (
    select * from {{ ref('int_line_items__identified') }}
),

generated as (
    select
        line_item_id,
        min(printed_name) as line_item_name,
        min(statement_type) as statement_type
    from facts
    where not is_standard
    group by line_item_id
)

select
    line_item_id,
    line_item_name,
    statement_type,
    balance,
    period_kind,
    true as is_standard
from standard_items
union all
select
    line_item_id,
    line_item_name,
    statement_type,
    cast(null as varchar) as balance,
    case
        when statement_type = 'balance_sheet' then 'instant'
        when statement_type in ('income_statement', 'cash_flow') then 'duration'
    end as period_kind,
    false as is_standard
from generated
