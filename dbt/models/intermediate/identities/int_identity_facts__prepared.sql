-- Every printed fact as an operand of identities: a nil counts zero, and the true value lies between
-- value - error_below and value + error_above. What makes two rows printings of one fact stands here once.
with facts as (
    select * from {{ ref('int_line_items__identified') }}
),

segments as (
    select
        segment_id,
        segment_slug
    from {{ ref('int_segments__resolved') }}
),

releases as (
    select
        release_id,
        rounding_mode
    from {{ ref('stg_raw__releases') }}
),

prepared as (
    select
        facts.line_item_fact_id,
        facts.release_id,
        facts.table_index,
        facts.row_index,
        facts.column_index,
        facts.statement_index,
        facts.statement_type,
        facts.line_item_id,
        case
            when facts.is_total_segment then 'consolidated'
            else facts.segment_axis || '/' || segments.segment_slug
        end as member,
        facts.segment_axis as member_axis,
        facts.segment_id,
        facts.period_id,
        facts.period_kind,
        facts.period_start,
        facts.period_end,
        facts.unit,
        facts.scenario,
        facts.basis,
        facts.measure,
        facts.is_nil,
        facts.is_translation,
        coalesce(
            nullif(facts.label, ''),
            case
                when facts.line_item_id like 'custom.unlabelled.%' then 'an unlabelled figure'
                else facts.line_item_id
            end
        ) as label,
        coalesce(facts.value, 0) as value,
        -- Whole counts are exact; a nil counts exactly zero.
        case
            when facts.is_nil or (facts.measure = 'count' and facts.scale_factor = 1) then 0
            else facts.precision_unit
        end as rounding_unit,
        -- A truncating issuer cuts its own currency's amounts towards zero; translations and ratios it rounds.
        coalesce(releases.rounding_mode = 'truncate', false)
        and facts.measure = 'amount' and not facts.is_translation as is_truncated,
        -- The unit of a nil is no precision of its own: a nil is never the most precise printing.
        row_number() over (
            partition by
                facts.release_id, facts.line_item_id, facts.segment_id, facts.period_id,
                facts.unit, facts.scenario, facts.basis, facts.measure
            order by facts.precision_unit nulls last, facts.table_index, facts.row_index, facts.column_index
        ) as printing_rank
    from facts
    inner join releases on facts.release_id = releases.release_id
    inner join segments on facts.segment_id = segments.segment_id
)

select
    *,
    {{ rounding_error_below('value', 'rounding_unit', 'is_truncated') }} as error_below,
    {{ rounding_error_above('value', 'rounding_unit', 'is_truncated') }} as error_above
from prepared
