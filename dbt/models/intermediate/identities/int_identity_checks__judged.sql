-- Every check with its verdict, its severity, and a sentence a person can read.
-- A failing check is known only while a reviewed entry records its exact residual; the entries are checks themselves.
with evaluated as (
    select * from {{ ref('int_identity_checks__evaluated') }}
),

known as (
    select * from {{ ref('int_known_discrepancies__matched') }}
),

identities as (
    select * from {{ ref('identities') }}
),

printed_sums as (
    select
        identity_id,
        release_id,
        instance_key,
        {{ operands_text("side = 'lhs'") }} as lhs_text,
        {{ operands_text("side = 'rhs' and role = 'term'") }} as rhs_text,
        {{ operands_text("role = 'divisor'") }} as divisor_text
    from {{ ref('int_identity_operands__unioned') }}
    where line_item_fact_id is not null or value is not null or missing_means != 'zero'
    group by identity_id, release_id, instance_key
),

judged as (
    select
        evaluated.identity_id,
        evaluated.release_id,
        evaluated.instance_key,
        evaluated.operands_hash,
        evaluated.period_id,
        evaluated.unit,
        evaluated.scope,
        evaluated.table_index,
        evaluated.row_index,
        evaluated.column_index,
        evaluated.lhs,
        evaluated.rhs,
        evaluated.residual,
        evaluated.tolerance,
        evaluated.divisor,
        case
            when evaluated.arithmetic_status = 'fail' and known.recorded_residual = evaluated.residual
                then 'known_discrepancy'
            else evaluated.arithmetic_status
        end as status,
        evaluated.missing_operands,
        concat(
            {{ first_sign_dropped('printed_sums.lhs_text') }},
            ' = ',
            {{ first_sign_dropped('printed_sums.rhs_text') }},
            coalesce(' divided by ' || {{ first_sign_dropped('printed_sums.divisor_text') }}, ''),
            '; ',
            case
                when evaluated.missing_operands is not null
                    then 'cannot be checked, not printed: ' || evaluated.missing_operands
                when evaluated.residual = 0
                    then 'holds exactly'
                when evaluated.arithmetic_status = 'pass'
                    then concat(
                        'holds, the difference of ', {{ readable_amount('evaluated.residual') }},
                        ' is within the ', {{ readable_amount('evaluated.tolerance') }}, ' that rounding allows'
                    )
                else concat(
                    'fails, the difference of ', {{ readable_amount('evaluated.residual') }},
                    ' is more than the ', {{ readable_amount('evaluated.tolerance') }}, ' that rounding allows'
                )
            end,
            case
                when evaluated.arithmetic_status = 'fail' and known.recorded_residual = evaluated.residual
                    then '; known: ' || known.reason
                else ''
            end
        ) as explanation
    from evaluated
    inner join printed_sums
        on
            evaluated.identity_id = printed_sums.identity_id
            and evaluated.release_id = printed_sums.release_id
            and evaluated.instance_key = printed_sums.instance_key
    left join known
        on
            evaluated.identity_id = known.identity_id
            and evaluated.release_id = known.release_id
            and evaluated.instance_key = known.instance_key
),

-- The exception itself is checked: its recorded residual against the one found.
reviews as (
    select
        'known_discrepancy_still_matches' as identity_id,
        release_id,
        concat_ws('/', identity_id, scope, unit, period_start, period_end) as instance_key,
        md5(concat_ws('/', identity_id, scope, unit, period_start, period_end)) as operands_hash,
        period_id,
        unit,
        concat_ws('/', identity_id, scope) as scope,
        table_index,
        row_index,
        column_index,
        recorded_residual as lhs,
        found_residual as rhs,
        recorded_residual - found_residual as residual,
        cast(0 as decimal(38, 8)) as tolerance,
        cast(null as decimal(38, 8)) as divisor,
        case
            when recorded_residual = found_residual then 'pass'
            when not is_found and is_found_in_any_form then 'not_evaluable'
            else 'fail'
        end as status,
        case when found_residual is null then identity_id || ' ' || scope end as missing_operands,
        concat(
            'the recorded difference of ', {{ readable_amount('recorded_residual') }}, ' ',
            case
                when recorded_residual = found_residual then 'is the one found'
                when found_residual is not null
                    then 'is not the one found, ' || {{ readable_amount('found_residual') }} || '; review the entry'
                else 'belongs to a check that this release does not have'
            end
        ) as explanation
    from known
),

all_checks as (
    select * from judged
    union all
    select * from reviews
)

select
    {{ surrogate_key([
        'all_checks.release_id', 'all_checks.identity_id', 'all_checks.scope', 'all_checks.period_id', 'all_checks.unit',
    ]) }} as identity_check_id,
    all_checks.*,
    identities.severity,
    identities.evidence
from all_checks
inner join identities on all_checks.identity_id = identities.identity_id
