{% test unique_combination(model, columns) %}
-- The combinations of these columns that more than one row has.
select
    {{ columns | join(', ') }},
    count(*) as row_count
from {{ model }}
group by {{ columns | join(', ') }}
having count(*) > 1
{% endtest %}
