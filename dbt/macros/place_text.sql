{% macro place_text(fact) -%}
    {#- Where a printed figure stands, for people: its line, or its table and row where lines are not known. -#}
    case
        when {{ fact }}.line_number is not null then 'line ' || {{ fact }}.line_number
        else 'table ' || {{ fact }}.table_index || ', row ' || {{ fact }}.row_index
    end
{%- endmacro %}

{% macro short_label(fact) -%}
    {#- The printed label of a row, or what stands for it, cut where it goes on for lines. -#}
    case
        when length({{ fact }}.label) > 80 then substr({{ fact }}.label, 1, 77) || '...'
        else coalesce(nullif({{ fact }}.label, ''), {{ fact }}.printed_name)
    end
{%- endmacro %}
