-- Instances across an axis: the consolidated figure of a row equals the sum of the axis' members in the same row.
with facts as (
    select * from {{ ref('int_identity_facts__prepared') }}
),

identities as (
    select
        identities.*,
        components.weight,
        components.missing_means
    from {{ ref('identities') }} as identities
    inner join {{ ref('identity_components') }} as components on identities.identity_id = components.identity_id
    where identities.kind = 'cross_foot' and identities.member_axis is not null
),

operands as (
    select
        identities.identity_id,
        facts.*,
        facts.member = 'consolidated' as is_total,
        identities.weight as part_weight,
        identities.missing_means as part_missing_means
    from facts
    inner join identities
        on
            facts.statement_type = identities.statement_type
            and (facts.member = 'consolidated' or facts.member_axis = identities.member_axis)
    -- A statement that continues in a second block prints a row once in each of its columns.
    qualify row_number() over (
        partition by
            identities.identity_id, facts.release_id, facts.statement_index, facts.line_item_id, facts.member,
            facts.period_id, facts.unit, facts.scenario, facts.basis, facts.measure
        order by facts.printing_rank
    ) = 1
),

instances as (
    select
        identity_id,
        release_id,
        statement_index,
        line_item_id,
        period_id,
        unit,
        scenario,
        basis,
        measure,
        concat_ws(
            '/', statement_index, line_item_id, period_id, unit, scenario, basis, measure
        ) as instance_key,
        concat_ws('/', statement_type, line_item_id, nullif(measure, 'amount')) as scope,
        bool_or(is_total) as has_total,
        min(label) as label
    from operands
    group by all
    having bool_or(not is_total)
),

printed as (
    select
        instances.identity_id,
        instances.release_id,
        instances.instance_key,
        instances.period_id,
        instances.unit,
        instances.scope,
        case when operands.is_total then 'lhs' else 'rhs' end as side,
        case when operands.is_total then 1 else operands.part_weight end as weight,
        operands.line_item_fact_id,
        case when operands.is_total then operands.label else operands.member end as label,
        case when operands.is_total then 'not_evaluable' else operands.part_missing_means end as missing_means,
        {{ fact_value('operands') }},
        operands.table_index,
        operands.row_index,
        operands.column_index
    from instances
    inner join operands
        on
            instances.identity_id = operands.identity_id
            and instances.release_id = operands.release_id
            and instances.statement_index = operands.statement_index
            and instances.line_item_id = operands.line_item_id
            and instances.period_id is not distinct from operands.period_id
            and instances.unit is not distinct from operands.unit
            and instances.scenario = operands.scenario
            and instances.basis = operands.basis
            and instances.measure = operands.measure
),

missing_totals as (
    select
        identity_id,
        release_id,
        instance_key,
        period_id,
        unit,
        scope,
        'lhs' as side,
        1 as weight,
        cast(null as varchar) as line_item_fact_id,
        label,
        'not_evaluable' as missing_means,
        {{ unknown_value() }},
        cast(null as integer) as table_index,
        cast(null as integer) as row_index,
        cast(null as integer) as column_index
    from instances
    where not has_total
),

unioned as (
    select * from printed
    union all
    select * from missing_totals
)

select
    {{ columns_of_operands({
        'role': "'term'",
        'position': 'row_number() over (
            partition by identity_id, release_id, instance_key order by side, table_index, row_index, column_index
        )',
    }) }}
from unioned
