{#- The columns that say what number an operand is, under the same names however it is known. -#}

{% macro fact_value(fact) -%}
    {#- As a fact prints it, from a relation shaped like int_identity_facts__prepared. -#}
    {{ fact }}.value,
    {{ fact }}.error_below,
    {{ fact }}.error_above,
    {{ fact }}.rounding_unit,
    {{ fact }}.is_truncated
{%- endmacro %}

{% macro exact_value(value) -%}
    {#- An expression that no rounding touches. -#}
    cast({{ value }} as decimal(38, 8)) as value,
    cast(0 as decimal(38, 8)) as error_below,
    cast(0 as decimal(38, 8)) as error_above,
    cast(0 as decimal(38, 8)) as rounding_unit,
    false as is_truncated
{%- endmacro %}

{% macro unknown_value() -%}
    {#- What the document does not tell. -#}
    cast(null as decimal(38, 8)) as value,
    cast(null as decimal(38, 8)) as error_below,
    cast(null as decimal(38, 8)) as error_above,
    cast(null as decimal(38, 8)) as rounding_unit,
    cast(null as boolean) as is_truncated
{%- endmacro %}
