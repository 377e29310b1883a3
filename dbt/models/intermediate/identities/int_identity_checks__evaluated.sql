-- One row for every identity instance of every release: both sides, what rounding allows, and whether they meet.
-- Only printed operands enter; nothing here is a total of our own.
with operands as (
    select * from {{ ref('int_identity_operands__unioned') }}
),

sums as (
    select
        identity_id,
        release_id,
        instance_key,
        min(source_rank) as source_rank,
        any_value(period_id) as period_id,
        any_value(unit) as unit,
        any_value(scope) as scope,
        arg_min(table_index, position) as table_index,
        arg_min(row_index, position) as row_index,
        arg_min(column_index, position) as column_index,
        {{ sum_with_errors("side = 'lhs'", 'lhs') }},
        {{ sum_with_errors("side = 'rhs' and role = 'term'", 'terms') }},
        {{ sum_with_errors("side = 'rhs' and role = 'divisor'", 'divisor') }},
        bool_or(role = 'divisor') as is_quotient,
        min(rounding_unit) filter (where is_truncated and rounding_unit > 0) as least_truncated_unit,
        -- A filter, not a case: what is to be put in order is kept in memory, and few operands are missing.
        string_agg(label, '; ' order by position) filter (
            where line_item_fact_id is null and missing_means != 'zero'
        ) as missing_operands,
        least({{ operands_hash(1) }}, {{ operands_hash(-1) }}) as operands_hash
    from operands
    group by identity_id, release_id, instance_key
),

-- Two readings of one sum, from the catalogue and from the layout, are one check. An instance that lacks an operand
-- is no second reading of a complete one.
distinct_sums as (
    select *
    from sums
    qualify row_number() over (
        partition by
            release_id,
            operands_hash,
            case when missing_operands is not null then identity_id || '/' || instance_key end
        order by source_rank, identity_id, table_index, row_index, column_index
    ) = 1
),

-- A right side with a divisor is a quotient; its interval is spanned by the quotients of the interval ends.
sides as (
    select
        * exclude (missing_operands),
        case when is_quotient then {{ quotient('terms', 'divisor') }} else terms end as rhs,
        case
            when is_quotient
                then {{ quotient('terms', 'divisor') }} - least({{ quotients_of_ends('terms', 'divisor') }})
            else terms_below
        end as rhs_below,
        case
            when is_quotient
                then greatest({{ quotients_of_ends('terms', 'divisor') }}) - {{ quotient('terms', 'divisor') }}
            else terms_above
        end as rhs_above,
        case
            when missing_operands is not null then missing_operands
            when is_quotient and divisor - divisor_below <= 0 and divisor + divisor_above >= 0
                then 'a divisor that is not zero'
        end as missing_operands
    from distinct_sums
),

differences as (
    select
        *,
        lhs - rhs as residual,
        -- How far rounding alone can carry the residual away from zero, to the side on which it is.
        case when lhs >= rhs then lhs_below + rhs_above else lhs_above + rhs_below end as bound
    from sides
),

toleranced as (
    select
        *,
        -- Digits cut off are less than a unit: where an operand is truncated, the bound itself is out of reach. (Of a
        -- quotient the bound is no multiple of units.)
        case
            when is_quotient then bound
            else greatest(bound - coalesce(least_truncated_unit, 0), 0)
        end as tolerance
    from differences
)

select
    identity_id,
    release_id,
    instance_key,
    cast(operands_hash as varchar) as operands_hash,
    period_id,
    unit,
    scope || case when row_number() over same_scope > 1 then '#' || row_number() over same_scope else '' end as scope,
    table_index,
    row_index,
    column_index,
    case when missing_operands is null then lhs end as lhs,
    case when missing_operands is null then rhs end as rhs,
    case when missing_operands is null then residual end as residual,
    case when missing_operands is null then tolerance end as tolerance,
    case when missing_operands is null and is_quotient then divisor end as divisor,
    missing_operands,
    case
        when missing_operands is not null then 'not_evaluable'
        when abs(residual) <= tolerance then 'pass'
        else 'fail'
    end as arithmetic_status
from toleranced
window same_scope as (
    partition by release_id, identity_id, scope, period_id, unit
    order by table_index, row_index, column_index
)
