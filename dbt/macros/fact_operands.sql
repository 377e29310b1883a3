{#-
    Identity instances written as one row an operand, straight from a relation shaped like int_identity_facts__prepared.
    Instances that are compared before they become operands are wide: wide_instances.sql.
-#}

{% macro fact_operand(fact) -%}
    {#- What an operand carries over from the fact it is. -#}
    {{ fact }}.line_item_fact_id,
    {{ fact }}.label,
    {{ fact_value(fact) }},
    {{ fact }}.table_index,
    {{ fact }}.row_index,
    {{ fact }}.column_index
{%- endmacro %}

{% macro with_missing_sign(operands, sign, condition) -%}
    {#-
        Operands, and behind those that meet the condition (one an instance) a missing one: the sign without which their
        instance is no check of what the issuer says.
    -#}
    select * from {{ operands }}
    union all
    select
        * replace (
            'rhs' as side,
            1000 as position,
            cast(null as varchar) as line_item_fact_id,
            'a sign that {{ sign }}' as label,
            'not_evaluable' as missing_means,
            cast(null as decimal(38, 8)) as value
        )
    from {{ operands }}
    where {{ condition }}
{%- endmacro %}

{% macro columns_of_operands(expressions={}) -%}
    {#- What every model of operands ends in; `expressions` tells what does not yet stand under its name. -#}
    {%- for column in [
        'identity_id',
        'release_id',
        'instance_key',
        'period_id',
        'unit',
        'scope',
        'side',
        'role',
        'weight',
        'position',
        'line_item_fact_id',
        'label',
        'missing_means',
        'value',
        'error_below',
        'error_above',
        'rounding_unit',
        'is_truncated',
        'table_index',
        'row_index',
        'column_index',
    ] %}
        {{ expressions[column] ~ ' as ' if column in expressions }}{{ column }}{{ '' if loop.last else ',' }}
    {%- endfor %}
{%- endmacro %}

{% macro line_scope(fact) -%}
    {#- Where a check of this fact stands: statement, line item, segment. -#}
    concat_ws('/', {{ fact }}.statement_type, {{ fact }}.line_item_id, nullif({{ fact }}.member, 'consolidated'))
{%- endmacro %}

{% macro fact_scope(fact) -%}
    {#- Where a check of this fact stands, and what about it is not usual. -#}
    concat_ws(
        '/',
        {{ line_scope(fact) }},
        nullif({{ fact }}.measure, 'amount'),
        nullif({{ fact }}.scenario, 'actual'),
        nullif({{ fact }}.basis, 'as_reported')
    )
{%- endmacro %}

{% macro is_positive_loss(label, value) -%}
    {#- Whether a figure printed without a sign is a loss by its name alone ("Net loss", not "Net income (loss)"). -#}
    {%- set words = replace_pattern(plain_words(label), "\\bincome tax(?:es)?\\b", "tax") -%}
    (
        {{ value }} > 0
        and {{ matches_wholly(words, "'(?:consolidated )?(?:net |operating |gross |pretax |comprehensive )?loss(?:es)?(?: .*)?'") }}
        and not {{ contains_pattern(words, "'\\b(?:income|profits?|earnings|gains?)\\b'") }}
    )
{%- endmacro %}

{% macro has_footnote_mark(label) -%}
    {#- "Cash, end of period¹": a note says what else is in the figure, or how it differs. -#}
    {{ contains_pattern(label, "'[¹²³⁴⁵⁶⁷⁸⁹*†‡]+$|\\((?:[0-9]|[a-z])\\)$'") }}
{%- endmacro %}
