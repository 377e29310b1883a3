-- One row an amount that is printed several times and translated to two different amounts of the convenience currency:
-- one rate gives one translation.

with facts as (
    select
        *,
        {{ short_label('facts') }} as name,
        {{ place_text('facts') }} as place
    from {{ ref('int_line_items__identified') }} as facts
    where not facts.is_nil and facts.measure = 'amount' and facts.value != 0
),

failing as (
    select
        line_item_fact_id,
        min(identity_check_id) as identity_check_id,
        bool_or(is_known) as is_known
    from {{ ref('int_contradictions__failing_identities') }}
    group by line_item_fact_id
),

-- Home amount and translation stand in one row, of one period.
pairs as (
    select
        home.release_id,
        home.unit as home_unit,
        abs(home.value) as home_size,
        home.period_end,
        home.printed_text as home_printed,
        abroad.unit as abroad_unit,
        abs(abroad.value) as abroad_size,
        abroad.precision_unit,
        abroad.printed_text as abroad_printed,
        abroad.line_item_fact_id,
        abroad.line_number,
        abroad.place,
        home.name
    from facts as home
    inner join facts as abroad
        on
            home.release_id = abroad.release_id
            and home.table_index = abroad.table_index
            and home.row_index = abroad.row_index
            and home.period_end = abroad.period_end
            and home.period_start is not distinct from abroad.period_start
            and home.scenario = abroad.scenario
            and abroad.is_translation
            and not home.is_translation
            and home.precision_unit = abroad.precision_unit
    -- Small amounts are equal by chance.
    where abs(home.value) >= 1000 * home.precision_unit
),

rates as (
    select
        release_id,
        home_unit,
        abroad_unit,
        median(cast(home_size as double) / cast(abroad_size as double)) as rate
    from pairs
    where abroad_size >= 1000 * precision_unit
    group by release_id, home_unit, abroad_unit
),

told as (
    select
        pairs.*,
        rates.rate,
        abs(cast(pairs.home_size as double) / rates.rate - cast(pairs.abroad_size as double)) as distance
    from pairs
    inner join rates
        on
            pairs.release_id = rates.release_id
            and pairs.home_unit = rates.home_unit
            and pairs.abroad_unit = rates.abroad_unit
),

differing as (
    select
        release_id,
        concat_ws('/', home_unit, abroad_unit, home_size, period_end, precision_unit) as subject_key,
        list_sort(list_distinct(list(line_number) filter (where line_number is not null))) as line_numbers,
        string_agg(
            concat('"', name, '" ', home_printed, ' = ', abroad_unit, ' ', abroad_printed, ' (', place, ')'), '; '
            order by line_number, place
        ) as printed,
        concat(
            'at ', {{ readable_amount('cast(any_value(rate) as decimal(38, 8))') }}, ' ', home_unit, ' for one ',
            abroad_unit, ', ', arg_min(home_printed, distance), ' is ',
            {{ readable_amount('cast(home_size / any_value(rate) / precision_unit as decimal(38, 8))') }}
        ) as evidence,
        concat(
            arg_min(abroad_printed, distance), ' (', arg_min(place, distance), ') is the translation; ',
            arg_max(abroad_printed, distance), ' (', arg_max(place, distance), ') is ',
            case
                when max(distance) < 2 * any_value(precision_unit)
                    then 'rounded the other way so that its column adds up'
                else 'misprinted'
            end
        ) as likely_reading,
        arg_max(line_item_fact_id, distance) as line_item_fact_id
    from told
    group by release_id, home_unit, abroad_unit, home_size, period_end, precision_unit
    having count(distinct abroad_size) > 1
)

select
    differing.release_id,
    'translations_differ' as kind,
    differing.subject_key,
    differing.line_numbers,
    differing.printed,
    differing.evidence,
    differing.likely_reading,
    failing.identity_check_id,
    cast(null as varchar) as claim_id,
    differing.line_item_fact_id,
    coalesce(failing.is_known, false) as is_known
from differing
left join failing on differing.line_item_fact_id = failing.line_item_fact_id
