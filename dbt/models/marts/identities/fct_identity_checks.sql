-- One row for every identity instance of every release: what was compared, what rounding allows, what came out.
with checks as (
    select * from {{ ref('int_identity_checks__judged') }}
),

repairs as (
    select * from {{ ref('int_identity_repairs__described') }}
)

select
    checks.identity_check_id,
    checks.identity_id,
    checks.release_id,
    checks.period_id,
    checks.unit,
    checks.scope,
    checks.lhs,
    checks.rhs,
    checks.residual,
    checks.tolerance,
    checks.status,
    checks.missing_operands,
    checks.severity,
    checks.evidence,
    checks.explanation || coalesce('; ' || repairs.repair, '') as explanation,
    checks.table_index,
    checks.row_index,
    checks.column_index
from checks
left join repairs
    on checks.identity_check_id = repairs.identity_check_id
