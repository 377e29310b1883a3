{% macro surrogate_key(columns) -%}
    {#- A stable key: the MD5 of the columns' texts, with a separator no identifier contains. -#}
    md5({% for column in columns %}coalesce(cast({{ column }} as varchar), ''){% if not loop.last %} || chr(31) || {% endif %}{% endfor %})
{%- endmacro %}
