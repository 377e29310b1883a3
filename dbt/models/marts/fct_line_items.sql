with facts as (
    select * from {{ ref('int_line_items__identified') }}
),

verified as (
    select * from {{ ref('int_facts__verified') }}
)

select
    facts.line_item_fact_id,
    facts.release_id,
    facts.issuer_id,
    facts.line_item_id,
    facts.period_id,
    facts.printed_period_id,
    facts.segment_id,
    facts.scenario,
    facts.basis,
    facts.measure,
    facts.unit,
    facts.value,
    facts.printed_value,
    facts.scale_factor,
    facts.precision_unit,
    facts.is_nil,
    facts.is_translation,
    -- Facts without a period cannot be known to be the same, so each of them stands for itself.
    row_number() over (
        partition by
            facts.release_id, facts.line_item_id, coalesce(facts.period_id, facts.line_item_fact_id), facts.segment_id,
            facts.scenario, facts.basis, facts.measure, facts.unit
        order by facts.precision_unit nulls last, facts.table_index, facts.row_index, facts.column_index
    ) = 1 as is_primary,
    verified.verification_status,
    verified.verified_by,
    facts.statement_type,
    facts.label,
    facts.label_path,
    facts.column_header,
    facts.table_index,
    facts.row_index,
    facts.column_index,
    facts.line_number,
    facts.locator,
    facts.printed_text
from facts
inner join verified
    on facts.line_item_fact_id = verified.line_item_fact_id
