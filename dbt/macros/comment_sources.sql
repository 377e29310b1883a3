{% macro comment_sources() -%}
    {#- Writes the descriptions of the raw tables, which dbt reads but does not build, into the database itself, all in
        one go. It asks the database nothing first: a question would open a transaction that nobody commits. -#}
    {%- if execute and flags.WHICH == 'build' -%}
        {%- for source in graph.sources.values() -%}
            {%- set table = '"%s"."%s"' | format(source.schema, source.name) -%}
            comment on table {{ table }} is {{ duckdb_escape_comment(source.description) }};
            {% for column in source.columns.values() -%}
            comment on column {{ table }}."{{ column.name }}" is {{ duckdb_escape_comment(column.description) }};
            {% endfor -%}
        {%- endfor -%}
    {%- endif -%}
{%- endmacro %}
