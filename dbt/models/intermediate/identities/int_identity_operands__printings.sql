-- Instances of agreement between printings: each further printing of a fact against the most precise one, where they
-- stand in different tables. (Two cells of one table differ in something its heads or labels say.) What kind of tables
-- they are gives the agreement its identity (seed printing_ties).
-- A row printed with the opposite sign in every column (a payment shown positive in a summary) is a presentation, not
-- a disagreement; a row that turns its sign in some columns only contradicts itself.
-- Arithmetic is the referee of whether a table speaks of the same facts at all: one that agrees with the others in
-- less than half of what they share, but for a power of ten, differs in something that was not read. So does a row
-- that agrees in none of several columns (a measure of another basis under the same name), and a column of changes
-- that agrees in none of several rows (over another period).
with facts as (
    select * from {{ ref('int_identity_facts__prepared') }}
    where period_id is not null and unit is not null
),

titles as (
    select
        release_id,
        table_index,
        {{ plain_words('table_title') }} as title_text,
        {{ captured_group(
            plain_words('table_title'), "'\\b(pro forma|non gaap|adjusted|constant currency)\\b'"
        ) }} as title_basis
    from {{ ref('stg_raw__tables') }}
),

-- A table that prints two different values of one fact tells them apart by something that was not read (the change over
-- the quarter before and over the year before): neither can be tied to another table.
ambiguous as (
    select
        release_id,
        table_index,
        line_item_id,
        segment_id,
        period_id,
        unit,
        scenario,
        basis,
        measure
    from facts
    group by all
    having
        count(*) > 1
        and (measure in ('change_percent', 'change_amount') or max(value - error_below) > min(value + error_above))
),

distinct_facts as (
    select facts.*
    from facts
    left join ambiguous
        on
            {{ is_same_line('facts', 'ambiguous') }}
            and facts.table_index = ambiguous.table_index
            and facts.period_id = ambiguous.period_id
            and facts.unit = ambiguous.unit
            and facts.measure = ambiguous.measure
    where ambiguous.release_id is null
),

copies as (
    select
        copies.*,
        precise.table_index as precise_table_index,
        precise.statement_type as precise_statement_type,
        {{ operand_columns('precise', 'precise') }},
        count_if(sign(copies.value) * sign(precise.value) = -1) over copied_row as opposite_count,
        count_if(sign(copies.value) * sign(precise.value) = 1) over copied_row as equal_count
    from distinct_facts as copies
    inner join distinct_facts as precise
        on
            {{ is_same_line('copies', 'precise') }}
            and copies.period_id = precise.period_id
            and copies.unit = precise.unit
            and copies.measure = precise.measure
            and copies.table_index != precise.table_index
    where
        copies.printing_rank > 1
        and precise.printing_rank = 1
        -- In a column of changes a dash stands for no change as well as for one that means nothing.
        and not (copies.is_nil and copies.measure in ('change_percent', 'change_amount'))
        -- What the cash flow statement shares with the balance sheet has ties of its own in the catalogue.
        and not (copies.statement_type = 'cash_flow' and precise.statement_type = 'balance_sheet')
        and not (copies.statement_type = 'balance_sheet' and precise.statement_type = 'cash_flow')
    window copied_row as (partition by copies.release_id, copies.table_index, copies.row_index)
),

compared as (
    select
        *,
        case when opposite_count >= 2 and equal_count = 0 then -1 else 1 end as precise_weight,
        abs(value) as size,
        abs(precise) as precise_size,
        greatest(error_below, error_above) as error,
        greatest(precise_below, precise_above) as precise_error
    from copies
),

judged as (
    select
        *,
        measure in ('change_percent', 'change_amount') as is_change,
        abs(size - precise_size) <= error + precise_error
        or abs(size * 1000 - precise_size) <= error * 1000 + precise_error
        or abs(size - precise_size * 1000) <= error + precise_error * 1000 as has_same_digits
    from compared
),

-- The first tie whose conditions two tables fulfil, whichever of them is the more precise.
pairs as (
    select
        tables.release_id,
        tables.table_index,
        tables.precise_table_index,
        tables.is_coarser,
        ties.identity_id,
        titles.title_basis = precise_titles.title_basis as is_same_basis
    from (
        select distinct
            release_id,
            table_index,
            precise_table_index,
            statement_type,
            precise_statement_type,
            rounding_unit > precise_rounding_unit as is_coarser
        from judged
    ) as tables
    inner join titles on tables.release_id = titles.release_id and tables.table_index = titles.table_index
    inner join titles as precise_titles
        on tables.release_id = precise_titles.release_id and tables.precise_table_index = precise_titles.table_index
    inner join {{ ref('printing_ties') }} as ties
        on
            (tables.is_coarser or not ties.is_coarser_only)
            and (
                ties.title_pattern is null
                or {{ matches_wholly('titles.title_text', 'ties.title_pattern') }}
                or {{ matches_wholly('precise_titles.title_text', 'ties.title_pattern') }}
            )
            and (
                ties.other_statement_types is null
                or (
                    tables.statement_type = coalesce(ties.statement_type, tables.statement_type)
                    and {{ is_choice_of('tables.precise_statement_type', 'ties.other_statement_types') }}
                )
                or (
                    tables.precise_statement_type = ties.statement_type
                    and {{ is_choice_of('tables.statement_type', 'ties.other_statement_types') }}
                )
            )
    qualify row_number() over (
        partition by tables.release_id, tables.table_index, tables.precise_table_index, tables.is_coarser
        order by ties.priority
    ) = 1
),

instances as (
    select
        *,
        2 * count_if(has_same_digits) over same_table >= count(*) over same_table
        and (count(*) over same_measure = 1 or count_if(has_same_digits) over same_measure > 0)
        and (not is_change or count(*) over same_column = 1 or count_if(has_same_digits) over same_column > 0)
        and (count_if(not is_change) over same_row < 2 or count_if(has_same_digits and not is_change) over same_row > 0)
            as is_same_matter,
        concat_ws('/', line_item_id, nullif(member, 'consolidated'), nullif(measure, 'amount')) as scope
    from judged
    window
        same_table as (partition by release_id, table_index),
        same_column as (partition by release_id, table_index, column_index, measure),
        same_row as (partition by release_id, table_index, row_index),
        same_measure as (partition by release_id, table_index, row_index, measure, unit)
),

named as (
    select
        instances.*,
        pairs.identity_id,
        instances.line_item_fact_id as instance_key,
        {{ operand_columns('instances', 'copied') }}
    from instances
    inner join pairs
        on
            instances.release_id = pairs.release_id
            and instances.table_index = pairs.table_index
            and instances.precise_table_index = pairs.precise_table_index
            and (instances.rounding_unit > instances.precise_rounding_unit) = pairs.is_coarser
    -- A restated pro forma figure is no restated figure: where the version took the place of the basis, titles tell.
    where pairs.is_same_basis or instances.basis not in ('restated', 'previously_reported')
)

{{ operands_of_instances('named', [
    {'side': 'lhs', 'printed': 'copied'},
    {'side': 'rhs', 'printed': 'precise', 'weight': 'precise_weight'},
    {
        'side': 'rhs',
        'missing': "'a sign that both tables speak of the same facts'",
        'condition': 'not is_same_matter',
    },
]) }}
