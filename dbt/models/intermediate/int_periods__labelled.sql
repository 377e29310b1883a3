-- One row a period of an issuer, with its place in the fiscal year and the name the issuer gives it.

with facts as (
    select * from {{ ref('int_line_items__identified') }}
),

claims as (
    select * from {{ ref('int_claims__identified') }}
),

calendars as (
    select * from {{ ref('int_fiscal_calendars__derived') }}
),

periods as (
    select
        issuer_id,
        period_id,
        period_kind,
        period_start,
        period_end
    from facts
    where period_id is not null
    union
    select
        issuer_id,
        printed_period_id as period_id,
        printed_period_kind as period_kind,
        printed_period_start as period_start,
        printed_period_end as period_end
    from facts
    where printed_period_id is not null
    union
    select
        issuer_id,
        period_id,
        period_kind,
        period_start,
        period_end
    from claims
    where period_id is not null
),

measured as (
    select
        periods.*,
        calendars.fiscal_year_end_month,
        calendars.year_named_by,
        {{ nominal_month_end('periods.period_end') }} as nominal_end,
        {{ days_between('periods.period_start', 'periods.period_end') }} as days
    from periods
    inner join calendars
        on periods.issuer_id = calendars.issuer_id
),

classed as (
    select
        *,
        case
            when period_kind = 'instant' then 'instant'
            when days between 27 and 36 then 'month'
            when days between 83 and 99 then 'quarter'
            when days between 174 and 190 then 'half'
            when days between 265 and 281 then 'nine_months'
            when days between 350 and 380 then 'year'
            else 'other'
        end as duration_class,
        (extract(month from nominal_end) - fiscal_year_end_month + 11) % 12 + 1 as months_of_fiscal_year,
        extract(year from nominal_end)
        + case when extract(month from nominal_end) > fiscal_year_end_month then 1 else 0 end
        - case when year_named_by = 'start' and fiscal_year_end_month < 12 then 1 else 0 end as calendar_fiscal_year
    from measured
),

placed as (
    select
        *,
        -- Without a known fiscal year end, the year of the end date is the convention.
        cast(coalesce(calendar_fiscal_year, extract(year from period_end)) as integer) as fiscal_year,
        case
            when period_kind = 'duration' and duration_class != 'quarter' then null
            when months_of_fiscal_year % 3 = 0 then cast(months_of_fiscal_year / 3 as integer)
        end as fiscal_quarter
    from classed
)

select
    period_id,
    issuer_id,
    period_kind,
    period_start,
    period_end,
    duration_class,
    days,
    fiscal_year,
    fiscal_quarter,
    cast(extract(year from period_end) as integer) as calendar_year,
    case
        when period_kind = 'instant' then cast(period_end as varchar)
        when duration_class = 'year' and coalesce(months_of_fiscal_year, 12) = 12 then 'FY' || fiscal_year
        when duration_class = 'quarter' and fiscal_quarter is not null
            then fiscal_quarter || 'Q' || lpad(cast(fiscal_year % 100 as varchar), 2, '0')
        when duration_class = 'half' and months_of_fiscal_year = 6 then '1H FY' || fiscal_year
        when duration_class = 'half' and months_of_fiscal_year = 12 then '2H FY' || fiscal_year
        when duration_class = 'nine_months' and months_of_fiscal_year = 9 then '9M FY' || fiscal_year
        else cast(period_start as varchar) || ' to ' || cast(period_end as varchar)
    end as fiscal_label
from placed
