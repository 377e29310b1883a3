{% macro percent_of(part, whole) -%}
    {#- What percentage of the whole a part is, to two decimals; NULL where there is no whole. A ratio outgrows a
        narrower type where the whole is a few units and the part millions. -#}
    cast(100 * {{ part }} / nullif({{ whole }}, 0) as decimal(38, 2))
{%- endmacro %}
