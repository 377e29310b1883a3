{% test filled(model, columns) %}
-- The rows in which one of these columns is empty.
select *
from {{ model }}
where {% for column in columns %}{{ column }} is null{% if not loop.last %} or {% endif %}{% endfor %}
{% endtest %}
