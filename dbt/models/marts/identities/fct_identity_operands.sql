-- The facts of each identity check: which side of the equation they stand on, and with what weight.
with operands as (
    select * from {{ ref('int_identity_operands__unioned') }}
    where line_item_fact_id is not null
),

checks as (
    select * from {{ ref('int_identity_checks__judged') }}
)

select
    checks.identity_check_id,
    operands.line_item_fact_id,
    checks.release_id,
    operands.side,
    operands.role,
    operands.weight,
    operands.position
from operands
inner join checks
    on
        operands.identity_id = checks.identity_id
        and operands.release_id = checks.release_id
        and operands.instance_key = checks.instance_key
