select
    period_id,
    issuer_id,
    period_kind,
    period_start as start_date,
    period_end as end_date,
    duration_class,
    cast(days as integer) as days,
    fiscal_year,
    fiscal_quarter,
    fiscal_label,
    calendar_year
from {{ ref('int_periods__labelled') }}
