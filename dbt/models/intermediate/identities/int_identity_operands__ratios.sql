{{ config(materialized='view') }}

-- Instances of printed ratios and amounts per share: one for every printing of the quotient, checked against the most
-- precise printings of what it is made of, of the same period and segment, in the quotient's own currency.
-- Issuers compute ratios in ways of their own; one that holds in less than half of a release's printings is computed
-- otherwise there and cannot be checked.
with facts as (
    select
        *,
        case when unit like '%/%' then split_part(unit, '/', 1) end as currency
    from {{ ref('int_identity_facts__prepared') }}
    where period_id is not null
),

components as (
    select components.*
    from {{ ref('identity_components') }} as components
    inner join {{ ref('identities') }} as identities on components.identity_id = identities.identity_id
    where identities.kind = 'ratios'
),

quotients as (
    select
        components.identity_id,
        facts.*
    from components
    inner join facts on components.line_item_id = facts.line_item_id
    where
        components.side = 'lhs'
        and facts.measure in ('ratio', 'per_share')
        and not facts.is_nil
),

operands as (
    select
        quotients.identity_id,
        quotients.line_item_fact_id as instance_key,
        quotients.release_id,
        quotients.period_id,
        quotients.unit,
        quotients.table_index,
        quotients.row_index,
        quotients.column_index,
        concat_ws(
            '/', quotients.statement_type, quotients.line_item_id, nullif(quotients.member, 'consolidated')
        ) as scope,
        components.side,
        components.role,
        components.weight,
        components.position,
        components.line_item_id,
        case
            when components.line_item_id = 'constant' then 'zero' else components.missing_means
        end as missing_means,
        case when components.side = 'lhs' then quotients.line_item_fact_id else parts.line_item_fact_id end
            as line_item_fact_id,
        case when components.side = 'lhs' then quotients.label else parts.label end as label,
        case when components.side = 'lhs' then quotients.value else parts.value end as value,
        case when components.side = 'lhs' then quotients.error_below else parts.error_below end as error_below,
        case when components.side = 'lhs' then quotients.error_above else parts.error_above end as error_above,
        case when components.side = 'lhs' then quotients.rounding_unit else parts.rounding_unit end as rounding_unit,
        case when components.side = 'lhs' then quotients.is_truncated else parts.is_truncated end as is_truncated
    from quotients
    inner join components on quotients.identity_id = components.identity_id
    left join facts as parts
        on
            quotients.release_id = parts.release_id
            and components.side = 'rhs'
            and components.line_item_id = parts.line_item_id
            and quotients.period_id = parts.period_id
            and quotients.segment_id = parts.segment_id
            and quotients.scenario = parts.scenario
            and quotients.basis = parts.basis
            and parts.printing_rank = 1
            and (
                parts.measure = 'count'
                or (parts.measure = 'per_share' and not parts.is_translation)
                or (
                    parts.measure = 'amount'
                    and case
                        when quotients.currency is null then not parts.is_translation
                        else quotients.currency = parts.unit
                    end
                )
            )
    qualify row_number() over (
        partition by quotients.identity_id, quotients.line_item_fact_id, components.position
        order by parts.rounding_unit asc nulls last, parts.table_index asc, parts.row_index asc
    ) = 1
),

with_constants as (
    select
        * exclude (value, error_below, error_above, rounding_unit, is_truncated, line_item_fact_id),
        case when line_item_id != 'constant' then line_item_fact_id end as line_item_fact_id,
        case when line_item_id = 'constant' then 1 else value end as value,
        case when line_item_id = 'constant' then 0 else error_below end as error_below,
        case when line_item_id = 'constant' then 0 else error_above end as error_above,
        case when line_item_id = 'constant' then 0 else rounding_unit end as rounding_unit,
        case when line_item_id = 'constant' then false else is_truncated end as is_truncated
    from operands
),

sums as (
    select
        identity_id,
        release_id,
        instance_key,
        {{ sum_with_errors("side = 'lhs'", 'lhs') }},
        {{ sum_with_errors("side = 'rhs' and role = 'term'", 'terms') }},
        {{ sum_with_errors("role = 'divisor'", 'divisor') }},
        bool_or(line_item_fact_id is null and missing_means != 'zero') as is_incomplete
    from with_constants
    group by identity_id, release_id, instance_key
),

refereed as (
    select
        identity_id,
        release_id,
        instance_key,
        is_incomplete,
        lhs - lhs_below <= greatest({{ quotients_of_ends('terms', 'divisor') }})
        and lhs + lhs_above >= least({{ quotients_of_ends('terms', 'divisor') }}) as is_holding
    from sums
),

-- A ratio none of whose parts is printed belongs to no check; one that lacks a part cannot be checked.
judged as (
    select
        *,
        2 * count_if(is_holding and not is_incomplete) over (partition by identity_id, release_id)
        >= count_if(not is_incomplete) over (partition by identity_id, release_id) as is_so_computed
    from refereed
),

complete as (
    select
        with_constants.*,
        judged.is_so_computed
    from with_constants
    inner join judged
        on
            with_constants.identity_id = judged.identity_id
            and with_constants.release_id = judged.release_id
            and with_constants.instance_key = judged.instance_key
    where not judged.is_incomplete
),

unioned as (
    select * from complete
    union all
    select
        * replace (
            'rhs' as side,
            'term' as role,
            1 as weight,
            position + 100 as position,
            cast(null as varchar) as line_item_fact_id,
            'a sign that the issuer computes this ratio so' as label,
            'not_evaluable' as missing_means,
            cast(null as decimal(38, 8)) as value,
            cast(null as decimal(38, 8)) as error_below,
            cast(null as decimal(38, 8)) as error_above
        )
    from complete
    where side = 'lhs' and line_item_fact_id is not null and not is_so_computed
)

select
    identity_id,
    release_id,
    instance_key,
    period_id,
    unit,
    scope,
    side,
    role,
    weight,
    position,
    line_item_fact_id,
    coalesce(label, line_item_id) as label,
    missing_means,
    cast(value as decimal(38, 8)) as value,
    cast(error_below as decimal(38, 8)) as error_below,
    cast(error_above as decimal(38, 8)) as error_above,
    cast(rounding_unit as decimal(38, 8)) as rounding_unit,
    is_truncated,
    table_index,
    row_index,
    column_index
from unioned
