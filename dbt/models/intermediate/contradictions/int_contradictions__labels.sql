-- One row a figure that most likely stands beside the label of another row: its line stands in another section of the
-- statement for the other period, and that statement has, in the section of the figure, another line with just this
-- figure at the same date, which the figure's own statement lacks.

with facts as (
    select
        facts.*,
        abs(facts.value) as size,
        trim({{ replace_pattern("lower(facts.label_path)", "[^a-z]+", " ") }}) as section,
        {{ short_label('facts') }} as name,
        {{ place_text('facts') }} as place
    from {{ ref('int_line_items__identified') }} as facts
    where
        not facts.is_nil
        and facts.measure = 'amount'
        and facts.scenario = 'actual'
        and facts.is_total_segment
        and facts.label_path != ''
        -- Small figures are equal by chance.
        and abs(facts.value) >= 1000 * facts.precision_unit
),

-- Where a line stands in each statement; one that stands everywhere has no usual place.
usual as (
    select
        release_id,
        statement_type,
        statement_index,
        section,
        line_item_id,
        unit,
        any_value(label_path) as usual_path,
        arg_min(place, row_index) as usual_place,
        min(line_number) as usual_line
    from facts
    group by release_id, statement_type, statement_index, section, line_item_id, unit
    qualify count(*) over (partition by release_id, statement_type, line_item_id, unit) <= 10
),

moved as (
    select
        here.*,
        usual.statement_index as other_statement_index,
        usual.usual_path,
        usual.usual_place,
        usual.usual_line
    from facts as here
    inner join usual
        on
            here.release_id = usual.release_id
            and here.statement_type = usual.statement_type
            and here.line_item_id = usual.line_item_id
            and here.unit = usual.unit
            and here.statement_index != usual.statement_index
            and here.section != usual.section
    qualify row_number() over (partition by here.line_item_fact_id order by usual.statement_index, usual.section) = 1
),

twins as (
    select
        moved.line_item_fact_id,
        twin.line_item_id as twin_line_item_id,
        twin.name as twin_name,
        twin.printed_text as twin_printed,
        twin.place as twin_place,
        twin.line_number as twin_line
    from moved
    inner join facts as twin
        on
            moved.release_id = twin.release_id
            and moved.other_statement_index = twin.statement_index
            and moved.section = twin.section
            and moved.unit = twin.unit
            and moved.period_end = twin.period_end
            and moved.line_item_id != twin.line_item_id
            and moved.size = twin.size
    qualify row_number() over (partition by moved.line_item_fact_id order by twin.row_index, twin.column_index) = 1
),

-- The figure's own statement has the other line too, so that the equal figure is a coincidence.
already_printed as (
    select distinct twins.line_item_fact_id
    from twins
    inner join moved on twins.line_item_fact_id = moved.line_item_fact_id
    inner join facts
        on
            moved.release_id = facts.release_id
            and moved.statement_index = facts.statement_index
            and twins.twin_line_item_id = facts.line_item_id
)

select
    moved.release_id,
    'label_of_another_row' as kind,
    concat_ws('/', moved.table_index, moved.row_index, moved.column_index) as subject_key,
    list_sort(list_distinct([moved.line_number, moved.usual_line, twins.twin_line])) as line_numbers,
    concat('"', moved.name, '" ', moved.printed_text, ' (', moved.place, ') under "', moved.label_path, '"') as printed,
    concat(
        'elsewhere it stands under "',
        moved.usual_path,
        '" (',
        moved.usual_place,
        '), and "',
        twins.twin_name,
        '" under "',
        moved.label_path, '" is ', twins.twin_printed, ' (', twins.twin_place, ')'
    ) as evidence,
    concat('the figure is that of "', twins.twin_name, '"; the label is of another row') as likely_reading,
    cast(null as varchar) as identity_check_id,
    cast(null as varchar) as claim_id,
    moved.line_item_fact_id,
    false as is_known
from moved
inner join twins on moved.line_item_fact_id = twins.line_item_fact_id
left join already_printed on moved.line_item_fact_id = already_printed.line_item_fact_id
where already_printed.line_item_fact_id is null
