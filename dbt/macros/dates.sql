{% macro days_between(first_day, last_day) -%}
    {#- Days of a period whose first and last day both belong to it. -#}
    (date_diff('day', {{ first_day }}, {{ last_day }}) + 1)
{%- endmacro %}

{% macro nominal_month_end(last_day) -%}
    {#- The month end nearest to a period's last day: years of 52 or 53 weeks end some days before or after it. -#}
    cast(date_trunc('month', {{ last_day }} + interval 15 day) - interval 1 day as date)
{%- endmacro %}
