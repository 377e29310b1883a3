-- One row a label context, with the normal forms the rules are compared with.

with cells as (
    select * from {{ ref('int_cells__contextualized') }}
),

texts as (
    select * from {{ ref('int_texts__normalized') }}
),

eliminations as (
    select distinct alias
    from {{ ref('segment_aliases') }}
    where segment_code = 'elimination'
),

contexts as (
    select distinct
        label_context_id,
        issuer_id,
        statement_type,
        table_title,
        label,
        label_path,
        header_text,
        measure,
        unit,
        occurrence
    from cells
),

-- Only reportable segments are printed with eliminations; a title may say it too.
segment_tables as (
    select distinct
        contexts.issuer_id,
        contexts.table_title
    from contexts
    inner join texts as label_texts
        on contexts.label = label_texts.printed_text
    inner join texts as title_texts
        on contexts.table_title = title_texts.printed_text
    left join eliminations
        on label_texts.member_text = eliminations.alias
    where eliminations.alias is not null or ' ' || title_texts.member_text || ' ' like '% segment%'
),

described as (
    select
        contexts.*,
        label_texts.line_item_text as label_text,
        label_texts.member_text as label_member_text,
        path_texts.member_text as path_text,
        title_texts.member_text as title_text,
        title_texts.header_text as title_subject,
        -- A label that says only a period ("Fiscal year ended March 31, 2009") leaves the line item to the column.
        label_texts.header_text = '' and contexts.label != '' and contexts.header_text != '' as is_transposed,
        case
            when contexts.statement_type = 'equity' then 'equity_component'
            when segment_tables.table_title is not null then 'business_segment'
            else 'product_or_service'
        end as context_axis
    from contexts
    inner join texts as label_texts
        on contexts.label = label_texts.printed_text
    inner join texts as path_texts
        on contexts.label_path = path_texts.printed_text
    inner join texts as title_texts
        on contexts.table_title = title_texts.printed_text
    left join segment_tables
        on contexts.issuer_id = segment_tables.issuer_id and contexts.table_title = segment_tables.table_title
)

select
    *,
    case when is_transposed then header_text else label_text end as line_item_text
from described
