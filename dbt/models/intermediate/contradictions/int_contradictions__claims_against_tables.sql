-- One row a figure of prose that the tables contradict: another period's figure, digits cut off where the table
-- rounds, a scale, a mistyped digit, a direction.

with doubted as (
    select * from {{ ref('int_claims__doubted') }}
),

claims as (
    select
        claims.*,
        periods.fiscal_label
    from {{ ref('int_claims__identified') }} as claims
    left join {{ ref('int_periods__labelled') }} as periods
        on claims.period_id = periods.period_id
),

facts as (
    select
        facts.*,
        periods.fiscal_label,
        {{ short_label('facts') }} as name,
        {{ place_text('facts') }} as place
    from {{ ref('int_line_items__identified') }} as facts
    left join {{ ref('int_periods__labelled') }} as periods
        on facts.period_id = periods.period_id
)

select
    claims.release_id,
    case doubted.slip
        when 'cut_off' then 'truncated_in_prose'
        when 'period' then 'wrong_period_in_prose'
        when 'scale' then 'scale_differs'
        else 'claim_disagrees'
    end as kind,
    claims.claim_id as subject_key,
    list_sort(list_distinct([claims.line_number, facts.line_number, other.line_number])) as line_numbers,
    concat(
        '"', claims.metric, '" ', case claims.direction when 'up' then 'up ' when 'down' then 'down ' else '' end,
        claims.printed_text, ' (', concat_ws(', ', 'line ' || claims.line_number, claims.fiscal_label), ')'
    ) as printed,
    concat(
        '"', facts.name, '" is ', facts.printed_text, ' (', concat_ws(', ', facts.place, facts.fiscal_label), ')',
        case
            when other.line_item_fact_id is not null
                then concat(' and ', other.printed_text, ' (', concat_ws(', ', other.place, other.fiscal_label), ')')
            else ''
        end
    ) as evidence,
    case doubted.slip
        when 'cut_off'
            then concat(
                'cut off, not rounded: to the nearest it is ', {{ readable_amount('doubted.told_digits') }},
                ' of the last digit printed'
            )
        when 'period'
            then concat(
                'the figure is that of ', other.fiscal_label, '; the sentence should name ', other.fiscal_label,
                ' instead of ', claims.fiscal_label
            )
        when 'scale' then 'one of the two is a thousandfold or a millionfold off: a scale word or the head of the table'
        when 'digit'
            then concat(
                'a digit is mistyped: the table says ', {{ readable_amount('doubted.told_digits') }},
                ' where the sentence says ', {{ readable_amount('doubted.claimed_digits') }}
            )
        else 'the size is that of the tables, the direction the opposite'
    end as likely_reading,
    cast(null as varchar) as identity_check_id,
    claims.claim_id,
    doubted.line_item_fact_id,
    false as is_known
from doubted
inner join claims on doubted.claim_id = claims.claim_id
inner join facts on doubted.line_item_fact_id = facts.line_item_fact_id
left join facts as other on doubted.other_fact_id = other.line_item_fact_id
