-- One row a printed row that identities contradict: a sum, a quotient or another printing that its figures cannot meet.
-- All failing checks that one misprint explains are one contradiction, told at the row that is misprinted.

with checks as (
    select
        *,
        evidence = 'agreement' as is_of_printings
    from {{ ref('int_identity_checks__judged') }}
    where status in ('fail', 'known_discrepancy') and evidence != 'none'
),

repairs as (
    select * from {{ ref('int_identity_repairs__described') }}
),

tried as (
    select * from {{ ref('int_identity_repairs__tried') }}
),

sign_changes as (
    select * from tried
    where change_kind = 'sign'
),

facts as (
    select
        facts.*,
        periods.fiscal_label,
        {{ short_label('facts') }} as name
    from {{ ref('int_line_items__identified') }} as facts
    left join {{ ref('int_periods__labelled') }} as periods
        on facts.period_id = periods.period_id
),

known as (
    select * from {{ ref('int_known_discrepancies__matched') }}
    where recorded_residual = found_residual
),

operands as (
    select
        checks.identity_check_id,
        checks.release_id,
        operands.side,
        operands.role,
        operands.position,
        operands.rounding_unit,
        bool_or(operands.role = 'divisor') over (partition by checks.identity_check_id) as is_quotient,
        facts.line_item_fact_id,
        facts.table_index,
        facts.row_index,
        facts.column_index,
        facts.line_number,
        facts.name,
        facts.fiscal_label,
        facts.printed_text,
        facts.printed_value,
        {{ place_text('facts') }} as place
    from checks
    inner join {{ ref('int_identity_operands__unioned') }} as operands
        on
            checks.identity_id = operands.identity_id
            and checks.release_id = operands.release_id
            and checks.instance_key = operands.instance_key
    inner join facts on operands.line_item_fact_id = facts.line_item_fact_id
),

-- Another printing has the same digits and the other sign: then it is this row that turns its sign, in whichever of its
-- columns another identity fails.
turned_rows as (
    select distinct
        operands.release_id,
        operands.table_index,
        operands.row_index
    from checks
    inner join sign_changes on checks.identity_check_id = sign_changes.identity_check_id
    inner join operands
        on
            checks.identity_check_id = operands.identity_check_id
            and sign_changes.line_item_fact_id = operands.line_item_fact_id
            and operands.side = 'lhs'
    where checks.is_of_printings
),

turned_checks as (
    select
        sign_changes.identity_check_id,
        min(operands.line_item_fact_id) as line_item_fact_id
    from sign_changes
    inner join operands
        on
            sign_changes.identity_check_id = operands.identity_check_id
            and sign_changes.line_item_fact_id = operands.line_item_fact_id
    inner join turned_rows
        on
            operands.release_id = turned_rows.release_id
            and operands.table_index = turned_rows.table_index
            and operands.row_index = turned_rows.row_index
    group by sign_changes.identity_check_id
),

figures as (
    select
        identity_check_id,
        -- A quotient is printed in a unit of its own; the terms of a sum share theirs.
        coalesce(
            max(rounding_unit) filter (where side = 'lhs' and is_quotient), max(rounding_unit)
        ) as coarsest_unit,
        min(line_item_fact_id) filter (where side = 'lhs') as lhs_fact_id,
        list(distinct line_number) filter (where line_number is not null) as line_numbers,
        count(distinct abs(printed_value)) = 1 as are_all_printed_alike,
        string_agg(
            concat('"', name, '" ', printed_text, ' (', concat_ws(', ', place, fiscal_label), ')'), '; '
            order by side, position
        ) filter (where side = 'lhs' or position <= 8)
        || case when count(*) > 9 then '; and ' || count(*) - 8 || ' more' else '' end as printed
    from operands
    group by identity_check_id
),

-- A change that several mend is settled where it is the only one that mends another check.
settled as (
    select
        tried.identity_check_id,
        min(repairs.line_item_fact_id) as line_item_fact_id,
        min(repairs.change_kind) as change_kind,
        min(repairs.repair) as repair
    from tried
    inner join repairs
        on
            tried.line_item_fact_id = repairs.line_item_fact_id
            and abs(tried.changed_value - repairs.changed_value) <= abs(repairs.changed_value) / 1000
    group by tried.identity_check_id
),

judged as (
    select
        checks.*,
        figures.line_numbers,
        figures.printed,
        coalesce(settled.repair, repairs.repair) as repair,
        settled.line_item_fact_id as repaired_fact_id,
        known.reason,
        turned_checks.identity_check_id is not null as is_of_turned_row,
        coalesce(turned_checks.line_item_fact_id, settled.line_item_fact_id, figures.lhs_fact_id) as subject_fact_id,
        case
            when turned_checks.identity_check_id is not null or settled.change_kind = 'sign' then 'sign_slip'
            -- One unit of the last printed digit more than rounding allows: rounded so that something adds up.
            when abs(checks.residual) - checks.tolerance < figures.coarsest_unit then 'forced_rounding'
            when settled.change_kind in ('digit', 'transposition') then 'digit_slip'
            when settled.change_kind = 'column' then 'column_slip'
            when settled.change_kind = 'scale' then 'scale_differs'
            when checks.is_of_printings and figures.are_all_printed_alike then 'scale_differs'
            when checks.is_of_printings then 'printings_disagree'
            else 'identity_fails'
        end as kind
    from checks
    inner join figures on checks.identity_check_id = figures.identity_check_id
    inner join repairs on checks.identity_check_id = repairs.identity_check_id
    left join settled on checks.identity_check_id = settled.identity_check_id
    left join turned_checks on checks.identity_check_id = turned_checks.identity_check_id
    left join known
        on
            checks.identity_id = known.identity_id
            and checks.release_id = known.release_id
            and checks.instance_key = known.instance_key
),

placed as (
    select
        judged.*,
        facts.table_index as subject_table,
        facts.row_index as subject_row,
        facts.name as subject_name,
        facts.printed_text as subject_printed,
        {{ place_text('facts') }} as subject_place,
        concat_ws(
            '/',
            case when judged.is_of_printings then 0 else 1 end,
            judged.identity_id,
            judged.scope,
            judged.period_id,
            judged.identity_check_id
        ) as reading_order
    from judged
    inner join facts on judged.subject_fact_id = facts.line_item_fact_id
)

select
    release_id,
    kind,
    concat_ws('/', subject_table, subject_row) as subject_key,
    list_sort(list_distinct(flatten(list(line_numbers)))) as line_numbers,
    string_agg(printed, ' | ' order by reading_order) as printed,
    string_agg(explanation, ' | ' order by reading_order) as evidence,
    case
        when kind = 'sign_slip'
            then concat(
                '"', arg_min(subject_name, reading_order), '" ', arg_min(subject_printed, reading_order), ' (',
                arg_min(subject_place, reading_order), ') is printed with the wrong sign'
            )
        when count(reason) > 0 then string_agg(distinct reason, ' | ' order by reason)
        when kind = 'forced_rounding'
            then concat(
                '"',
                arg_min(subject_name, reading_order),
                '" (',
                arg_min(subject_place, reading_order),
                ') is rounded one way or the other so that'
                || ' printed figures add up or match, not to the nearest'
            )
        when kind = 'scale_differs'
            then 'the same figure; the head of one of the tables states or suggests another scale'
        else 'one of these figures is misprinted'
    end
    || coalesce(
        ': '
        || string_agg(distinct repair, ' | ' order by repair) filter (
            where repaired_fact_id is not null and reason is null
        ),
        ''
    )
        as likely_reading,
    arg_min(identity_check_id, reading_order) as identity_check_id,
    cast(null as varchar) as claim_id,
    arg_min(subject_fact_id, reading_order) as line_item_fact_id,
    bool_and(status = 'known_discrepancy') as is_known
from placed
group by release_id, kind, subject_table, subject_row
