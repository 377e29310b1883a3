-- One row for every identity instance of every release: what was compared, what rounding allows, what came out.
with checks as (
    select * from {{ ref('int_identity_checks__judged') }}
)

select
    identity_check_id,
    identity_id,
    release_id,
    period_id,
    unit,
    scope,
    lhs,
    rhs,
    residual,
    tolerance,
    status,
    missing_operands,
    severity,
    evidence,
    explanation,
    table_index,
    row_index,
    column_index
from checks
