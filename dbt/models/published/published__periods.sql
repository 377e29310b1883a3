select
    issuers.issuer_name as company,
    periods.fiscal_label as period,
    periods.period_kind,
    periods.duration_class as period_length,
    periods.start_date as period_start,
    periods.end_date as period_end,
    periods.days,
    periods.fiscal_year,
    periods.fiscal_quarter,
    periods.calendar_year,
    periods.period_id,
    periods.issuer_id
from {{ ref('dim_periods') }} as periods
inner join {{ ref('dim_issuers') }} as issuers
    on periods.issuer_id = issuers.issuer_id
