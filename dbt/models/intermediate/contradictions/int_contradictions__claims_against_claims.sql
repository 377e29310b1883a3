-- One row a pair of figures that prose gives for one fact in one place: the same words, period and unit, and two sizes
-- that no rounding makes one, of which the tables have one. Often a comparison of two years names one year twice.

with claims as (
    select
        claims.*,
        words.precision_unit,
        judged.status,
        periods.fiscal_label,
        row_number() over (
            partition by
                claims.release_id,
                claims.period_id,
                claims.unit,
                claims.scenario,
                claims.scale_factor,
                lower(claims.metric)
            order by claims.line_number, claims.char_start, claims.claim_id
        ) as place_in_turn
    from {{ ref('int_claims__identified') }} as claims
    inner join {{ ref('int_claims__worded') }} as words
        on claims.claim_id = words.claim_id
    inner join {{ ref('int_claims__judged') }} as judged
        on claims.claim_id = judged.claim_id
    left join {{ ref('int_periods__labelled') }} as periods
        on claims.period_id = periods.period_id
    where
        claims.direction is null
        and claims.period_id is not null
        and claims.is_period_stated
        and claims.printed_text not like '% per %'
        and {{ count_of_words('claims.metric') }} >= 2
        and claims.unit is not null
        and abs(claims.value) >= 100 * words.precision_unit
)

select
    here.release_id,
    'claims_disagree' as kind,
    concat_ws('/', here.claim_id, there.claim_id) as subject_key,
    list_sort(list_distinct([here.line_number, there.line_number])) as line_numbers,
    concat(
        '"', here.metric, '" ', here.printed_text, ' (line ', here.line_number, ') and ', there.printed_text,
        ' (line ', there.line_number, '), both of ', here.fiscal_label
    ) as printed,
    concat(
        'the tables have ', case when here.status = 'agrees' then here.printed_text else there.printed_text end,
        ' for ', here.fiscal_label
    ) as evidence,
    'one fact has one figure: one of the two is of another period, or mistyped' as likely_reading,
    cast(null as varchar) as identity_check_id,
    case when here.status = 'agrees' then there.claim_id else here.claim_id end as claim_id,
    cast(null as varchar) as line_item_fact_id,
    false as is_known
from claims as here
inner join claims as there
    on
        here.release_id = there.release_id
        and here.period_id = there.period_id
        and here.unit = there.unit
        and here.scenario = there.scenario
        and here.scale_factor = there.scale_factor
        and lower(here.metric) = lower(there.metric)
        and here.place_in_turn + 1 = there.place_in_turn
where
    (here.status = 'agrees') != (there.status = 'agrees')
    and there.line_number - here.line_number <= 2
    and abs(abs(here.value) - abs(there.value)) > 0.5 * here.precision_unit + 0.5 * there.precision_unit
