-- The facts of a release that have no primary row or more than one.
select
    release_id,
    line_item_id,
    period_id,
    segment_id,
    scenario,
    basis,
    measure,
    unit,
    count(*) filter (where is_primary) as primary_row_count
from {{ ref('fct_line_items') }}
where period_id is not null
group by release_id, line_item_id, period_id, segment_id, scenario, basis, measure, unit
having count(*) filter (where is_primary) != 1
