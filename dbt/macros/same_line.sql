{#- What makes two facts printings of one line; with equal period, measure and unit they are printings of one fact. -#}

{% macro is_same_line(fact, other) -%}
    {{ fact }}.release_id = {{ other }}.release_id
    and {{ fact }}.line_item_id = {{ other }}.line_item_id
    and {{ fact }}.segment_id = {{ other }}.segment_id
    and {{ fact }}.scenario = {{ other }}.scenario
    and {{ fact }}.basis = {{ other }}.basis
{%- endmacro %}
