{#-
    Texts as sets of words, to tell how much of what a sentence names a label names as well. Lists are DuckDB's; their
    functions stand here and nowhere else.
-#}

{% macro word_set(text) -%}
    {#- Distinct words in the singular, without those that name nothing; "Total revenues" -> [revenue]. -#}
    {%- set idle = "the|of|a|an|in|for|to|and|net|total|our|its|was|were|from|by|on|at|with|end|amount|balance|used"
        ~ "|provided|related|mainly|compared|consist|consists" -%}
    list_distinct(list_filter(
        string_split({{ replace_pattern(
            replace_pattern(plain_words(text), "\\b(?:" ~ idle ~ ")\\b", " "), "(?:ies|s)\\b", ""
        ) }}, ' '),
        lambda word: length(word) > 1
    ))
{%- endmacro %}

{% macro word_set_key(words) -%}
    {#- A number that stands for a set of words in joins. -#}
    hash({{ words }})
{%- endmacro %}

{% macro share_of_words(words, others) -%}
    {#- Which part of `words` is among `others`; 0 where there are none. -#}
    cast(coalesce(len(list_intersect({{ words }}, {{ others }})) / nullif(len({{ words }}), 0), 0) as decimal(9, 4))
{%- endmacro %}

{% macro printed_precision(printed_text, scale_factor) -%}
    {#- Size of the last printed digit of a figure in prose, in base units ("JPY73.0 billion" -> 100,000,000). -#}
    cast(
        power(10, -length({{ captured_group(printed_text, "'[0-9][.]([0-9]+)'") }})) as decimal(9, 8)
    ) * cast({{ scale_factor }} as decimal(22, 8))
{%- endmacro %}

{% macro after_slash(unit) -%}
    {#- The unit below the line: "JPY/USD" -> "USD". -#}
    {{ captured_group(unit, "'/([^/]+)$'") }}
{%- endmacro %}

{% macro before_slash(unit) -%}
    {#- The unit above the line: "JPY/USD" -> "JPY". -#}
    {{ captured_group(unit, "'^(.+)/[^/]+$'") }}
{%- endmacro %}
