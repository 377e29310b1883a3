{{ config(materialized='view') }}

-- Instances of the catalogue's identities between line items: one for every period, unit, scenario and basis a
-- statement prints. An operand is looked for in the same statement, or, where its component names another
-- statement type, anywhere in the release; the most precise printing is taken.
with facts as (
    select * from {{ ref('int_identity_facts__prepared') }}
),

identities as (
    select * from {{ ref('identities') }}
    where kind = 'line_items'
),

components as (
    select
        *,
        row_number() over (partition by identity_id order by position) as component_index
    from {{ ref('identity_components') }}
),

statement_columns as (
    select distinct
        release_id,
        statement_type,
        statement_index,
        unit,
        scenario,
        basis,
        period_id,
        period_kind,
        period_start,
        period_end
    from facts
    where measure = 'amount' and period_id is not null and unit is not null
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
        components.component_index,
        components.side,
        components.role,
        components.weight,
        components.line_item_id,
        components.member,
        components.missing_means,
        components.statement_type,
        components.statement_type = identities.statement_type as is_own_statement,
        columns.statement_type as scope,
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

found as (
    select
        expected.*,
        facts.line_item_fact_id,
        facts.table_index,
        facts.row_index,
        facts.column_index,
        facts.value,
        facts.error_below,
        facts.error_above,
        facts.is_truncated,
        facts.rounding_unit,
        facts.label
    from expected
    left join facts
        on
            expected.release_id = facts.release_id
            and expected.line_item_id = facts.line_item_id
            and expected.member = facts.member
            and expected.unit = facts.unit
            and expected.scenario = facts.scenario
            and expected.basis = facts.basis
            and expected.statement_type = facts.statement_type
            and expected.operand_period_kind = facts.period_kind
            and expected.operand_period_end = facts.period_end
            and expected.operand_period_start is not distinct from facts.period_start
            and (not expected.is_own_statement or expected.statement_index = facts.statement_index)
            and facts.measure = 'amount'
    qualify row_number() over (
        partition by
            expected.identity_id, expected.release_id, expected.statement_index, expected.unit,
            expected.scenario, expected.basis, expected.period_id, expected.component_index
        order by facts.printing_rank nulls last
    ) = 1
),

-- What a release prints at all, in this statement or (for a tie) in that type of statement.
printed as (
    select distinct
        release_id,
        statement_index,
        statement_type,
        line_item_id,
        member
    from facts
    where measure = 'amount'
),

judged as (
    select
        found.*,
        exists (
            select 1 from printed
            where
                printed.release_id = found.release_id
                and printed.line_item_id = found.line_item_id
                and printed.member = found.member
                and printed.statement_type = found.statement_type
                and (not found.is_own_statement or printed.statement_index = found.statement_index)
        ) as is_printed_somewhere
    from found
),

applicable as (
    select *
    from judged
    window instance as (
        partition by identity_id, release_id, statement_index, unit, scenario, basis, period_id
    )
    qualify
        count_if(missing_means = 'not_applicable' and not is_printed_somewhere) over instance = 0
        and count_if(missing_means != 'zero' and line_item_fact_id is not null) over instance > 0
)

select
    identity_id,
    release_id,
    concat_ws('/', statement_index, unit, scenario, basis, period_id) as instance_key,
    period_id,
    unit,
    case when scenario = 'actual' and basis = 'as_reported' then scope else concat_ws('/', scope, scenario, basis) end as scope,
    side,
    role,
    weight,
    component_index as position,
    line_item_fact_id,
    coalesce(label, line_item_id) as label,
    missing_means,
    value,
    error_below,
    error_above,
    rounding_unit,
    is_truncated,
    table_index,
    row_index,
    column_index
from applicable
