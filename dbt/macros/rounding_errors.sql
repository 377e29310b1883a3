{#-
    The interval a printed value stands for (XBRL Calculations 1.1): half a unit either way where the issuer rounds,
    one unit away from zero where the issuer truncates. Units are base units of the last printed digit.
-#}

{% macro rounding_error_below(value, unit, is_truncated) -%}
    case
        when not {{ is_truncated }} then cast({{ unit }} * 0.5 as decimal(38, 8))
        when {{ value }} > 0 then 0
        else {{ unit }}
    end
{%- endmacro %}

{% macro rounding_error_above(value, unit, is_truncated) -%}
    case
        when not {{ is_truncated }} then cast({{ unit }} * 0.5 as decimal(38, 8))
        when {{ value }} < 0 then 0
        else {{ unit }}
    end
{%- endmacro %}

{% macro sum_with_errors(condition, name) -%}
    {#- The weighted sum of the operands and how far it may lie off; a negative weight turns an interval around. -#}
    coalesce(sum(weight * value) filter (where {{ condition }}), 0) as {{ name }},
    coalesce(
        sum(abs(weight) * case when weight >= 0 then error_below else error_above end) filter (where {{ condition }}), 0
    ) as {{ name }}_below,
    coalesce(
        sum(abs(weight) * case when weight >= 0 then error_above else error_below end) filter (where {{ condition }}), 0
    ) as {{ name }}_above
{%- endmacro %}
