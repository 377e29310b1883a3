-- One row a claim and a reading of the tables that could be what it speaks of: a number, the difference of two, or
-- the growth from one to the other. Whether the reading is believed is judged in int_claims__judged.

with claims as (
    select
        *,
        {{ word_set_key('words') }} as words_key
    from {{ ref('int_claims__worded') }}
),

facts as (
    select
        *,
        {{ word_set_key('words') }} as words_key
    from {{ ref('int_facts__worded') }}
),

claim_words as (
    select distinct
        claims.release_id,
        claims.words_key,
        len(claims.words) as word_count,
        unnest(claims.words) as word
    from claims
),

fact_words as (
    select distinct
        facts.release_id,
        facts.words_key,
        len(facts.words) as word_count,
        unnest(facts.words) as word
    from facts
),

-- Wordings are compared once a pair, and only where they share a word: there are ten times as many pairs of figures.
likenesses as (
    select
        claim_words.release_id,
        claim_words.words_key as claim_words_key,
        fact_words.words_key as fact_words_key,
        cast(count(*) / claim_words.word_count as decimal(9, 4)) as share_named,
        cast(count(*) / fact_words.word_count as decimal(9, 4)) as share_naming,
        -- "A decrease in receivables of 5" is a line of the cash flow statement, not a change of it.
        bool_or(claim_words.word in ('decrease', 'increase')) as is_named_by_direction
    from claim_words
    inner join fact_words
        on
            claim_words.release_id = fact_words.release_id
            and claim_words.word = fact_words.word
    group by
        claim_words.release_id, claim_words.words_key, fact_words.words_key,
        claim_words.word_count, fact_words.word_count
    having 2 * count(*) >= claim_words.word_count
),

-- A balance is spoken of with the period that ends with it, and the other way round.
named as (
    select
        claims.claim_id,
        claims.direction,
        claims.value as claimed,
        claims.precision_unit as claimed_unit,
        claims.unit as claimed_in,
        likenesses.share_named,
        likenesses.share_naming,
        likenesses.is_named_by_direction,
        claims.period_kind = facts.period_kind as is_same_kind,
        facts.line_item_fact_id,
        facts.line_item_id,
        facts.segment_id,
        facts.period_kind,
        facts.period_start,
        facts.period_end,
        facts.scenario,
        facts.basis,
        facts.measure,
        facts.unit,
        facts.value,
        facts.precision_unit,
        facts.table_index,
        facts.row_index,
        facts.column_index,
        facts.release_id
    from likenesses
    inner join claims
        on
            likenesses.release_id = claims.release_id
            and likenesses.claim_words_key = claims.words_key
    inner join facts
        on
            likenesses.release_id = facts.release_id
            and likenesses.fact_words_key = facts.words_key
            and claims.period_end = facts.period_end
            and claims.scenario = facts.scenario
    where
        (claims.unit = facts.unit or (claims.unit = 'percent' and claims.direction is not null))
        and (claims.period_kind != facts.period_kind or claims.period_start is not distinct from facts.period_start)
),

levels as (
    select
        *,
        'level' as reading,
        cast(null as varchar) as earlier_fact_id,
        -- A loss is said as a positive figure, and so is a payment; a printed change says its direction by its sign.
        case
            when measure in ('change_percent', 'change_amount') and direction = 'down' then -value
            when measure in ('change_percent', 'change_amount') then value
            else abs(value)
        end as told,
        precision_unit as told_unit
    from named
    where
        unit = claimed_in
        and (direction is null or is_named_by_direction or measure in ('change_percent', 'change_amount'))
),

-- The same line one year, or one balance sheet, earlier.
earlier as (
    select
        named.*,
        before.line_item_fact_id as earlier_fact_id,
        before.value as earlier_value,
        before.precision_unit as earlier_unit
    from named
    inner join facts as before
        on
            named.release_id = before.release_id
            and named.line_item_id = before.line_item_id
            and named.segment_id = before.segment_id
            and named.unit = before.unit
            and named.measure = before.measure
            and named.basis = before.basis
            and named.period_kind = before.period_kind
            and before.scenario = 'actual'
            and named.period_end > before.period_end
            and (
                named.period_kind = 'instant'
                or abs(
                    {{ days_between('named.period_start', 'named.period_end') }}
                    - {{ days_between('before.period_start', 'before.period_end') }}
                ) <= 7
            )
    where named.direction is not null and named.measure not in ('change_percent', 'change_amount')
),

differences as (
    select
        * exclude (earlier_value, earlier_unit),
        'difference' as reading,
        case when direction = 'down' then -1 else 1 end * (abs(value) - abs(earlier_value)) as told,
        precision_unit + earlier_unit as told_unit
    from earlier
    where unit = claimed_in
),

growths as (
    select
        * exclude (earlier_value, earlier_unit),
        'growth' as reading,
        case when direction = 'down' then -1 else 1 end
        * 100 * ({{ quotient('value', 'earlier_value') }} - 1) * sign(earlier_value) as told,
        cast(
            100 * (precision_unit + earlier_unit * abs({{ quotient('value', 'earlier_value') }}))
            / nullif(abs(earlier_value), 0) as decimal(38, 8)
        ) as told_unit
    from earlier
    where claimed_in = 'percent' and unit != 'percent'
),

-- A rate of two currencies is what the same line says in both; the largest line tells it most precisely.
claimed_rates as (
    select
        claim_id,
        release_id,
        value as claimed,
        precision_unit as claimed_unit,
        {{ before_slash('unit') }} as home_unit,
        {{ after_slash('unit') }} as abroad_unit
    from claims
    where unit like '%/%'
),

rates as (
    select
        claims.claim_id,
        claims.claimed,
        claims.claimed_unit,
        cast(1 as decimal(9, 4)) as share_named,
        cast(1 as decimal(9, 4)) as share_naming,
        true as is_same_kind,
        home.line_item_fact_id,
        abroad.line_item_fact_id as earlier_fact_id,
        'rate' as reading,
        {{ quotient('home.value', 'abroad.value') }} as told,
        cast(
            (home.precision_unit + abroad.precision_unit * abs({{ quotient('home.value', 'abroad.value') }}))
            / abs(abroad.value) as decimal(38, 8)
        ) as told_unit,
        home.table_index,
        home.row_index,
        home.column_index
    from claimed_rates as claims
    inner join facts as home
        on
            claims.release_id = home.release_id
            and claims.home_unit = home.unit
    inner join facts as abroad
        on
            home.release_id = abroad.release_id
            and home.table_index = abroad.table_index
            and home.row_index = abroad.row_index
            and home.period_end = abroad.period_end
            and home.period_start is not distinct from abroad.period_start
            and claims.abroad_unit = abroad.unit
    where abroad.value != 0
    qualify row_number() over (partition by claims.claim_id order by abs(home.value) desc, home.table_index) = 1
),

readings as (
    {% for kind in ['levels', 'differences', 'growths'] -%}
        select
            claim_id,
            claimed,
            claimed_unit,
            share_named,
            share_naming,
            is_same_kind,
            line_item_fact_id,
            earlier_fact_id,
            reading,
            told,
            told_unit,
            table_index,
            row_index,
            column_index
        from {{ kind }}
        union all
    {% endfor -%}
    select * from rates
)

select
    *,
    -- Both are rounded as printed, half a unit either way; one number rounded to one digit is printed one way only.
    abs(abs(claimed) - told) <= case
        when reading = 'level' and claimed_unit = told_unit then 0
        else 0.5 * claimed_unit + 0.5 * told_unit
    end as is_agreeing
from readings
