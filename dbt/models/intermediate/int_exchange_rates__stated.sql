-- Exchange rates as the documents state them, told both ways round: how many units of one currency are one of another.
-- Stated is "JPY 99.15 per US$1.00", where the sentence tells both currencies, or an equation of two figures that stand
-- side by side ("US$1.00 = JPY 99.15"). Its one dollar is what the rate is for and no rate itself.
with claims as (
    select
        release_id,
        line_number,
        char_start,
        char_end,
        unit,
        cast(printed_value as decimal(38, 8)) as printed_value
    from {{ ref('stg_raw__claims') }}
    where scale_factor = 1 and printed_value > 0
),

amounts as (
    select * from claims
    where unit = {{ currency_of('unit') }}
),

told as (
    select
        release_id,
        line_number,
        split_part(unit, '/', 1) as currency,
        split_part(unit, '/', 2) as per_currency,
        printed_value as rate
    from claims
    where {{ matches_wholly('unit', "'[A-Z]{3}/[A-Z]{3}'") }} and printed_value != 1
    union all
    select
        amounts.release_id,
        amounts.line_number,
        amounts.unit as currency,
        ones.unit as per_currency,
        amounts.printed_value as rate
    from amounts
    inner join amounts as ones
        on amounts.release_id = ones.release_id and amounts.line_number = ones.line_number
    where
        ones.printed_value = 1
        and amounts.printed_value != 1
        and amounts.unit != ones.unit
        -- Nothing but an equals sign, with blanks or without, fits between them.
        and greatest(ones.char_start - amounts.char_end, amounts.char_start - ones.char_end) in (1, 3)
)

select
    release_id,
    line_number,
    currency,
    per_currency,
    rate
from told
union all
select
    release_id,
    line_number,
    per_currency as currency,
    currency as per_currency,
    {{ quotient('1', 'rate') }} as rate
from told
