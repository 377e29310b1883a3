-- Instances of amounts that add up over time: a period equals its quarters (four a year, three nine months), and it
-- equals an earlier and a later part (nine months and the fourth quarter, two halves). Only amounts of money that flow:
-- balances, averages, prices and quotients do not add up (seed non_additive_labels).
-- Which parts a table's period has is told by the lines that print all of them; a line of the same table that lacks
-- some of them, but not most, cannot be checked. Arithmetic is the referee of whether parts and whole speak of the
-- same: tables in which less than half of the lines add up were restated, or differ in something that was not read.
with flows as (
    select
        *,
        {{ days_between('period_start', 'period_end') }} as days
    from {{ ref('int_identity_facts__prepared') }}
    where
        measure = 'amount'
        and period_kind = 'duration'
        and period_id is not null
        and unit = {{ currency_of('unit') }}
        and printing_rank = 1
        and not exists (
            select 1
            from {{ ref('non_additive_labels') }} as labels
            where {{ contains_pattern('lower(label)', 'labels.label_pattern') }}
        )
),

pairs as (
    select
        whole.line_item_fact_id as whole_fact_id,
        whole.release_id,
        whole.table_index,
        whole.period_id,
        whole.period_start,
        whole.period_end,
        whole.days,
        part.period_id as part_period_id,
        part.period_start as part_period_start,
        part.period_end as part_period_end,
        part.days as part_days
    from flows as whole
    inner join flows as part
        on
            {{ is_same_line('whole', 'part') }}
            and whole.unit = part.unit
    where part.period_start >= whole.period_start and part.period_end <= whole.period_end and part.days < whole.days
),

-- A quarter is three months or 12 to 14 weeks. Parts that lie within a period, each another, and together have its
-- days, are the period.
quarters as (
    select
        'period_eq_its_quarters' as identity_id,
        release_id,
        table_index,
        period_id,
        list(part_period_id order by part_period_start) as part_period_ids
    from pairs
    where part_days between 84 and 98
    group by whole_fact_id, release_id, table_index, period_id, days
    having count(*) >= 3 and sum(part_days) = days
),

halves as (
    select
        'period_eq_earlier_and_later_part' as identity_id,
        earlier.release_id,
        earlier.table_index,
        earlier.period_id,
        [earlier.part_period_id, later.part_period_id] as part_period_ids
    from pairs as earlier
    inner join pairs as later
        on
            earlier.whole_fact_id = later.whole_fact_id
            and earlier.period_end = later.part_period_end
            and earlier.part_period_end + interval 1 day = later.part_period_start
    where earlier.part_period_start = earlier.period_start
),

tilings as (
    select * from quarters
    union distinct
    select * from halves
),

parts as (
    select
        * exclude (part_period_ids),
        array_to_string(part_period_ids, '+') as tiling,
        unnest(part_period_ids) as part_period_id,
        unnest(generate_series(2, len(part_period_ids) + 1)) as position
    from tilings
),

wholes as (
    select
        parts.identity_id,
        parts.tiling,
        parts.part_period_id,
        parts.position as part_position,
        {{ fact_scope('flows') }} as scope,
        flows.*
    from flows
    inner join parts
        on
            flows.release_id = parts.release_id
            and flows.table_index = parts.table_index
            and flows.period_id = parts.period_id
),

sides as (
    select
        wholes.identity_id,
        wholes.release_id,
        concat_ws('/', wholes.line_item_fact_id, wholes.tiling) as instance_key,
        wholes.period_id,
        wholes.unit,
        wholes.scope,
        'lhs' as side,
        1 as position,
        wholes.label as missing_label,
        'not_evaluable' as missing_means,
        {{ fact_operand('wholes') }}
    from wholes
    where wholes.part_position = 2
    union all
    select
        wholes.identity_id,
        wholes.release_id,
        concat_ws('/', wholes.line_item_fact_id, wholes.tiling) as instance_key,
        wholes.period_id,
        wholes.unit,
        wholes.scope,
        'rhs' as side,
        wholes.part_position as position,
        wholes.label || ' of ' || wholes.part_period_id as missing_label,
        'not_evaluable' as missing_means,
        {{ fact_operand('flows') }}
    from wholes
    left join flows
        on
            {{ is_same_line('wholes', 'flows') }}
            and wholes.unit = flows.unit
            and wholes.part_period_id = flows.period_id
),

sums as (
    select
        identity_id,
        release_id,
        instance_key,
        string_agg(distinct table_index, '+' order by table_index) as table_indexes,
        abs(sum(case when side = 'lhs' then value else -value end)) <= sum(greatest(error_below, error_above))
            as is_holding,
        2 * count_if(side = 'rhs' and line_item_fact_id is not null) >= count_if(side = 'rhs') as has_parts,
        bool_and(line_item_fact_id is not null) as is_complete
    from sides
    group by identity_id, release_id, instance_key
),

refereed as (
    select
        identity_id,
        release_id,
        instance_key,
        has_parts,
        is_complete
        and 2 * count_if(is_complete and is_holding) over same_tables < count_if(is_complete) over same_tables
            as is_other_matter
    from sums
    window same_tables as (partition by identity_id, release_id, table_indexes)
),

judged as (
    select
        sides.*,
        refereed.is_other_matter
    from sides
    inner join refereed
        on
            sides.identity_id = refereed.identity_id
            and sides.release_id = refereed.release_id
            and sides.instance_key = refereed.instance_key
    where refereed.has_parts
),

unioned as (
    {{ with_missing_sign(
        'judged', 'the parts speak of the same as the whole', "is_other_matter and side = 'lhs'"
    ) }}
)

select
    {{ columns_of_operands({'role': "'term'", 'weight': '1', 'label': 'coalesce(label, missing_label)'}) }}
from unioned
