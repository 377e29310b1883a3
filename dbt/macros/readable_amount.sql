{% macro readable_amount(value) -%}
    {#- A base value for people: thousands separated, decimals only where there are any. -#}
    case
        when {{ value }} = trunc({{ value }}) then format('{:,}', cast({{ value }} as hugeint))
        else format('{:,.2f}', cast({{ value }} as double))
    end
{%- endmacro %}
