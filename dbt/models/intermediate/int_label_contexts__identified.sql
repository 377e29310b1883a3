-- One row a label context: its segment, its standard line item if a rule found one, and the generated one
-- to fall back on.

with contexts as (
    select * from {{ ref('int_label_contexts__matched') }}
),

members as (
    select * from {{ ref('int_members__resolved') }}
),

-- Generated line items are the same only under the same headings; a statement's own title says nothing of its rows.
described as (
    select
        *,
        case when is_transposed then header_text else label end as printed_name,
        case when is_transposed then '' else label_member_text end as label_key,
        case
            when statement_type in ('balance_sheet', 'income_statement', 'cash_flow', 'equity') then ''
            else title_subject
        end as title_key,
        case
            when is_transposed or measure in ('share_of_total', 'change_percent', 'change_amount') then ''
            when statement_type in ('equity', 'segment') then ''
            else header_text
        end as header_key
    from contexts
),

keyed as (
    select
        *,
        {{ surrogate_key([
            'statement_type', 'title_key', 'path_text', 'line_item_text', 'label_key', 'header_key', 'occurrence'
        ]) }} as meaning_key
    from described
)

select
    keyed.label_context_id,
    keyed.issuer_id,
    keyed.statement_type,
    keyed.measure,
    keyed.rule_id,
    keyed.rule_priority,
    keyed.balance_point,
    members.segment_id,
    keyed.line_item_id as standard_line_item_id,
    'custom.' || substr(coalesce(nullif({{ slug('keyed.line_item_text') }}, ''), 'unlabelled'), 1, 60)
    || '.' || substr(keyed.meaning_key, 1, 8) as generated_line_item_id,
    coalesce(
        nullif(trim(keyed.printed_name), ''),
        'Unlabelled, under ' || coalesce(nullif(keyed.label_path, ''), keyed.table_title)
    ) as printed_name
from keyed
inner join members
    on
        keyed.issuer_id = members.issuer_id
        and keyed.context_axis = members.context_axis
        and keyed.member_text = members.member_text
        and keyed.parent_member_text = members.parent_member_text
