{#- How keys are built from what they identify; readable, and the same in every model. -#}

{% macro issuer_key(issuer_name) -%}
    {#- The printed name without article and legal form, so that "Inc." and "Incorporated" are one issuer. -#}
    {{ slug(replace_pattern(
        "lower(" ~ issuer_name ~ ")",
        "^the |[ ,]+(?:inc|incorporated|corp|corporation|co|company|companies|ltd|limited|plc|llc|lp|nv|sa|ag|se|kk|k\\.k|n\\.v|s\\.a)\\b\\.?",
        " "
    )) }}
{%- endmacro %}

{% macro segment_key(issuer_id, axis, segment_code) -%}
    {{ issuer_id }} || '/' || case when {{ axis }} = 'consolidated' then 'consolidated' else {{ axis }} || '/' || {{ segment_code }} end
{%- endmacro %}

{% macro period_key(issuer_id, period_kind, period_start, period_end) -%}
    {#- NULL where the period is unknown. -#}
    case {{ period_kind }}
        when 'instant' then {{ issuer_id }} || '/' || cast({{ period_end }} as varchar)
        when 'duration'
            then {{ issuer_id }} || '/' || cast({{ period_start }} as varchar) || '_' || cast({{ period_end }} as varchar)
    end
{%- endmacro %}

{% macro currency_of(unit) -%}
    {#- The ISO currency of a unit such as `JPY` or `USD/ADS`; NULL for `percent`, `shares`, `ADS`. -#}
    nullif({{ captured_group("nullif(" ~ unit ~ ", 'ADS')", "'^([A-Z]{3})(?:/.*)?$'") }}, '')
{%- endmacro %}
