-- Instances of printed ratios and amounts per share: one for every printing of the quotient, checked against what it is
-- made of, of the same segment and in the quotient's own currency: as its own statement prints it, most precisely, and
-- of equal printings the one in the quotient's table. A count that no table prints may stand in a note ("3,934 shares
-- of treasury stock").
-- Issuers compute ratios in ways of their own; one that holds in less than half of a release's printings is computed
-- otherwise there and cannot be checked. A diluted figure that lies between its quotient and the basic figure (its
-- ceiling) adds back income that the release does not print; none adds back as much as there was. Returns of less than
-- a year are made annual in many ways: some identities hold for years only.
with facts as (
    select
        *,
        case when measure = 'per_share' then {{ currency_of('unit') }} end as currency_of_quotient
    from {{ ref('int_identity_facts__prepared') }}
    where period_id is not null
),

catalogue as (
    select
        components.*,
        identities.only_without_line_item_id,
        identities.period_kind = 'year' as is_of_years
    from {{ ref('identity_components') }} as components
    inner join {{ ref('identities') }} as identities on components.identity_id = identities.identity_id
    where identities.kind = 'ratios'
),

displaced as (
    select distinct
        catalogue.identity_id,
        facts.release_id
    from catalogue
    inner join facts on catalogue.only_without_line_item_id = facts.line_item_id
),

quotients as (
    select
        facts.*,
        catalogue.identity_id,
        facts.line_item_fact_id as instance_key,
        {{ line_scope('facts') }} as scope
    from facts
    inner join catalogue on facts.line_item_id = catalogue.line_item_id
    left join displaced
        on catalogue.identity_id = displaced.identity_id and facts.release_id = displaced.release_id
    where
        catalogue.side = 'lhs'
        and facts.measure in ('ratio', 'per_share')
        and not facts.is_nil
        and displaced.identity_id is null
        and (
            not coalesce(catalogue.is_of_years, false)
            or {{ days_between('facts.period_start', 'facts.period_end') }} between 358 and 378
        )
),

parts as (
    select * from facts
    where measure in ('amount', 'count', 'per_share')
),

counts_in_text as (
    select
        *,
        {{ replace_pattern(line_item_text('metric'), '^the ', '') }} as metric_text
    from {{ ref('int_claims__identified') }}
    where unit in ('shares', 'ADS') and scale_factor = 1 and period_kind = 'instant'
),

counted_line_items as (
    select distinct
        metrics.metric_text,
        rules.line_item_id
    from (select distinct metric_text from counts_in_text) as metrics
    inner join {{ ref('line_item_rules') }} as rules
        on {{ matches_wholly('metrics.metric_text', 'rules.label_pattern') }}
    where rules.line_item_id in (select catalogue.line_item_id from catalogue)
),

counts_in_notes as (
    select
        counts_in_text.release_id,
        counts_in_text.period_end,
        counted_line_items.line_item_id,
        any_value(counts_in_text.value) as value
    from counts_in_text
    inner join counted_line_items on counts_in_text.metric_text = counted_line_items.metric_text
    group by counts_in_text.release_id, counts_in_text.period_end, counted_line_items.line_item_id
    having count(distinct counts_in_text.value) = 1
),

expected as (
    select
        quotients.*,
        catalogue.side,
        catalogue.role,
        catalogue.weight,
        catalogue.position,
        catalogue.line_item_id as wanted_line_item_id,
        line_items.statement_type as wanted_statement_type,
        catalogue.missing_means,
        case catalogue.period_offset when 'same' then quotients.period_kind else 'instant' end as wanted_period_kind,
        case catalogue.period_offset when 'same' then quotients.period_start end as wanted_period_start,
        cast(
            case
                when catalogue.period_offset = 'start' then quotients.period_start - interval 1 day
                else quotients.period_end
            end as date
        ) as wanted_period_end
    from quotients
    inner join catalogue on quotients.identity_id = catalogue.identity_id
    left join {{ ref('line_items') }} as line_items on catalogue.line_item_id = line_items.line_item_id
),

wanted as (
    select * from expected
    where side = 'rhs' and wanted_line_item_id != 'constant'
),

found as (
    select
        wanted.* replace (
            parts.line_item_fact_id as line_item_fact_id,
            coalesce(parts.label, wanted.wanted_line_item_id) as label,
            case when parts.value is null and notes.value is not null then 'zero' else wanted.missing_means end
                as missing_means,
            coalesce(parts.value, notes.value) as value,
            case when parts.value is null then notes.value * 0 else parts.error_below end as error_below,
            case when parts.value is null then notes.value * 0 else parts.error_above end as error_above,
            case when parts.value is null then notes.value * 0 else parts.rounding_unit end as rounding_unit,
            coalesce(parts.is_truncated, false) as is_truncated
        )
    from wanted
    left join parts
        on
            wanted.release_id = parts.release_id
            and wanted.wanted_line_item_id = parts.line_item_id
            and wanted.segment_id = parts.segment_id
            and wanted.scenario = parts.scenario
            and wanted.basis = parts.basis
            and wanted.wanted_period_kind = parts.period_kind
            and wanted.wanted_period_end = parts.period_end
            and wanted.wanted_period_start is not distinct from parts.period_start
            and case
                -- An effect per share under a line's name is not the line.
                when parts.measure = 'per_share' and wanted.wanted_statement_type != 'per_share' then false
                when parts.measure = 'amount' and wanted.currency_of_quotient is not null
                    then wanted.currency_of_quotient = parts.unit
                when parts.measure = 'per_share' and wanted.measure = 'per_share' then wanted.unit = parts.unit
                else not parts.is_translation
            end
    left join counts_in_notes as notes
        on
            wanted.release_id = notes.release_id
            and wanted.wanted_line_item_id = notes.line_item_id
            and wanted.wanted_period_end = notes.period_end
            and wanted.wanted_period_kind = 'instant'
            and wanted.member = 'consolidated'
    qualify row_number() over (
        partition by wanted.identity_id, wanted.instance_key, wanted.position
        order by
            parts.is_nil asc nulls last,
            parts.statement_type = wanted.wanted_statement_type desc,
            parts.rounding_unit asc,
            parts.table_index = wanted.table_index desc,
            parts.table_index asc,
            parts.row_index asc,
            parts.column_index asc
    ) = 1
),

operands as (
    select * from found
    union all
    select * from expected
    where side = 'lhs' and wanted_line_item_id != 'constant'
    union all
    select
        * replace (
            cast(null as varchar) as line_item_fact_id,
            'the whole' as label,
            'zero' as missing_means,
            {{ exact_value('1') }}
        )
    from expected
    where wanted_line_item_id = 'constant'
),

sums as (
    select
        identity_id,
        instance_key,
        {{ sum_with_errors("side = 'lhs'", 'lhs') }},
        {{ sum_with_errors("side = 'rhs' and role = 'term'", 'terms') }},
        {{ sum_with_errors("role = 'divisor'", 'divisor') }},
        max(value) filter (where role = 'ceiling') as ceiling,
        bool_or(value is null and missing_means != 'zero') as is_incomplete
    from operands
    group by identity_id, instance_key
),

compared as (
    select
        sums.*,
        quotients.release_id,
        quotients.period_id,
        quotients.unit,
        quotients.scope,
        quotients.table_index,
        quotients.row_index,
        quotients.column_index,
        {{ is_quotient_reached('sums.lhs', 1, 'sums.terms', 'sums.divisor') }} as is_holding,
        -- So computed, but for a figure read in another scale.
        {% for factor in [1000, 0.001] -%}
            {{ is_quotient_reached('sums.lhs', factor, 'sums.terms', 'sums.divisor') }}{{ '' if loop.last else ' or ' }}
        {%- endfor %} as is_slip,
        coalesce(
            sums.lhs between {{ quotient('sums.terms', 'sums.divisor') }} and sums.ceiling
            and sums.ceiling <= 2 * {{ quotient('sums.terms', 'sums.divisor') }},
            false
        ) as is_below_ceiling
    from sums
    inner join quotients
        on sums.identity_id = quotients.identity_id and sums.instance_key = quotients.instance_key
    -- A ratio that lacks a part belongs to no check.
    where not sums.is_incomplete
),

refereed as (
    select
        *,
        case
            when 2 * count_if(is_holding or is_slip) over one_ratio < count(*) over one_ratio
                then 'a sign that the issuer computes this ratio so'
            when is_below_ceiling and not is_holding then 'income that dilution adds back'
        end as missing_operand
    from compared
    window one_ratio as (partition by identity_id, release_id)
),

checked as (
    select operands.*
    from operands
    inner join refereed
        on operands.identity_id = refereed.identity_id and operands.instance_key = refereed.instance_key
    where operands.role != 'ceiling'
)

select
    {{ columns_of_operands() }}
from checked
union all
{{ operands_of_instances('refereed', [
    {'side': 'rhs', 'missing': 'missing_operand', 'condition': 'missing_operand is not null'},
]) }}
