-- One row a segment's name in its surroundings: the reviewed segment it means, or a discovered one.

with contexts as (
    select * from {{ ref('int_label_contexts__matched') }}
),

aliases as (
    select * from {{ ref('segment_aliases') }}
),

segments as (
    select * from {{ ref('segments') }}
),

names as (
    select
        issuer_id,
        context_axis,
        member_text
    from contexts
    union
    select
        issuer_id,
        context_axis,
        parent_member_text as member_text
    from contexts
),

-- The issuer's own alias before the general one, the axis's own before the one for any axis.
aliased as (
    select
        names.issuer_id,
        names.context_axis,
        names.member_text,
        aliases.segment_code
    from names
    inner join aliases
        on
            names.member_text = aliases.alias
            and aliases.issuer_id in (names.issuer_id, '*')
            and coalesce(aliases.context_axis, names.context_axis) = names.context_axis
    qualify row_number() over (
        partition by names.issuer_id, names.context_axis, names.member_text
        order by
            case when aliases.issuer_id = '*' then 1 else 0 end,
            case when aliases.context_axis is null then 1 else 0 end
    ) = 1
),

pairs as (
    select distinct
        issuer_id,
        context_axis,
        member_text,
        parent_member_text
    from contexts
),

-- A name that is a reportable segment in one table of the issuer is the same segment in its other tables.
discovered_axes as (
    select
        issuer_id,
        context_axis,
        member_text,
        case
            when
                context_axis = 'product_or_service'
                and bool_or(context_axis = 'business_segment') over (partition by issuer_id, member_text)
                then 'business_segment'
            else context_axis
        end as discovered_axis
    from names
),

-- A heading is a segment only where it is reviewed or has figures of its own; "Cost and expenses" is none.
headings as (
    select distinct
        issuer_id,
        context_axis,
        member_text
    from contexts
    where member_text != ''
),

coded as (
    select
        pairs.*,
        case
            when parents.segment_code is not null then parents.segment_code
            when headings.member_text is not null then {{ slug('headings.member_text') }}
            else 'consolidated'
        end as parent_code,
        case
            when pairs.member_text = '' then 'consolidated'
            when members.segment_code is not null then members.segment_code
        end as reviewed_code,
        pairs.member_text in ('other', 'others', 'all other', 'all others') as is_generic_name
    from pairs
    left join aliased as members
        on
            pairs.issuer_id = members.issuer_id
            and pairs.context_axis = members.context_axis
            and pairs.member_text = members.member_text
    left join aliased as parents
        on
            pairs.issuer_id = parents.issuer_id
            and pairs.context_axis = parents.context_axis
            and pairs.parent_member_text = parents.member_text
    left join headings
        on
            pairs.issuer_id = headings.issuer_id
            and pairs.context_axis = headings.context_axis
            and pairs.parent_member_text = headings.member_text
),

-- "Others" is a different segment under every heading.
named as (
    select
        *,
        coalesce(
            reviewed_code,
            case
                when is_generic_name and parent_code != 'consolidated'
                    then parent_code || '_' || {{ slug('member_text') }}
                else {{ slug('member_text') }}
            end
        ) as segment_code
    from coded
),

with_axes as (
    select
        named.*,
        coalesce(segments.axis, members.discovered_axis) as axis,
        coalesce(parent_segments.axis, parents.discovered_axis) as parent_axis
    from named
    inner join discovered_axes as members
        on
            named.issuer_id = members.issuer_id
            and named.context_axis = members.context_axis
            and named.member_text = members.member_text
    inner join discovered_axes as parents
        on
            named.issuer_id = parents.issuer_id
            and named.context_axis = parents.context_axis
            and named.parent_member_text = parents.member_text
    left join segments
        on named.segment_code = segments.segment_code and segments.issuer_id in (named.issuer_id, '*')
    left join segments as parent_segments
        on named.parent_code = parent_segments.segment_code and parent_segments.issuer_id in (named.issuer_id, '*')
)

select
    *,
    {{ segment_key('issuer_id', 'axis', 'segment_code') }} as segment_id,
    {{ segment_key('issuer_id', 'parent_axis', 'parent_code') }} as parent_segment_id
from with_axes
