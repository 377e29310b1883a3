-- A view, never stored: a newer release changes which word is the newest without rewriting a row.

with facts as (
    select * from {{ ref('fct_line_items') }}
),

releases as (
    select * from {{ ref('dim_releases') }}
)

select
    facts.line_item_fact_id,
    facts.release_id,
    releases.published_on,
    facts.issuer_id,
    facts.line_item_id,
    facts.period_id,
    facts.segment_id,
    facts.scenario,
    facts.basis,
    facts.measure,
    facts.unit,
    facts.value,
    facts.precision_unit,
    facts.is_nil,
    facts.is_translation,
    facts.verification_status,
    facts.verified_by,
    facts.statement_type,
    facts.label,
    facts.locator
from facts
inner join releases
    on facts.release_id = releases.release_id
where facts.is_primary
qualify row_number() over (
    partition by
        facts.issuer_id, facts.line_item_id, coalesce(facts.period_id, facts.line_item_fact_id), facts.segment_id,
        facts.scenario, facts.basis, facts.measure, facts.unit
    order by releases.published_on desc nulls last, releases.ingested_at desc, facts.release_id asc
) = 1
