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
        {{ columns_of_operands({'weight': 'cast(weight as integer)', 'position': 'cast(position as integer)'}) }},
        {{ loop.index }} as source_rank
    from {{ ref(source) }}
    {% if not loop.last %}union all{% endif %}
{% endfor %}
