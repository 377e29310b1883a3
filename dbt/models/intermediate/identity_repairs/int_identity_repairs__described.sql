-- One row a failing check: the one change of a printed figure that would make it hold, or how many there are. A figure
-- that another identity proves is not what is wrong while one without proof could be.

with tried as (
    select * from {{ ref('int_identity_repairs__tried') }}
),

verified as (
    select
        line_item_fact_id,
        verified_by
    from {{ ref('int_facts__verified') }}
),

facts as (
    select * from {{ ref('int_line_items__identified') }}
),

periods as (
    select * from {{ ref('int_periods__labelled') }}
),

failing as (
    select distinct identity_check_id from {{ ref('int_identity_repairs__needed') }}
),

weighed as (
    select
        tried.*,
        verified.verified_by > 0 as is_proven,
        sum(tried.change_count) over (partition by tried.identity_check_id) as all_changes,
        sum(tried.change_count) over (
            partition by tried.identity_check_id, verified.verified_by > 0
        ) as changes_of_this_proof,
        bool_and(verified.verified_by > 0) over (partition by tried.identity_check_id) as are_all_proven
    from tried
    inner join verified on tried.line_item_fact_id = verified.line_item_fact_id
),

only_changes as (
    select *
    from weighed
    where changes_of_this_proof = 1 and is_proven = are_all_proven
),

counts as (
    select
        identity_check_id,
        cast(max(all_changes) as integer) as change_count
    from weighed
    group by identity_check_id
),

worded as (
    select
        only_changes.identity_check_id,
        only_changes.line_item_fact_id,
        only_changes.change_kind,
        cast(only_changes.changed_value as decimal(38, 8)) as changed_value,
        concat(
            'holds if "', coalesce(nullif(facts.label, ''), facts.printed_name), '" (',
            concat_ws(', ', {{ place_text('facts') }}, periods.fiscal_label),
            ') were ',
            case
                when only_changes.change_kind = 'scale' and abs(only_changes.changed_value) > abs(facts.value)
                    then 'a thousand times larger than ' || {{ readable_amount('facts.printed_value') }}
                when only_changes.change_kind = 'scale'
                    then 'a thousand times smaller than ' || {{ readable_amount('facts.printed_value') }}
                else concat(
                    {{ readable_amount('cast(only_changes.changed_value / facts.scale_factor as decimal(38, 8))') }},
                    ' instead of ',
                    {{ readable_amount('facts.printed_value') }}
                )
            end,
            case only_changes.change_kind
                when 'column' then ', the figure of the neighbouring column'
                when 'transposition' then ', two digits transposed'
                else ''
            end,
            case
                when only_changes.all_changes = 2 then '; another change would break an identity that holds'
                when only_changes.all_changes > 2
                    then concat(
                        '; ',
                        cast(only_changes.all_changes - 1 as integer),
                        ' other changes would break identities that hold'
                    )
                else ''
            end
        ) as repair
    from only_changes
    inner join facts on only_changes.line_item_fact_id = facts.line_item_fact_id
    left join periods on facts.period_id = periods.period_id
)

select
    failing.identity_check_id,
    coalesce(counts.change_count, 0) as change_count,
    worded.line_item_fact_id,
    worded.change_kind,
    worded.changed_value,
    case
        when worded.identity_check_id is not null then worded.repair
        when counts.identity_check_id is null then 'no single change of a figure would mend it'
        else counts.change_count || ' single changes of a figure would mend it'
    end as repair
from failing
left join counts on failing.identity_check_id = counts.identity_check_id
left join worded on failing.identity_check_id = worded.identity_check_id
