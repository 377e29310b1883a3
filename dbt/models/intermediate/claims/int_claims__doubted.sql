-- One row a claim that the tables contradict in a way that a slip explains. Where a table names just what the claim
-- names and says something else, they mostly speak of different matters (a segment, a constant currency, part of a
-- year): only another period's figure, a scale, digits cut off, one mistyped digit or a wrong direction contradicts.

with claims as (
    select * from {{ ref('int_claims__worded') }}
),

readings as (
    select * from {{ ref('int_claims__compared') }}
),

facts as (
    select * from {{ ref('int_facts__worded') }}
),

agreeing as (
    select distinct claim_id from readings
    where is_agreeing
),

-- Other words of the same row may mean another thing: only the very name can be contradicted. Nearly the name will do
-- where the same four digits stand there in another scale, which is no coincidence.
named as (
    select
        *,
        share_naming >= 0.75 as is_very_name
    from readings
    where
        share_named = 1 and share_naming >= 0.5 and is_same_kind
        and claim_id not in (select agreeing.claim_id from agreeing)
),

measured as (
    select
        named.*,
        claims.is_period_stated,
        claims.unit,
        cast(round(abs(named.claimed) / named.claimed_unit) as hugeint) as claimed_digits,
        cast(round(abs(named.told) / named.claimed_unit) as hugeint) as told_digits,
        0.5 * named.claimed_unit + 0.5 * named.told_unit as rounding
    from named
    inner join claims on named.claim_id = claims.claim_id
),

-- The same line says just this of another period, and the sentence names the period beside the figure.
of_other_periods as (
    select
        measured.claim_id,
        measured.line_item_fact_id,
        arg_min(other.line_item_fact_id, concat_ws('/', 10000 + other.table_index, 10000 + other.row_index))
            as other_fact_id
    from measured
    inner join facts as meant on measured.line_item_fact_id = meant.line_item_fact_id
    inner join facts as other
        on
            {{ is_same_line('meant', 'other') }}
            and meant.unit = other.unit
            and meant.measure = other.measure
            and meant.period_kind = other.period_kind
            and meant.period_end != other.period_end
    where
        measured.reading = 'level'
        and measured.is_period_stated
        and measured.claimed_digits >= 100
        and abs(abs(measured.claimed) - abs(other.value)) <= 0.5 * measured.claimed_unit + 0.5 * other.precision_unit
    group by measured.claim_id, measured.line_item_fact_id
),

explained as (
    select
        measured.*,
        of_other_periods.other_fact_id,
        case
            when of_other_periods.other_fact_id is not null then 'period'
            when
                measured.reading = 'level' and measured.told > abs(measured.claimed)
                and measured.told - abs(measured.claimed) < measured.claimed_unit
                and measured.claimed_digits >= 100
                then 'cut_off'
            when
                measured.told_digits != 0 and measured.unit != 'percent'
                and measured.claimed_digits >= case when measured.is_very_name then 10 else 1000 end
                and (
                    {%- for factor in ['1000', '1000000'] %}
                        abs(abs(measured.claimed) * {{ factor }} - abs(measured.told))
                        <= {{ factor }} * measured.rounding
                        or abs(abs(measured.claimed) - abs(measured.told) * {{ factor }}) <= measured.rounding
                        {% if not loop.last %}or {% endif %}
                    {%- endfor %}
                )
                then 'scale'
            when
                measured.told < 0 and measured.claimed_digits >= 10
                and abs(abs(measured.claimed) + measured.told) <= measured.rounding
                then 'direction'
            when
                measured.reading = 'level' and measured.claimed_digits >= 1000
                and {{ typing_slips('measured.claimed_digits', 'measured.told_digits') }} = 1
                then 'digit'
        end as slip
    from measured
    left join of_other_periods
        on
            measured.claim_id = of_other_periods.claim_id
            and measured.line_item_fact_id = of_other_periods.line_item_fact_id
)

select
    claim_id,
    line_item_fact_id,
    earlier_fact_id,
    other_fact_id,
    reading,
    told,
    claimed_digits,
    told_digits,
    slip
from explained
where slip is not null and (is_very_name or slip = 'scale')
qualify row_number() over (
    partition by claim_id
    order by
        share_naming desc, reading desc, told_unit asc, table_index asc, row_index asc, column_index asc,
        earlier_fact_id asc
) = 1
