{#-
    Identity instances written as one row an operand, straight from a relation shaped like int_identity_facts__prepared.
    Instances that are compared before they become operands are wide: wide_instances.sql.
-#}

{% macro fact_operand(fact) -%}
    {#- What an operand carries over from the fact it is. -#}
    {{ fact }}.line_item_fact_id,
    {{ fact }}.label,
    {{ fact }}.value,
    {{ fact }}.error_below,
    {{ fact }}.error_above,
    {{ fact }}.rounding_unit,
    {{ fact }}.is_truncated,
    {{ fact }}.table_index,
    {{ fact }}.row_index,
    {{ fact }}.column_index
{%- endmacro %}

{% macro fact_scope(fact) -%}
    {#- Where a check of this fact stands: statement, line item, segment, and what about it is not usual. -#}
    concat_ws(
        '/',
        {{ fact }}.statement_type,
        {{ fact }}.line_item_id,
        nullif({{ fact }}.member, 'consolidated'),
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
