-- Instances of convenience translations: translated figure = figure in the reporting currency / the rate the document
-- states. A rate is exact as stated; where the document states several, a table goes by the next one after it (the one
-- of its note), or else the last one before. Without a rate nothing can be checked, and none is ever worked out from
-- the figures.
-- A column that is not translated at the stated rate (less than half of it holds, though the rate it implies is of the
-- same size) cannot be checked. One that is off by a factor is no other rate: rates differ by percents.
with facts as (
    select
        *,
        {{ currency_of('unit') }} as currency,
        split_part(unit, '/', 2) as per
    from {{ ref('int_identity_facts__prepared') }}
    where period_id is not null and measure in ('amount', 'per_share')
),

rates_of_tables as (
    select
        tables.release_id,
        tables.table_index,
        rates.currency as local_currency,
        rates.per_currency as translated_currency,
        rates.rate
    from {{ ref('stg_raw__tables') }} as tables
    inner join {{ ref('int_exchange_rates__stated') }} as rates on tables.release_id = rates.release_id
    qualify row_number() over (
        partition by tables.release_id, tables.table_index, rates.currency, rates.per_currency
        order by
            rates.line_number > tables.line_end desc nulls last,
            abs(rates.line_number - tables.line_end) asc nulls last,
            rates.rate asc
    ) = 1
),

pairs as (
    select
        translations.*,
        locals.currency as local_currency,
        locals.unit as local_unit,
        {{ operand_columns('translations', 'translated') }},
        {{ operand_columns('locals', 'local') }}
    from facts as translations
    inner join facts as locals
        on
            {{ is_same_line('translations', 'locals') }}
            and translations.period_id = locals.period_id
            and translations.measure = locals.measure
            and translations.per = locals.per
    where translations.is_translation and not translations.is_nil and not locals.is_translation
    qualify row_number() over (
        partition by translations.line_item_fact_id
        order by
            locals.table_index = translations.table_index and locals.row_index = translations.row_index desc,
            locals.table_index = translations.table_index desc,
            locals.printing_rank asc
    ) = 1
),

instances as (
    select
        -- An issuer that cuts its own figures may cut or round their translations.
        pairs.* replace (
            case
                when pairs.local_is_truncated and pairs.translated > 0 then pairs.translated_rounding_unit
                else pairs.translated_above
            end as translated_above,
            case
                when pairs.local_is_truncated and pairs.translated < 0 then pairs.translated_rounding_unit
                else pairs.translated_below
            end as translated_below
        ),
        'fx_translation_eq_amount_over_stated_rate' as identity_id,
        pairs.line_item_fact_id as instance_key,
        {{ line_scope('pairs') }} as scope,
        rates.rate,
        cast(0 as decimal(38, 8)) as rate_below,
        cast(0 as decimal(38, 8)) as rate_above
    from pairs
    left join rates_of_tables as rates
        on
            pairs.release_id = rates.release_id
            and pairs.table_index = rates.table_index
            and pairs.local_currency = rates.local_currency
            and pairs.currency = rates.translated_currency
),

compared as (
    select
        *,
        {{ is_quotient_reached('translated', 1, 'local', 'rate') }} as is_holding,
        {{ quotient(quotient('local', 'translated'), 'rate') }} as implied_over_stated_rate
    from instances
),

refereed as (
    select
        *,
        2 * count_if(is_holding) over one_column >= count(*) over one_column
        or median(implied_over_stated_rate) over one_column not between 0.5 and 2 as is_so_translated
    from compared
    window one_column as (partition by release_id, table_index, column_index)
)

{{ operands_of_instances('refereed', [
    {'side': 'lhs', 'printed': 'translated'},
    {'side': 'rhs', 'printed': 'local'},
    {'side': 'rhs', 'role': 'divisor', 'exact': 'rate', 'label': "'the stated rate'", 'condition': 'rate is not null'},
    {
        'side': 'rhs',
        'role': 'divisor',
        'missing': "concat('a stated rate of ', local_currency, ' to ', currency)",
        'condition': 'rate is null',
    },
    {
        'side': 'rhs',
        'missing': "'a sign that this column is translated at the stated rate'",
        'condition': 'rate is not null and not is_so_translated',
    },
]) }}
