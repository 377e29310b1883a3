with latest as (
    select * from {{ ref('latest_line_items') }}
    where
        line_item_id in ('revenues', 'cost_of_revenues', 'gross_profit', 'operating_income', 'net_income')
        and measure = 'amount' and basis = 'as_reported' and scenario = 'actual' and not is_translation
),

by_period as (
    select
        latest.issuer_id,
        latest.period_id,
        latest.unit,
        max(latest.value) filter (where latest.line_item_id = 'revenues') as revenues,
        coalesce(
            max(latest.value) filter (where latest.line_item_id = 'gross_profit'),
            max(latest.value) filter (where latest.line_item_id = 'revenues')
            - max(latest.value) filter (where latest.line_item_id = 'cost_of_revenues')
        ) as gross_profit,
        max(latest.value) filter (where latest.line_item_id = 'operating_income') as operating_income,
        max(latest.value) filter (where latest.line_item_id = 'net_income') as net_income
    from latest
    inner join {{ ref('dim_segments') }} as segments
        on latest.segment_id = segments.segment_id
    where segments.is_total
    group by latest.issuer_id, latest.period_id, latest.unit
)

select
    issuers.issuer_name as company,
    periods.fiscal_label as period,
    periods.duration_class as period_length,
    periods.start_date as period_start,
    periods.end_date as period_end,
    periods.fiscal_year,
    periods.fiscal_quarter,
    by_period.unit,
    by_period.revenues,
    by_period.gross_profit,
    by_period.operating_income,
    by_period.net_income,
    {{ percent_of('by_period.gross_profit', 'by_period.revenues') }} as gross_margin_percent,
    {{ percent_of('by_period.operating_income', 'by_period.revenues') }} as operating_margin_percent,
    {{ percent_of('by_period.net_income', 'by_period.revenues') }} as net_margin_percent
from by_period
inner join {{ ref('dim_periods') }} as periods
    on by_period.period_id = periods.period_id
inner join {{ ref('dim_issuers') }} as issuers
    on by_period.issuer_id = issuers.issuer_id
where by_period.revenues > 0
