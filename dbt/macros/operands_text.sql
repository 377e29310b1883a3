{#- How an explanation names operands: sign, weight, printed label, value ("- Total costs 66,813,348,000"). -#}

{% macro operands_text(condition) -%}
    string_agg(
        case when weight < 0 then '- ' else '+ ' end
        || case when abs(weight) != 1 then abs(weight) || ' x ' else '' end
        || label
        || ' ' || coalesce({{ readable_amount('value') }}, '(not printed)'),
        ' ' order by position
    ) filter (where {{ condition }})
{%- endmacro %}

{% macro first_sign_dropped(text) -%}
    case when {{ text }} like '+ %' then substr({{ text }}, 3) else {{ text }} end
{%- endmacro %}
