-- Instances of the catalogue's identities between line items: one for every period, unit, scenario and basis a
-- statement prints. An operand is looked for in the same statement, or, where its component names another
-- statement type, anywhere in the release; its own column comes first, then the most precise printing.
-- A loss printed without a sign ("Net loss 4,200") counts as the negative income it is. A tie between two statements of
-- which only the first has a footnote's mark compares a figure with something a note adds to it, and cannot be made.
with facts as (
    select * from {{ ref('int_identity_facts__prepared') }}
),

identities as (
    select * from {{ ref('identities') }}
    where kind = 'line_items'
),

components as (
    select * replace (row_number() over (partition by identity_id order by position) as position)
    from {{ ref('identity_components') }}
),

statement_columns as (
    select
        release_id,
        statement_type,
        statement_index,
        unit,
        scenario,
        basis,
        period_id,
        period_kind,
        period_start,
        period_end,
        list(distinct column_index) as column_indexes
    from facts
    where measure = 'amount' and period_id is not null and unit is not null
    group by all
),

expected as (
    select
        identities.identity_id,
        columns.release_id,
        columns.statement_index,
        columns.unit,
        columns.scenario,
        columns.basis,
        columns.period_id,
        components.position,
        components.side,
        components.role,
        components.weight,
        components.line_item_id,
        components.member,
        components.missing_means,
        components.only_after_line_item_id,
        identities.only_with_line_item_id,
        identities.only_without_line_item_id,
        components.statement_type,
        components.statement_type = identities.statement_type as is_own_statement,
        identities.evidence = 'agreement' as is_tie,
        columns.statement_type as scope,
        columns.column_indexes,
        case when components.period_offset = 'same' then columns.period_kind else 'instant' end as operand_period_kind,
        case when components.period_offset = 'same' then columns.period_start end as operand_period_start,
        case
            when components.period_offset = 'start' then columns.period_start - interval 1 day
            else columns.period_end
        end as operand_period_end
    from identities
    inner join statement_columns as columns
        on
            identities.statement_type = columns.statement_type
            and identities.period_kind = columns.period_kind
    inner join components on identities.identity_id = components.identity_id
),

-- Where each line first stands in its statement.
first_rows as (
    select
        release_id,
        statement_index,
        line_item_id,
        min(table_index) as table_index,
        arg_min(row_index, (table_index, row_index)) as row_index
    from facts
    where member = 'consolidated'
    group by release_id, statement_index, line_item_id
),

placed as (
    select
        expected.*,
        first_rows.table_index as after_table_index,
        first_rows.row_index as after_row_index
    from expected
    left join first_rows
        on
            expected.release_id = first_rows.release_id
            and expected.statement_index = first_rows.statement_index
            and expected.only_after_line_item_id = first_rows.line_item_id
),

found as (
    select
        placed.* replace (
            placed.weight * case when {{ is_positive_loss('facts.label', 'facts.value') }} then -1 else 1 end as weight
        ),
        {{ fact_operand('facts') }}
    from placed
    left join facts
        on
            placed.release_id = facts.release_id
            and placed.line_item_id = facts.line_item_id
            and placed.member = facts.member
            and placed.unit = facts.unit
            and placed.scenario = facts.scenario
            and placed.basis = facts.basis
            and placed.statement_type = facts.statement_type
            and placed.operand_period_kind = facts.period_kind
            and placed.operand_period_end = facts.period_end
            and placed.operand_period_start is not distinct from facts.period_start
            and (not placed.is_own_statement or placed.statement_index = facts.statement_index)
            and facts.measure = 'amount'
            and (
                placed.after_table_index is null
                or (facts.table_index, facts.row_index) > (placed.after_table_index, placed.after_row_index)
            )
    qualify row_number() over (
        partition by
            placed.identity_id, placed.release_id, placed.statement_index, placed.unit,
            placed.scenario, placed.basis, placed.period_id, placed.position
        -- Opening cash of one year is closing cash of the year before: the operand is the one in its own column.
        order by
            placed.is_own_statement and list_contains(placed.column_indexes, facts.column_index) desc nulls last,
            facts.printing_rank asc nulls last
    ) = 1
),

-- What is printed at all: in one statement, or (for a tie) in that type of statement.
printed_in_statements as (
    select distinct
        release_id,
        statement_index,
        line_item_id,
        member,
        true as is_printed
    from facts
    where measure = 'amount'
),

printed_in_releases as (
    select distinct
        release_id,
        statement_type,
        line_item_id,
        member,
        true as is_printed
    from facts
    where measure = 'amount'
),

judged as (
    select
        found.*,
        found.only_with_line_item_id is null or line_needed.is_printed as is_such_a_statement,
        coalesce(found.only_without_line_item_id is not null and line_in_its_place.is_printed, false) as is_replaced,
        coalesce(
            case when found.is_own_statement then in_statement.is_printed else in_release.is_printed end, false
        ) as is_printed_somewhere
    from found
    left join printed_in_statements as in_statement
        on
            found.release_id = in_statement.release_id
            and found.statement_index = in_statement.statement_index
            and found.line_item_id = in_statement.line_item_id
            and found.member = in_statement.member
    left join printed_in_releases as in_release
        on
            found.release_id = in_release.release_id
            and found.statement_type = in_release.statement_type
            and found.line_item_id = in_release.line_item_id
            and found.member = in_release.member
    left join printed_in_statements as line_needed
        on
            found.release_id = line_needed.release_id
            and found.statement_index = line_needed.statement_index
            and found.only_with_line_item_id = line_needed.line_item_id
            and line_needed.member = 'consolidated'
    left join printed_in_statements as line_in_its_place
        on
            found.release_id = line_in_its_place.release_id
            and found.statement_index = line_in_its_place.statement_index
            and found.only_without_line_item_id = line_in_its_place.line_item_id
            and line_in_its_place.member = 'consolidated'
),

marked as (
    select
        *,
        bool_or(missing_means = 'not_applicable' and not is_printed_somewhere) over one_instance as is_not_the_issuers,
        bool_or(missing_means != 'zero' and line_item_fact_id is not null) over one_instance as is_owed
    from judged
    window one_instance as (
        partition by identity_id, release_id, statement_index, unit, scenario, basis, period_id
    )
),

applicable as (
    select
        *,
        is_tie
        and bool_or(side = 'lhs' and {{ has_footnote_mark('label') }}) over one_instance
        and not coalesce(bool_or(side = 'rhs' and {{ has_footnote_mark('label') }}) over one_instance, false)
            as is_noted
    from marked
    where is_such_a_statement and not is_replaced and is_owed and not is_not_the_issuers
    window one_instance as (
        partition by identity_id, release_id, statement_index, unit, scenario, basis, period_id
    )
),

unioned as (
    {{ with_missing_sign('applicable', 'the note at the figure adds nothing to it', "is_noted and side = 'lhs'") }}
)

select
    {{ columns_of_operands({
        'instance_key': "concat_ws('/', statement_index, unit, scenario, basis, period_id)",
        'scope': "concat_ws('/', scope, nullif(scenario, 'actual'), nullif(basis, 'as_reported'))",
        'label': 'coalesce(label, line_item_id)',
    }) }}
from unioned
