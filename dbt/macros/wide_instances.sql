{#-
    Identity instances written as one wide row: each printed operand is a group of columns under a name of its own
    (`later`, `later_below`, `later_above`, `later_fact_id`, ...). Wide, they can be compared before they become operands.
-#}

{% macro operand_columns(fact, name) -%}
    {#- The columns of one printed operand, from a relation shaped like int_identity_facts__prepared. -#}
    {{ fact }}.value as {{ name }},
    {{ fact }}.error_below as {{ name }}_below,
    {{ fact }}.error_above as {{ name }}_above,
    {{ fact }}.line_item_fact_id as {{ name }}_fact_id,
    {{ fact }}.label as {{ name }}_label,
    {{ fact }}.rounding_unit as {{ name }}_rounding_unit,
    {{ fact }}.is_truncated as {{ name }}_is_truncated
{%- endmacro %}

{% macro is_quotient_reached(printed, factor, dividend, divisor) -%}
    {#- Whether the printed value and factor * dividend / divisor can be the same number, given how all are rounded. -#}
    (
        {{ printed }} + {{ printed }}_above >= {{ factor }} * least({{ quotients_of_ends(dividend, divisor) }})
        and {{ printed }} - {{ printed }}_below <= {{ factor }} * greatest({{ quotients_of_ends(dividend, divisor) }})
    )
{%- endmacro %}

{% macro operands_of_instances(instances, operands) -%}
    {#-
        Wide instances as rows of operands. Each operand tells `side` and, where not the usual, `role` (term), `weight` (1)
        and `condition` (always). It is `printed` (the name of its columns), or `exact` (an expression that no rounding
        touches; with `label`), or `missing` (the label of what the document does not tell).
    -#}
    {%- for operand in operands %}
        {{ operand_rows(instances, operand, loop.index) }}
        {{ '' if loop.last else 'union all' }}
    {%- endfor %}
{%- endmacro %}

{% macro operand_rows(instances, operand, position) -%}
    select
        identity_id,
        release_id,
        instance_key,
        period_id,
        unit,
        scope,
        '{{ operand.side }}' as side,
        '{{ operand.role or 'term' }}' as role,
        {{ operand.weight or 1 }} as weight,
        {{ position }} as position,
        {{ printed_operand(operand.printed) if operand.printed else unprinted_operand(operand) }},
        table_index,
        row_index,
        column_index
    from {{ instances }}
    where {{ operand.condition or 'true' }}
{%- endmacro %}

{% macro printed_operand(name) -%}
    {{ name }}_fact_id as line_item_fact_id,
    {{ name }}_label as label,
    'not_evaluable' as missing_means,
    cast({{ name }} as decimal(38, 8)) as value,
    cast({{ name }}_below as decimal(38, 8)) as error_below,
    cast({{ name }}_above as decimal(38, 8)) as error_above,
    cast({{ name }}_rounding_unit as decimal(38, 8)) as rounding_unit,
    {{ name }}_is_truncated as is_truncated
{%- endmacro %}

{% macro unprinted_operand(operand) -%}
    cast(null as varchar) as line_item_fact_id,
    {{ operand.label or operand.missing }} as label,
    '{{ 'zero' if operand.exact else 'not_evaluable' }}' as missing_means,
    {{ exact_value(operand.exact) if operand.exact else unknown_value() }}
{%- endmacro %}
