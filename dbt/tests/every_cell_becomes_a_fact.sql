{{ config(meta={'dagster': {'ref': {'name': 'fct_line_items'}}}) }}

-- Nothing is dropped on the way: the printed cells that have no row in the facts.
select
    cells.release_id,
    cells.locator
from {{ source('raw', 'cells') }} as cells
left join {{ ref('fct_line_items') }} as facts
    on cells.release_id = facts.release_id and cells.locator = facts.locator
where facts.line_item_fact_id is null
