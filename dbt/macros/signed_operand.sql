{% macro signed_operand(sign) -%}
    {#- An operand with its weight as if all stood on one side (divisors marked): what makes two sums the same sum. -#}
    line_item_fact_id || ':' || ({{ sign }} * case when side = 'lhs' then weight else -weight end)
    || case when role = 'divisor' then '/' else '' end
{%- endmacro %}
