-- From cash at the beginning to cash at the end of each period of a cash flow statement, every step as printed.
with latest as (
    select
        latest.*,
        periods.start_date,
        periods.end_date
    from {{ ref('latest_line_items') }} as latest
    inner join {{ ref('dim_segments') }} as segments
        on latest.segment_id = segments.segment_id
    inner join {{ ref('dim_periods') }} as periods
        on latest.period_id = periods.period_id
    where
        segments.is_total and latest.measure = 'amount' and latest.value is not null
        and latest.basis = 'as_reported' and latest.scenario = 'actual'
),

steps as (
    select
        names.step_number,
        names.line_item_id,
        names.step
    from (
        values
        (2, 'net_cash_provided_by_operating_activities', 'Operating activities'),
        (3, 'net_cash_provided_by_investing_activities', 'Investing activities'),
        (4, 'net_cash_provided_by_financing_activities', 'Financing activities'),
        (5, 'effect_of_exchange_rate_on_cash', 'Exchange rates')
    ) as names (step_number, line_item_id, step)
),

flows as (
    select
        latest.issuer_id,
        latest.period_id,
        latest.unit,
        latest.is_translation,
        latest.start_date,
        latest.end_date,
        steps.step_number,
        steps.step,
        latest.value,
        latest.verification_status,
        latest.line_item_fact_id
    from latest
    inner join steps
        on latest.line_item_id = steps.line_item_id
),

bridges as (
    select distinct
        issuer_id,
        period_id,
        unit,
        is_translation,
        start_date,
        end_date
    from flows
    where step_number = 2
),

-- Where a statement reconciles to cash with restricted cash, that is the balance at both ends.
balances as (
    select *
    from latest
    where line_item_id in ('cash_and_cash_equivalents', 'cash_cash_equivalents_and_restricted_cash')
    qualify row_number() over (
        partition by issuer_id, end_date, unit order by line_item_id desc, line_item_fact_id asc
    ) = 1
),

ends as (
    select
        bridges.issuer_id,
        bridges.period_id,
        bridges.unit,
        bridges.is_translation,
        case when balances.end_date < bridges.start_date then 1 else 6 end as step_number,
        case
            when balances.end_date < bridges.start_date then 'Cash at the beginning' else 'Cash at the end'
        end as step,
        balances.value,
        balances.verification_status,
        balances.line_item_fact_id
    from bridges
    inner join balances
        on
            bridges.issuer_id = balances.issuer_id
            and bridges.unit = balances.unit
            and balances.end_date in (bridges.end_date, bridges.start_date - 1)
),

unioned as (
    select
        issuer_id,
        period_id,
        unit,
        is_translation,
        step_number,
        step,
        value,
        verification_status,
        line_item_fact_id
    from flows
    union all
    select
        issuer_id,
        period_id,
        unit,
        is_translation,
        step_number,
        step,
        value,
        verification_status,
        line_item_fact_id
    from ends
)

select
    issuers.issuer_name as company,
    periods.fiscal_label as period,
    periods.duration_class as period_length,
    periods.start_date as period_start,
    periods.end_date as period_end,
    periods.fiscal_year,
    periods.fiscal_quarter,
    unioned.step_number,
    unioned.step,
    unioned.value,
    unioned.unit,
    unioned.is_translation,
    unioned.verification_status as status,
    unioned.line_item_fact_id
from unioned
inner join {{ ref('dim_periods') }} as periods
    on unioned.period_id = periods.period_id
inner join {{ ref('dim_issuers') }} as issuers
    on unioned.issuer_id = issuers.issuer_id
