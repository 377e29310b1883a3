-- Instances of printed shares of a total: share = 100 * part / whole, of the same period. The whole is the line that
-- the catalogue names for the statement (revenues, total assets); in any other table it is the one line whose own share
-- is printed as 100.
-- A column in which less than half of the shares hold is a share of something else and cannot be checked.
with facts as (
    select * from {{ ref('int_identity_facts__prepared') }}
    where period_id is not null
),

shares as (
    select * from facts
    where measure = 'share_of_total' and not is_nil
),

amounts as (
    select * from facts
    where measure in ('amount', 'count') and not is_translation
),

identities as (
    select
        identities.identity_id,
        identities.statement_type,
        components.line_item_id as whole_line_item_id
    from {{ ref('identities') }} as identities
    inner join {{ ref('identity_components') }} as components
        on identities.identity_id = components.identity_id and components.role = 'divisor'
    where identities.kind = 'shares'
),

-- The amount beside a share stands in its row; where the table prints shares alone, it stands elsewhere.
parts as (
    select
        shares.line_item_fact_id as share_fact_id,
        amounts.*
    from shares
    inner join amounts
        on
            {{ is_same_line('shares', 'amounts') }}
            and shares.period_id = amounts.period_id
    qualify row_number() over (
        partition by shares.line_item_fact_id
        order by
            amounts.table_index = shares.table_index and amounts.row_index = shares.row_index desc,
            amounts.table_index = shares.table_index desc,
            amounts.printing_rank asc,
            abs(amounts.column_index - shares.column_index) asc,
            amounts.column_index asc
    ) = 1
),

-- The same whole printed twice in a table (assets; liabilities and equity) is one whole.
wholes_of_columns as (
    select
        shares.release_id,
        shares.table_index,
        shares.column_index,
        shares.period_id,
        arg_min(parts.line_item_fact_id, parts.row_index) as whole_fact_id
    from shares
    inner join parts on shares.line_item_fact_id = parts.share_fact_id
    where shares.value = 100
    group by shares.release_id, shares.table_index, shares.column_index, shares.period_id
    having min(parts.value) = max(parts.value)
),

named as (
    select
        shares.*,
        identities.identity_id,
        identities.whole_line_item_id
    from shares
    inner join identities
        on coalesce(identities.statement_type, shares.statement_type) = shares.statement_type
    qualify row_number() over (partition by shares.line_item_fact_id order by identities.statement_type is null) = 1
),

-- The whole printed nearest: in the table of the share, or else most precisely in a statement of the same type.
nearest_wholes as (
    select
        named.line_item_fact_id as share_fact_id,
        amounts.*
    from named
    inner join amounts
        on
            named.release_id = amounts.release_id
            and named.whole_line_item_id = amounts.line_item_id
            and named.period_id = amounts.period_id
            and named.scenario = amounts.scenario
            and named.statement_type = amounts.statement_type
            and amounts.member = 'consolidated'
            and amounts.measure = 'amount'
            and amounts.basis in (named.basis, 'as_reported')
    qualify row_number() over (
        partition by named.line_item_fact_id
        order by
            amounts.basis = named.basis desc,
            amounts.table_index = named.table_index desc,
            amounts.printing_rank asc
    ) = 1
),

wholes as (
    select * from nearest_wholes
    union all
    select
        named.line_item_fact_id as share_fact_id,
        amounts.*
    from named
    inner join wholes_of_columns
        on
            named.release_id = wholes_of_columns.release_id
            and named.table_index = wholes_of_columns.table_index
            and named.column_index = wholes_of_columns.column_index
            and named.period_id = wholes_of_columns.period_id
    inner join amounts on wholes_of_columns.whole_fact_id = amounts.line_item_fact_id
    where named.whole_line_item_id = '*'
),

instances as (
    select
        named.*,
        named.line_item_fact_id as instance_key,
        {{ line_scope('named') }} as scope,
        {{ operand_columns('named', 'share') }},
        {{ operand_columns('parts', 'part') }},
        {{ operand_columns('wholes', 'whole') }}
    from named
    inner join parts on named.line_item_fact_id = parts.share_fact_id
    left join wholes on named.line_item_fact_id = wholes.share_fact_id
    where
        coalesce(parts.unit = wholes.unit, named.whole_line_item_id != '*')
        -- That a whole is 100 percent of itself proves nothing.
        and not (
            parts.member = coalesce(wholes.member, 'consolidated')
            and parts.line_item_id = coalesce(wholes.line_item_id, named.whole_line_item_id)
        )
),

compared as (
    select
        *,
        {{ is_quotient_reached('share', 100, 'part', 'whole') }} as is_holding
    from instances
),

refereed as (
    select
        *,
        2 * count_if(is_holding) over one_column >= count(whole) over one_column as is_such_a_share
    from compared
    window one_column as (partition by release_id, table_index, column_index)
)

{{ operands_of_instances('refereed', [
    {'side': 'lhs', 'printed': 'share'},
    {'side': 'rhs', 'printed': 'part', 'weight': 100},
    {'side': 'rhs', 'role': 'divisor', 'printed': 'whole', 'condition': 'whole is not null'},
    {'side': 'rhs', 'role': 'divisor', 'missing': 'whole_line_item_id', 'condition': 'whole is null'},
    {
        'side': 'rhs',
        'missing': "'a sign that this column is the share of ' || whole_label",
        'condition': 'whole is not null and not is_such_a_share',
    },
]) }}
