-- Every contradiction that a rule found, whichever rule; what two rules find is told once, by the one that says more.
{% set sources = [
    'int_contradictions__failing_identities',
    'int_contradictions__translations',
    'int_contradictions__heads',
    'int_contradictions__labels',
    'int_contradictions__claims_against_tables',
    'int_contradictions__claims_against_claims',
    'int_contradictions__self_comparisons',
] %}

with found as (
    {% for source in sources %}
        select
            release_id,
            kind,
            subject_key,
            line_numbers,
            printed,
            evidence,
            likely_reading,
            identity_check_id,
            claim_id,
            line_item_fact_id,
            is_known
        from {{ ref(source) }}
        {% if not loop.last %}union all{% endif %}
    {% endfor %}
)

select
    {{ surrogate_key(['release_id', 'kind', 'subject_key']) }} as contradiction_id,
    release_id,
    kind,
    coalesce(cast(line_numbers as integer[]), []) as line_numbers,
    printed,
    evidence,
    likely_reading,
    identity_check_id,
    claim_id,
    line_item_fact_id,
    is_known
from found
where
    (
        kind != 'claims_disagree'
        or claim_id not in (select doubted.claim_id from {{ ref('int_claims__doubted') }} as doubted)
    )
    and (
        identity_check_id is null
        or kind = 'translations_differ'
        or line_item_fact_id not in (
            select differing.line_item_fact_id from {{ ref('int_contradictions__translations') }} as differing
        )
    )
