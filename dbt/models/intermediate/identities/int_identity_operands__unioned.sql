{{ config(materialized='view') }}

-- The operands of every identity instance, whichever way the instance came about. `source_rank` says which reading is
-- kept where two ways arrive at the same sum: the catalogue's before the layout's. A view over tables: building all of
-- them in one statement takes more memory than a thousand releases may.
{% set sources = [
    'int_identity_operands__line_items',
    'int_identity_operands__intervening',
    'int_identity_operands__members',
    'int_identity_operands__periods',
    'int_identity_operands__figures',
    'int_identity_operands__rollups',
    'int_identity_operands__printings',
    'int_identity_operands__changes',
    'int_identity_operands__translations',
    'int_identity_operands__shares',
    'int_identity_operands__ratios',
] %}

{% for source in sources %}
    select
        identity_id,
        release_id,
        instance_key,
        period_id,
        unit,
        scope,
        side,
        role,
        cast(weight as integer) as weight,
        cast(position as integer) as position,
        line_item_fact_id,
        label,
        missing_means,
        value,
        error_below,
        error_above,
        rounding_unit,
        is_truncated,
        table_index,
        row_index,
        column_index,
        {{ loop.index }} as source_rank
    from {{ ref(source) }}
    {% if not loop.last %}union all{% endif %}
{% endfor %}
