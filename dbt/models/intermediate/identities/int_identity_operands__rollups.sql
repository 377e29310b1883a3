-- Instances of the roll-ups found in the layout: one for every place (column, or row where columns add up across) in
-- which the roll-up was looked at. A total that is a balance with parts that are movements makes a roll-forward.
with facts as (
    select * from {{ ref('int_identity_facts__prepared') }}
),

rollups as (
    select * from {{ ref('stg_raw__rollups') }}
),

members as (
    select
        release_id,
        rollup_index,
        axis,
        checked_indexes,
        failing_indexes,
        'lhs' as side,
        1 as weight,
        0 as position,
        table_index,
        total_index as line_index
    from rollups
    union all
    select
        release_id,
        rollup_index,
        axis,
        checked_indexes,
        failing_indexes,
        'rhs' as side,
        unnest(weights) as weight,
        unnest(generate_series(1, len(weights))) as position,
        unnest(part_table_indexes) as table_index,
        unnest(part_indexes) as line_index
    from rollups
),

-- A line is a row, or a column where the roll-up adds up across.
places as (
    select
        * exclude (checked_indexes),
        unnest(checked_indexes) as checked_index
    from members
),

cells as (
    select
        release_id,
        rollup_index,
        axis,
        side,
        weight,
        position,
        table_index,
        line_index,
        checked_index,
        list_contains(failing_indexes, checked_index) as is_failing,
        case when axis = 'rows' then line_index else checked_index end as row_index,
        case when axis = 'rows' then checked_index else line_index end as column_index
    from places
),

printed as (
    select
        cells.*,
        facts.line_item_fact_id,
        facts.statement_type,
        facts.line_item_id,
        facts.member,
        facts.label,
        facts.period_id,
        facts.period_kind,
        facts.unit,
        facts.measure,
        {{ fact_value('facts') }}
    from cells
    left join facts
        on
            cells.release_id = facts.release_id
            and cells.table_index = facts.table_index
            and cells.row_index = facts.row_index
            and cells.column_index = facts.column_index
),

-- What a roll-up is, told by all the places it was looked at in: a missing cell does not change its name.
described as (
    select
        release_id,
        rollup_index,
        any_value(axis) as axis,
        mode(statement_type) as statement_type,
        mode(line_item_id) filter (where side = 'lhs') as total_line_item_id,
        mode(member) filter (where side = 'lhs') as total_member,
        bool_and(period_kind = 'instant') filter (where side = 'lhs')
        and bool_or(period_kind = 'duration') filter (where side = 'rhs') as is_roll_forward
    from printed
    group by release_id, rollup_index
),

-- The most specific row of the catalogue gives a roll-up its name.
named as (
    select
        described.*,
        identities.identity_id,
        components.missing_means
    from described
    inner join {{ ref('identities') }} as identities
        on
            identities.kind = case
                when described.axis = 'columns' then 'cross_foot'
                when described.is_roll_forward then 'roll_forward'
                else 'rollup'
            end
            and coalesce(identities.statement_type, described.statement_type) = described.statement_type
            and coalesce(identities.total_line_item_id, described.total_line_item_id, '')
            = coalesce(described.total_line_item_id, '')
    inner join {{ ref('identity_components') }} as components on identities.identity_id = components.identity_id
    qualify row_number() over (
        partition by described.release_id, described.rollup_index
        order by identities.total_line_item_id is null, identities.statement_type is null
    ) = 1
),

-- Across columns of several periods only flows add up: an average or a balance stands in its row for each period.
unaddable as (
    select distinct
        printed.release_id,
        printed.rollup_index,
        printed.checked_index
    from printed
    inner join {{ ref('non_additive_labels') }} as labels
        on {{ contains_pattern('lower(printed.label)', 'labels.label_pattern') }}
    where
        printed.axis = 'columns'
        and printed.side = 'lhs'
        and printed.period_kind = 'duration'
        and printed.measure = 'amount'
),

periods_of_columns as (
    select
        release_id,
        rollup_index,
        checked_index
    from printed
    where axis = 'columns'
    group by release_id, rollup_index, checked_index
    having count(distinct period_id) > 1
),

-- A missing operand is named by what stands on its line elsewhere.
lines as (
    select
        release_id,
        rollup_index,
        position,
        min(label) as label
    from printed
    group by release_id, rollup_index, position
)

select
    named.identity_id,
    printed.release_id,
    concat_ws('/', printed.rollup_index, printed.checked_index) as instance_key,
    coalesce(
        max(printed.period_id) filter (where printed.side = 'lhs') over instance, max(printed.period_id) over instance
    ) as period_id,
    max(printed.unit) over instance as unit,
    concat_ws(
        '/',
        named.statement_type,
        coalesce(max(printed.line_item_id) filter (where printed.side = 'lhs') over instance, named.total_line_item_id),
        nullif(
            coalesce(max(printed.member) filter (where printed.side = 'lhs') over instance, named.total_member),
            'consolidated'
        ),
        nullif(max(printed.measure) over instance, 'amount')
    ) as scope,
    printed.side,
    'term' as role,
    printed.weight,
    printed.position,
    printed.line_item_fact_id,
    coalesce(printed.label, lines.label, printed.axis || ' ' || printed.line_index) as label,
    -- A blank part says nothing where the others add up; where they do not, it is no excuse: the total is not met.
    case
        when printed.side = 'lhs' then 'not_evaluable'
        when printed.is_failing then 'zero'
        else named.missing_means
    end as missing_means,
    {{ fact_value('printed') }},
    printed.table_index,
    printed.row_index,
    printed.column_index
from printed
inner join named
    on printed.release_id = named.release_id and printed.rollup_index = named.rollup_index
left join lines
    on
        printed.release_id = lines.release_id
        and printed.rollup_index = lines.rollup_index
        and printed.position = lines.position
left join unaddable
    on
        printed.release_id = unaddable.release_id
        and printed.rollup_index = unaddable.rollup_index
        and printed.checked_index = unaddable.checked_index
left join periods_of_columns
    on
        printed.release_id = periods_of_columns.release_id
        and printed.rollup_index = periods_of_columns.rollup_index
        and printed.checked_index = periods_of_columns.checked_index
where unaddable.release_id is null or periods_of_columns.release_id is null
window instance as (partition by printed.release_id, printed.rollup_index, printed.checked_index)
