{% macro operands_hash(sign) -%}
    {#-
        A number that is equal for equal sums: each operand hashed with its weight as if all stood on one side
        (`sign` turns the equation round; divisors are marked), added up so that order does not matter.
    -#}
    sum(
        cast(hash(line_item_fact_id, {{ sign }} * case when side = 'lhs' then weight else -weight end, role) as hugeint)
    ) filter (where line_item_fact_id is not null)
{%- endmacro %}
