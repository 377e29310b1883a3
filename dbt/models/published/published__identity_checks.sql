select
    issuers.issuer_name as company,
    releases.release_slug as release,
    releases.published_on,
    identities.identity_name as identity,
    identities.formula,
    checks.severity,
    periods.fiscal_label as period,
    checks.scope,
    checks.unit,
    checks.lhs as left_side,
    checks.rhs as right_side,
    checks.residual as difference,
    checks.tolerance,
    checks.status,
    checks.evidence,
    checks.missing_operands,
    checks.explanation,
    checks.table_index as table_number,
    releases.file_name,
    checks.identity_id,
    checks.identity_check_id,
    checks.release_id
from {{ ref('fct_identity_checks') }} as checks
inner join {{ ref('identities') }} as identities
    on checks.identity_id = identities.identity_id
inner join {{ ref('dim_releases') }} as releases
    on checks.release_id = releases.release_id
inner join {{ ref('dim_issuers') }} as issuers
    on releases.issuer_id = issuers.issuer_id
left join {{ ref('dim_periods') }} as periods
    on checks.period_id = periods.period_id
