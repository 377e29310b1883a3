{#- Portable names for text functions; DuckDB's spelling stands here and nowhere else. Patterns are RE2. -#}

{% macro replace_pattern(text, pattern, replacement) -%}
    regexp_replace({{ text }}, '{{ pattern }}', '{{ replacement }}', 'g')
{%- endmacro %}

{% macro matches_wholly(text, pattern) -%}
    regexp_full_match({{ text }}, {{ pattern }})
{%- endmacro %}

{% macro contains_pattern(text, pattern) -%}
    regexp_matches({{ text }}, {{ pattern }})
{%- endmacro %}

{% macro captured_group(text, pattern) -%}
    {#- What the first group caught; an empty text where it caught nothing. `pattern` is an SQL expression. -#}
    coalesce(regexp_extract({{ text }}, {{ pattern }}, 1), '')
{%- endmacro %}

{% macro words_of(text) -%}
    string_split({{ text }}, ' ')
{%- endmacro %}

{% macro choices_of(text) -%}
    {#- A seed's list of alternatives, separated by `|`. -#}
    string_split({{ text }}, '|')
{%- endmacro %}

{% macro slug(text) -%}
    trim({{ replace_pattern("lower(" ~ text ~ ")", "[^\\p{L}\\p{N}]+", "_") }}, '_')
{%- endmacro %}

{% macro last_of_path(path) -%}
    {#- The innermost heading of a normalised label path ("a > b" -> "b"). -#}
    trim(regexp_extract({{ path }}, '[^>]*$'))
{%- endmacro %}

{% macro path_without_last(path) -%}
    {#- The headings around the innermost one ("a > b" -> "a"; "b" -> ""). -#}
    {{ replace_pattern(path, " *>?[^>]*$", "") }}
{%- endmacro %}

{% macro is_choice_of(value, choices) -%}
    list_contains(string_split({{ choices }}, '|'), {{ value }})
{%- endmacro %}

{% macro typing_slips(digits, others) -%}
    {#- How many digits were mistyped, left out, doubled or transposed between two whole numbers. -#}
    damerau_levenshtein(cast({{ digits }} as varchar), cast({{ others }} as varchar))
{%- endmacro %}

{% macro count_of_words(text) -%}
    len(string_split(trim({{ text }}), ' '))
{%- endmacro %}
