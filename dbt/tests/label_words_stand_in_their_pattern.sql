-- Words of a line item rule that its label pattern cannot contain, so that they never help to find a label.
with words as (
    select
        rule_id,
        label_pattern,
        unnest({{ choices_of('label_words') }}) as word
    from {{ ref('line_item_rules') }}
    where label_words is not null
)

select *
from words
where label_pattern is null or not contains(replace(replace(label_pattern, '?', ''), '(', ''), substr(word, 1, 3))
