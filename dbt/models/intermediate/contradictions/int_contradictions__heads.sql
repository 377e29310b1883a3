-- One row a table whose heads print other years than the rest of the release gives its figures: prose or other tables
-- state the same figures of the same things a year later (or earlier), none of them of the printed year, and that shift
-- is what would bring the newest column to the period that the release reports.

with facts as (
    select
        facts.line_item_fact_id,
        facts.release_id,
        facts.table_index,
        facts.row_index,
        facts.line_item_id,
        facts.segment_id,
        facts.unit,
        facts.measure,
        facts.value,
        facts.precision_unit,
        facts.line_number,
        facts.printed_text,
        facts.printed_period_kind,
        facts.printed_period_end,
        {{ short_label('facts') }} as name,
        words.words
    from {{ ref('int_line_items__identified') }} as facts
    inner join {{ ref('int_facts__worded') }} as words
        on facts.line_item_fact_id = words.line_item_fact_id
    where
        facts.scenario = 'actual'
        and facts.printed_period_end is not null
        and facts.value != 0
        and facts.measure not like 'change_%'
),

claims as (
    select
        words.*,
        claims.line_number,
        claims.printed_text,
        claims.metric,
        cast(round(abs(words.value) / words.precision_unit) as hugeint) as claimed_digits
    from {{ ref('int_claims__worded') }} as words
    inner join {{ ref('int_claims__identified') }} as claims
        on words.claim_id = claims.claim_id
    where words.direction is null and words.scenario = 'actual' and words.period_end is not null
),

tables as (
    select * from {{ ref('stg_raw__tables') }}
),

newest as (
    select
        release_id,
        table_index,
        max(printed_period_end) as newest_end
    from facts
    group by release_id, table_index
),

reported as (
    select
        release_id,
        mode(newest_end) as reported_end
    from newest
    group by release_id
),

suspected as (
    select
        newest.*,
        extract(year from reported.reported_end) - extract(year from newest.newest_end) as years_off
    from newest
    inner join reported on newest.release_id = reported.release_id
    where
        extract(month from reported.reported_end) = extract(month from newest.newest_end)
        and extract(year from reported.reported_end) != extract(year from newest.newest_end)
),

suspected_facts as (
    select
        facts.*,
        suspected.years_off,
        cast(round(abs(facts.value) / facts.precision_unit) as hugeint) as digits
    from facts
    inner join suspected
        on facts.release_id = suspected.release_id and facts.table_index = suspected.table_index
    where facts.precision_unit > 0
),

-- To find the figures of prose by value, each figure is rounded as prose rounds: to thousands, to millions.
precisions as (
    select distinct
        release_id,
        unit,
        precision_unit
    from claims
),

rounded_facts as (
    select
        suspected_facts.*,
        precisions.precision_unit as claimed_unit,
        cast(round(abs(suspected_facts.value) / precisions.precision_unit) as hugeint) as claimed_digits
    from suspected_facts
    inner join precisions
        on suspected_facts.release_id = precisions.release_id and suspected_facts.unit = precisions.unit
),

-- One printing of each fact is enough of a witness.
others as (
    select *
    from facts
    qualify row_number() over (
        partition by release_id, line_item_id, segment_id, unit, measure, printed_period_kind, printed_period_end
        order by precision_unit, table_index, row_index
    ) = 1
),

witnesses as (
    select
        facts.release_id,
        facts.table_index,
        facts.years_off,
        facts.line_item_fact_id,
        facts.line_number,
        facts.printed_period_end,
        length(cast(facts.digits as varchar)) as digit_count,
        extract(year from claims.period_end) - extract(year from facts.printed_period_end) as witnessed_shift,
        claims.line_number as witness_line,
        concat(
            '"', claims.metric, '" ', claims.printed_text, ' (line ', claims.line_number, ') is of ', claims.period_end
        ) as witness
    from rounded_facts as facts
    inner join claims
        on
            facts.release_id = claims.release_id
            and facts.unit = claims.unit
            and facts.claimed_unit = claims.precision_unit
            and facts.claimed_digits = claims.claimed_digits
            and extract(month from facts.printed_period_end) = extract(month from claims.period_end)
    where {{ share_of_words('claims.words', 'facts.words') }} >= 0.5
    union all
    select
        facts.release_id,
        facts.table_index,
        facts.years_off,
        facts.line_item_fact_id,
        facts.line_number,
        facts.printed_period_end,
        length(cast(facts.digits as varchar)) as digit_count,
        extract(year from other.printed_period_end) - extract(year from facts.printed_period_end) as witnessed_shift,
        other.line_number as witness_line,
        concat(
            '"', other.name, '" ', other.printed_text, ' (', {{ place_text('other') }}, ') is of ',
            other.printed_period_end
        ) as witness
    from suspected_facts as facts
    inner join others as other
        on
            facts.release_id = other.release_id
            and facts.table_index != other.table_index
            and facts.line_item_id = other.line_item_id
            and facts.segment_id = other.segment_id
            and facts.unit = other.unit
            and facts.measure = other.measure
            and facts.printed_period_kind = other.printed_period_kind
            and abs(abs(facts.value) - abs(other.value)) <= 0.5 * facts.precision_unit + 0.5 * other.precision_unit
            and extract(month from facts.printed_period_end) = extract(month from other.printed_period_end)
    where facts.digits >= 100
),

-- Another table says something else of the later year: then this one is of the year it prints.
counter_witnesses as (
    select distinct
        facts.release_id,
        facts.table_index
    from suspected_facts as facts
    inner join others as other
        on
            facts.release_id = other.release_id
            and facts.table_index != other.table_index
            and facts.line_item_id = other.line_item_id
            and facts.segment_id = other.segment_id
            and facts.unit = other.unit
            and facts.measure = other.measure
            and abs(abs(facts.value) - abs(other.value)) > 0.5 * facts.precision_unit + 0.5 * other.precision_unit
            and extract(year from other.printed_period_end)
            = extract(year from facts.printed_period_end) + facts.years_off
),

tried as (
    select
        release_id,
        table_index,
        years_off,
        list(distinct printed_period_end) as witnessed_ends,
        list(distinct line_number) as cell_lines,
        list(distinct witness_line) as witness_lines,
        string_agg(distinct witness, '; ' order by witness) as witness
    from witnesses
    group by release_id, table_index, years_off
    having
        count(*) filter (where witnessed_shift = 0) = 0
        and sum(digit_count) filter (where witnessed_shift = years_off) >= 4
),

corrections as (
    select distinct
        release_id,
        table_index
    from {{ ref('int_period_corrections__matched') }}
),

ends as (
    select
        release_id,
        table_index,
        string_agg(
            distinct cast(printed_period_end as varchar), ' and ' order by cast(printed_period_end as varchar) desc
        )
            as printed_ends
    from facts
    group by release_id, table_index
)

select
    tried.release_id,
    'heads_misdated' as kind,
    cast(tried.table_index as varchar) as subject_key,
    list_sort(list_distinct([tables.line_start] || tried.cell_lines || tried.witness_lines)) as line_numbers,
    concat('the heads of "', tables.table_title, '" (line ', tables.line_start, ') print ', ends.printed_ends)
        as printed,
    tried.witness as evidence,
    concat(
        'the heads are those of an earlier release: each column is ', cast(abs(tried.years_off) as integer),
        case when abs(tried.years_off) = 1 then ' year ' else ' years ' end,
        case when tried.years_off > 0 then 'later' else 'earlier' end, ' than printed'
    ) as likely_reading,
    cast(null as varchar) as identity_check_id,
    cast(null as varchar) as claim_id,
    cast(null as varchar) as line_item_fact_id,
    corrections.release_id is not null as is_known
from tried
inner join tables
    on tried.release_id = tables.release_id and tried.table_index = tables.table_index
inner join ends
    on tried.release_id = ends.release_id and tried.table_index = ends.table_index
left join counter_witnesses
    on tried.release_id = counter_witnesses.release_id and tried.table_index = counter_witnesses.table_index
left join corrections
    on tried.release_id = corrections.release_id and tried.table_index = corrections.table_index
where counter_witnesses.release_id is null
