{#- What an operand that is not printed says of its value: nothing, under the names that a printed one uses. -#}

{% macro unknown_value(prefix='') -%}
    cast(null as decimal(38, 8)) as {{ prefix }}value,
    cast(null as decimal(38, 8)) as {{ prefix }}error_below,
    cast(null as decimal(38, 8)) as {{ prefix }}error_above,
    cast(null as decimal(38, 8)) as {{ prefix }}rounding_unit,
    cast(null as boolean) as {{ prefix }}is_truncated
{%- endmacro %}
