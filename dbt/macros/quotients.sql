{#- Interval arithmetic of a quotient. DECIMAL / DECIMAL is DOUBLE in DuckDB; the result is cast back at once. -#}

{% macro quotient(dividend, divisor) -%}
    cast(({{ dividend }}) / nullif({{ divisor }}, 0) as decimal(38, 8))
{%- endmacro %}

{% macro quotients_of_ends(dividend, divisor) -%}
    {%- for dividend_end in [dividend ~ ' - ' ~ dividend ~ '_below', dividend ~ ' + ' ~ dividend ~ '_above'] -%}
        {%- set is_last_dividend = loop.last -%}
        {%- for divisor_end in [divisor ~ ' - ' ~ divisor ~ '_below', divisor ~ ' + ' ~ divisor ~ '_above'] -%}
            {{ quotient(dividend_end, divisor_end) }}{{ '' if is_last_dividend and loop.last else ', ' }}
        {%- endfor -%}
    {%- endfor -%}
{%- endmacro %}
