{% macro base_value(printed_value, scale_factor) -%}
    {#- The one place where a printed value becomes base units. DECIMAL(24,8) x DECIMAL(13,0) stays exact. -#}
    cast({{ printed_value }} * {{ scale_factor }} as decimal(38, 8))
{%- endmacro %}
