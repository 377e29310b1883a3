-- Instances of printed changes: change = later - earlier, and 100 + change in percent = 100 * later / earlier. (Written
-- so, the earlier value enters once and its rounding is not counted twice.)
-- The earlier value is that of an earlier period of equal length which the line prints, or, where it prints none, the
-- actual value of a year before anywhere in the release. A change on a base that is not positive has no agreed sign and
-- is left alone. A column in which less than half of the changes hold is the change of something else (of another
-- period, in another measure) and cannot be checked.
with facts as (
    select
        *,
        date_diff('day', period_start, period_end) as days
    from {{ ref('int_identity_facts__prepared') }}
    where period_id is not null
),

changes as (
    select * from facts
    where measure in ('change_percent', 'change_amount') and not is_nil
),

measured as (
    select * from facts
    where measure in ('amount', 'count', 'per_share')
),

-- The later value stands in the row of the change: under the same line item, or, where a second column of changes made
-- the line another item, in the nearest column before. Changes in rows of their own stand below it.
laters_in_row as (
    select
        changes.line_item_fact_id as change_fact_id,
        later.*
    from changes
    inner join measured as later
        on
            changes.release_id = later.release_id
            and changes.table_index = later.table_index
            and changes.row_index = later.row_index
            and changes.period_end = later.period_end
            and changes.scenario = later.scenario
            and changes.basis = later.basis
    qualify row_number() over (
        partition by changes.line_item_fact_id
        order by
            changes.line_item_id = later.line_item_id and changes.segment_id = later.segment_id desc,
            changes.period_id = later.period_id desc,
            changes.column_index > later.column_index desc,
            abs(changes.column_index - later.column_index) asc
    ) = 1
),

laters_in_column as (
    select
        changes.line_item_fact_id as change_fact_id,
        later.*
    from changes
    inner join measured as later
        on
            {{ is_same_line('changes', 'later') }}
            and changes.table_index = later.table_index
            and changes.column_index = later.column_index
            and changes.period_id = later.period_id
    left join laters_in_row on changes.line_item_fact_id = laters_in_row.change_fact_id
    where laters_in_row.change_fact_id is null
    qualify row_number() over (
        partition by changes.line_item_fact_id order by abs(changes.row_index - later.row_index), later.row_index
    ) = 1
),

laters as (
    select * from laters_in_row
    union all
    select * from laters_in_column
),

candidates as (
    select
        laters.change_fact_id,
        earlier.*,
        case
            when laters.table_index != earlier.table_index then 3
            when laters.row_index = earlier.row_index or laters.column_index = earlier.column_index then 1
            else 2
        end as distance
    from laters
    inner join measured as earlier
        on
            laters.release_id = earlier.release_id
            and laters.line_item_id = earlier.line_item_id
            and laters.segment_id = earlier.segment_id
            and laters.unit = earlier.unit
            and laters.measure = earlier.measure
            and (
                laters.basis = earlier.basis
                -- A value at constant rates is compared with what was reported before.
                or (laters.basis = 'constant_currency' and earlier.basis = 'as_reported')
            )
            and laters.period_kind = earlier.period_kind
            and laters.period_end > earlier.period_end
            and abs(coalesce(laters.days, 0) - coalesce(earlier.days, 0)) <= 7
    where
        laters.table_index = earlier.table_index
        or (
            earlier.scenario = 'actual'
            and abs(date_diff('day', earlier.period_end, laters.period_end) - 365) <= 7
        )
),

-- One value for each earlier period: those the line prints, or else the table, or else the one of a year before.
earliers as (
    select *
    from candidates
    qualify
        dense_rank() over (partition by change_fact_id order by distance) = 1
        and row_number() over (
            partition by change_fact_id, distance, period_end
            order by basis = 'constant_currency' desc, printing_rank asc
        ) = 1
),

instances as (
    select
        changes.*,
        case
            when changes.measure = 'change_percent' and changes.scenario = 'target'
                then 'gd_target_growth_eq_target_over_actual'
            when changes.measure = 'change_percent' then 'change_percent_eq_growth_over_earlier_period'
            else 'change_amount_eq_later_less_earlier'
        end as identity_id,
        changes.line_item_fact_id as instance_key,
        {{ line_scope('changes') }} as scope,
        changes.measure = 'change_percent' as is_percent,
        earliers.period_end as earlier_period_end,
        laters.column_index as later_column_index,
        {{ operand_columns('changes', 'change') }},
        {{ operand_columns('laters', 'later') }},
        {{ operand_columns('earliers', 'earlier') }}
    from changes
    inner join laters on changes.line_item_fact_id = laters.change_fact_id
    inner join earliers on changes.line_item_fact_id = earliers.change_fact_id
    where changes.measure = 'change_amount' or earliers.value > earliers.error_below
),

whole_changes as (
    select
        *,
        100 + change as grown,
        change_below as grown_below,
        change_above as grown_above,
        -- The same with the sign turned, and the values as if one of them were read in another scale.
        100 - change as shrunk,
        change_above as shrunk_below,
        change_below as shrunk_above,
        1000 * later as later_in_thousands,
        1000 * later_below as later_in_thousands_below,
        1000 * later_above as later_in_thousands_above,
        1000 * earlier as earlier_in_thousands,
        1000 * earlier_below as earlier_in_thousands_below,
        1000 * earlier_above as earlier_in_thousands_above
    from instances
),

compared as (
    select
        *,
        case
            when is_percent then {{ is_quotient_reached('grown', 100, 'later', 'earlier') }}
            else
                abs(change - later + earlier)
                <= greatest(change_below, change_above)
                + greatest(later_below, later_above)
                + greatest(earlier_below, earlier_above)
        end as is_holding,
        is_percent
        and (
            {{ is_quotient_reached('shrunk', 100, 'later', 'earlier') }}
            or {{ is_quotient_reached('grown', 100, 'later_in_thousands', 'earlier') }}
            or {{ is_quotient_reached('grown', 100, 'later', 'earlier_in_thousands') }}
        ) as is_slip
    from whole_changes
),

counted as (
    select
        *,
        -- A wrong sign or scale is a failure of such a change, not another kind of change.
        count_if(is_holding or is_slip) over one_reading as holding_count,
        count(*) over one_reading as instance_count
    from compared
    -- Targets stand in a row or two, so that their table decides as a whole.
    window one_reading as (
        partition by
            release_id,
            table_index,
            case scenario when 'target' then measure else cast(column_index as varchar) end,
            period_end,
            earlier_period_end
    )
),

-- Where a table prints several earlier periods, the one from which the most changes of the column follow.
readings as (
    select *
    from counted
    qualify row_number() over (
        partition by line_item_fact_id order by holding_count desc, earlier_period_end desc
    ) = 1
),

-- Of two columns of changes between the same periods, one is the plain change; the other, which follows from the
-- printed values less often, is a change without something (exchange rates, acquisitions).
refereed as (
    select
        *,
        2 * holding_count >= instance_count
        and holding_count * 1.0 / instance_count
        = max(holding_count * 1.0 / instance_count) over (
            partition by release_id, table_index, measure, later_column_index, period_id, earlier_period_end
        ) as is_such_a_change
    from readings
)

{{ operands_of_instances('refereed', [
    {'side': 'lhs', 'printed': 'change'},
    {'side': 'lhs', 'exact': '100', 'label': "'the whole'", 'condition': 'is_percent'},
    {'side': 'rhs', 'printed': 'later', 'weight': 100, 'condition': 'is_percent'},
    {'side': 'rhs', 'role': 'divisor', 'printed': 'earlier', 'condition': 'is_percent'},
    {'side': 'rhs', 'printed': 'later', 'condition': 'not is_percent'},
    {'side': 'rhs', 'printed': 'earlier', 'weight': -1, 'condition': 'not is_percent'},
    {
        'side': 'rhs',
        'missing': "'a sign that this column is the change between these two'",
        'condition': 'not is_such_a_change',
    },
]) }}
