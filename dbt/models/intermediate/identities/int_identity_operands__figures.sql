-- Instances of sums between figures wherever a release prints them, each for every segment, period, unit, scenario and
-- basis: key figures made of figures of the statements, and the order backlog, whose parts stand in different tables.
-- An instance begins at the most precise printing of its anchor, the first component of the same period, and looks for
-- each other one in the anchor's table, or else for its most precise printing. A lone anchor owes nothing.
-- Issuers define key figures in ways of their own (orders cancelled, other current assets): a sum that holds in less
-- than half of a release's instances is another one there and cannot be checked.
with facts as (
    select * from {{ ref('int_identity_facts__prepared') }}
    where measure = 'amount' and period_id is not null and unit is not null
),

components as (
    select
        components.*,
        components.position = min(components.position) filter (where components.period_offset = 'same')
            over (partition by components.identity_id) as is_anchor
    from {{ ref('identity_components') }} as components
    inner join {{ ref('identities') }} as identities on components.identity_id = identities.identity_id
    where identities.kind = 'figures'
),

anchors as (
    select
        components.identity_id,
        facts.*
    from facts
    inner join components on facts.line_item_id = components.line_item_id
    where components.is_anchor and not facts.is_nil and facts.printing_rank = 1
),

expected as (
    select
        anchors.identity_id,
        anchors.line_item_fact_id as instance_key,
        anchors.release_id,
        anchors.segment_id,
        anchors.unit,
        anchors.scenario,
        anchors.basis,
        anchors.period_id,
        anchors.table_index as anchor_table_index,
        {{ fact_scope('anchors') }} as scope,
        components.side,
        components.weight,
        components.position,
        components.line_item_id,
        components.missing_means,
        components.is_anchor,
        case components.period_offset when 'same' then anchors.period_kind else 'instant' end as operand_period_kind,
        case components.period_offset when 'same' then anchors.period_start end as operand_period_start,
        case
            when components.period_offset = 'start' then anchors.period_start - interval 1 day else anchors.period_end
        end as operand_period_end
    from anchors
    inner join components on anchors.identity_id = components.identity_id
),

operands as (
    select
        expected.*,
        {{ fact_operand('facts') }},
        facts.line_item_fact_id is null and expected.missing_means != 'zero' as is_missing
    from expected
    left join facts
        on
            {{ is_same_line('expected', 'facts') }}
            and expected.unit = facts.unit
            and expected.operand_period_kind = facts.period_kind
            and expected.operand_period_end = facts.period_end
            and expected.operand_period_start is not distinct from facts.period_start
    qualify row_number() over (
        partition by expected.identity_id, expected.instance_key, expected.position
        order by expected.anchor_table_index = facts.table_index desc nulls last, facts.printing_rank asc
    ) = 1
),

sums as (
    select
        identity_id,
        release_id,
        instance_key,
        bool_or(not is_anchor and line_item_fact_id is not null) as is_owed,
        not bool_or(is_missing) as is_complete,
        abs(sum(case side when 'lhs' then weight else -weight end * value))
        <= sum(abs(weight) * greatest(error_below, error_above)) as is_holding
    from operands
    group by identity_id, release_id, instance_key
),

refereed as (
    select
        *,
        is_complete
        and 2 * count_if(is_complete and is_holding) over same_sum < count_if(is_complete) over same_sum
            as is_defined_otherwise
    from sums
    window same_sum as (partition by identity_id, release_id)
),

judged as (
    select
        operands.*,
        refereed.is_defined_otherwise
    from operands
    inner join refereed
        on
            operands.identity_id = refereed.identity_id
            and operands.release_id = refereed.release_id
            and operands.instance_key = refereed.instance_key
    where refereed.is_owed
),

unioned as (
    {{ with_missing_sign('judged', 'the issuer computes this figure so', 'is_defined_otherwise and is_anchor') }}
)

select
    {{ columns_of_operands({'role': "'term'", 'label': 'coalesce(label, line_item_id)'}) }}
from unioned
