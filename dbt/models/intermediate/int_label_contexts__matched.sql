-- One row a label context: the rule that applies to it, and the segment's name that the rule points at.
-- Every pattern runs on distinct texts only, and label patterns only on labels that have one of the rule's words.

with contexts as (
    select * from {{ ref('int_label_contexts__described') }}
),

rules as (
    select * from {{ ref('line_item_rules') }}
),

-- Headings are tried too: one that reads like a line item ("Operating expenses") names no segment.
labels as (
    select line_item_text from contexts
    union
    select {{ last_of_path('path_text') }} as line_item_text from contexts
),

label_words as (
    select
        line_item_text,
        unnest({{ words_of('line_item_text') }}) as word
    from labels
),

rule_words as (
    select
        rule_id,
        label_pattern,
        unnest({{ choices_of('label_words') }}) as word
    from rules
    where label_pattern is not null
),

tried_labels as (
    select distinct
        label_words.line_item_text,
        rule_words.rule_id,
        rule_words.label_pattern
    from label_words
    inner join rule_words
        on label_words.word = rule_words.word
),

label_matches as (
    select
        line_item_text,
        rule_id,
        {{ captured_group('line_item_text', "'^(?:' || label_pattern || ')$'") }} as captured_member
    from tried_labels
    where {{ matches_wholly('line_item_text', 'label_pattern') }}
),

paths as (
    select distinct path_text from contexts
),

path_patterns as (
    select distinct path_pattern
    from rules
    where path_pattern is not null
),

path_matches as (
    select
        paths.path_text,
        path_patterns.path_pattern,
        {{ captured_group('paths.path_text', "'^(?:' || path_patterns.path_pattern || ')$'") }} as path_below_heading
    from paths
    cross join path_patterns
    where {{ matches_wholly('paths.path_text', 'path_patterns.path_pattern') }}
),

titles as (
    select distinct title_text from contexts
),

title_patterns as (
    select distinct title_pattern
    from rules
    where title_pattern is not null
),

title_matches as (
    select
        titles.title_text,
        title_patterns.title_pattern
    from titles
    cross join title_patterns
    where {{ matches_wholly('titles.title_text', 'title_patterns.title_pattern') }}
),

candidates as (
    select
        contexts.label_context_id,
        label_matches.rule_id,
        label_matches.captured_member
    from contexts
    inner join label_matches
        on contexts.line_item_text = label_matches.line_item_text
    union all
    select
        contexts.label_context_id,
        rules.rule_id,
        '' as captured_member
    from contexts
    cross join rules
    where rules.label_pattern is null
),

applicable as (
    select
        contexts.label_context_id,
        rules.rule_id,
        rules.priority as rule_priority,
        rules.line_item_id,
        rules.member_source,
        rules.balance_point,
        candidates.captured_member,
        coalesce(path_matches.path_below_heading, '') as path_below_heading
    from candidates
    inner join contexts
        on candidates.label_context_id = contexts.label_context_id
    inner join rules
        on candidates.rule_id = rules.rule_id
    left join path_matches
        on contexts.path_text = path_matches.path_text and rules.path_pattern = path_matches.path_pattern
    left join title_matches
        on contexts.title_text = title_matches.title_text and rules.title_pattern = title_matches.title_pattern
    where
        (rules.path_pattern is null or path_matches.path_text is not null)
        and (rules.title_pattern is null or title_matches.title_text is not null)
        and (rules.statement_types is null or {{ is_choice_of('contexts.statement_type', 'rules.statement_types') }})
        and (rules.measures is null or {{ is_choice_of('contexts.measure', 'rules.measures') }})
        and (rules.unit is null or contexts.unit = rules.unit)
        and (rules.occurrence is null or contexts.occurrence = rules.occurrence)
        and (rules.issuer_id is null or contexts.issuer_id = rules.issuer_id)
    qualify row_number() over (
        partition by contexts.label_context_id
        order by rules.priority, rules.rule_id
    ) = 1
),

line_item_headings as (
    select distinct line_item_text from label_matches
),

-- Where the segment's name stands, and the headings it stands under.
pointed as (
    select
        contexts.label_context_id,
        contexts.issuer_id,
        contexts.statement_type,
        contexts.table_title,
        contexts.title_subject,
        contexts.label,
        contexts.label_path,
        contexts.label_member_text,
        contexts.line_item_text,
        contexts.path_text,
        contexts.header_text,
        contexts.measure,
        contexts.occurrence,
        contexts.is_transposed,
        contexts.context_axis,
        applicable.rule_id,
        applicable.rule_priority,
        applicable.line_item_id,
        applicable.balance_point,
        case
            when applicable.member_source = 'path' then {{ last_of_path('contexts.path_text') }}
            when applicable.member_source is not null and applicable.captured_member != ''
                then applicable.captured_member
            when applicable.member_source is not null and not contexts.is_transposed then contexts.label_member_text
            when
                contexts.statement_type = 'equity' and coalesce(contexts.unit, '') != 'shares'
                then contexts.header_text
            when contexts.statement_type = 'segment' and not contexts.is_transposed and contexts.header_text != ''
                then contexts.header_text
            when
                (contexts.statement_type = 'segment' or contexts.path_text like '% segment')
                and applicable.line_item_id is not null
                and line_item_headings.line_item_text is null
                then {{ replace_pattern(last_of_path('contexts.path_text'), ' segment$', '') }}
            else ''
        end as pointed_text,
        case applicable.member_source
            when 'path' then {{ path_without_last('contexts.path_text') }}
            when 'section' then applicable.path_below_heading
            when 'label' then contexts.path_text
            else ''
        end as member_path
    from contexts
    left join applicable
        on contexts.label_context_id = applicable.label_context_id
    left join line_item_headings
        on {{ last_of_path('contexts.path_text') }} = line_item_headings.line_item_text
)

select
    label_context_id,
    issuer_id,
    statement_type,
    table_title,
    title_subject,
    label,
    label_path,
    label_member_text,
    line_item_text,
    path_text,
    header_text,
    measure,
    occurrence,
    is_transposed,
    context_axis,
    rule_id,
    rule_priority,
    line_item_id,
    balance_point,
    -- "Total" under a heading is the heading's own total.
    case
        when pointed_text in ('total', 'subtotal', '') and member_path != '' then {{ last_of_path('member_path') }}
        else {{ replace_pattern('pointed_text', '^(?:total|subtotal) (?:for )?| total$', '') }}
    end as member_text,
    case
        when pointed_text in ('total', 'subtotal', '') and member_path != ''
            then {{ last_of_path(path_without_last('member_path')) }}
        else {{ last_of_path('member_path') }}
    end as parent_member_text
from pointed
