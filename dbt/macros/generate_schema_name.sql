{% macro generate_schema_name(custom_schema_name, node) -%}
    {#- Schemas are named exactly as configured (staging, intermediate, seeds, marts): no target prefix. -#}
    {{ (custom_schema_name or target.schema) | trim }}
{%- endmacro %}
