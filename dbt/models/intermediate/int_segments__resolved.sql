-- One row a segment of an issuer: the reviewed ones that its releases use or need as parents, and the discovered ones.

with recursive members as (
    select * from {{ ref('int_members__resolved') }}
),

releases as (
    select * from {{ ref('int_releases__identified') }}
),

reviewed as (
    select
        releases.issuer_id,
        segments.segment_code,
        segments.segment_name,
        segments.axis,
        segments.is_elimination,
        segments.line_item_id,
        segments.issuer_id = '*' as is_general,
        {{ segment_key('releases.issuer_id', 'segments.axis', 'segments.segment_code') }} as segment_id,
        case
            when segments.parent_segment_code is not null
                then {{ segment_key('releases.issuer_id', 'parents.axis', 'parents.segment_code') }}
        end as parent_segment_id
    from (select distinct issuer_id from releases) as releases
    inner join {{ ref('segments') }} as segments
        on segments.issuer_id in (releases.issuer_id, '*')
    left join {{ ref('segments') }} as parents
        on
            segments.parent_segment_code = parents.segment_code
            and parents.issuer_id in (releases.issuer_id, '*')
),

-- General segments (regions, components of equity) only where a release uses them.
used_reviewed as (
    select
        issuer_id,
        segment_id,
        segment_code as segment_slug,
        segment_name,
        parent_segment_id,
        axis,
        is_elimination,
        line_item_id,
        true as is_reviewed
    from reviewed
    where
        not is_general
        or axis = 'consolidated'
        or segment_id in (select members.segment_id from members)
        or segment_id in (select members.parent_segment_id from members)
),

discovered_members as (
    select
        issuer_id,
        segment_id,
        segment_code as segment_slug,
        member_text,
        parent_segment_id,
        axis
    from members
    where reviewed_code is null
),

discovered as (
    select
        issuer_id,
        segment_id,
        segment_slug,
        upper(substr(min(member_text), 1, 1)) || substr(min(member_text), 2) as segment_name,
        coalesce(
            min(case when parent_segment_id != segment_id then parent_segment_id end),
            issuer_id || '/consolidated'
        ) as parent_segment_id,
        axis,
        false as is_elimination,
        cast(null as varchar) as line_item_id,
        false as is_reviewed
    from discovered_members
    where segment_id not in (select used_reviewed.segment_id from used_reviewed)
    group by issuer_id, segment_id, segment_slug, axis
),

united as (
    select * from used_reviewed
    union all
    select * from discovered
),

-- Down from the consolidated total. Headings that contain each other in turn are not reached and hang from the top.
reached as (
    select
        segment_id,
        segment_name as segment_path,
        1 as depth
    from united
    where axis = 'consolidated'
    union all
    select
        united.segment_id,
        reached.segment_path || ' > ' || united.segment_name as segment_path,
        reached.depth + 1 as depth
    from reached
    inner join united
        on reached.segment_id = united.parent_segment_id
    where reached.depth < 12
)

select
    united.issuer_id,
    united.segment_id,
    united.segment_slug,
    united.segment_name,
    united.axis,
    united.is_elimination,
    united.line_item_id,
    united.is_reviewed,
    united.axis = 'consolidated' as is_total,
    case
        when united.axis = 'consolidated' then null
        when reached.segment_id is null then united.issuer_id || '/consolidated'
        else united.parent_segment_id
    end as parent_segment_id,
    coalesce(reached.segment_path, 'Consolidated > ' || united.segment_name) as segment_path
from united
left join reached
    on united.segment_id = reached.segment_id
