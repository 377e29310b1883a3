{% macro generate_alias_name(custom_alias_name=none, node=none) -%}
    {#- What readers see bears the plain name (line_items); inside dbt it needs a prefix, for seeds and models share
        one namespace and the seed line_items was there first. -#}
    {{ (custom_alias_name or node.name.removeprefix('published__')) | trim }}
{%- endmacro %}
