-- One row a printed number of the tables with the words that name it: label, column head, line item and member.
-- Words are made once a naming and not once a number.

with facts as (
    select * from {{ ref('int_line_items__identified') }}
    where not is_nil
),

line_items as (
    select * from {{ ref('line_items') }}
),

segments as (
    select * from {{ ref('int_segments__resolved') }}
),

named as (
    select
        facts.line_item_fact_id,
        facts.release_id,
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
        concat_ws(
            ' ',
            facts.label,
            {{ header_text('facts.column_header') }},
            line_items.line_item_name,
            case when not segments.is_total then segments.segment_name end
        ) as naming
    from facts
    left join line_items
        on facts.line_item_id = line_items.line_item_id
    left join segments
        on facts.segment_id = segments.segment_id
),

namings as (
    select distinct naming from named
),

worded as (
    select
        namings.naming,
        {{ word_set('namings.naming') }} as words
    from namings
)

select
    named.line_item_fact_id,
    named.release_id,
    named.line_item_id,
    named.segment_id,
    named.period_kind,
    named.period_start,
    named.period_end,
    named.scenario,
    named.basis,
    named.measure,
    named.unit,
    named.value,
    named.precision_unit,
    named.table_index,
    named.row_index,
    named.column_index,
    worded.words
from named
inner join worded
    on named.naming = worded.naming
