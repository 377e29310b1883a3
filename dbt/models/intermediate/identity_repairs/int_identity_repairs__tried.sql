-- One row a change of one printed operand that would make its failing check hold: its sign turned, its scale a
-- thousandfold off, two neighbouring digits transposed, one digit another, or the figure of the neighbouring column of
-- its row in its place. Digits are looked at place by place, so that a check costs as many rows as it prints digits.
{% set digit = "cast(trunc(printed_digits / power(10, place)) as hugeint) % 10" %}
{% set next_digit = "cast(trunc(printed_digits / power(10, place + 1)) as hugeint) % 10" %}

with needed as (
    select * from {{ ref('int_identity_repairs__needed') }}
),

facts as (
    select
        line_item_fact_id,
        printed_value,
        precision_unit,
        measure,
        value,
        lag(value) over printed_row as value_to_the_left,
        lead(value) over printed_row as value_to_the_right
    from {{ ref('int_line_items__identified') }}
    where not is_nil and release_id in (select needed.release_id from needed)
    window printed_row as (partition by release_id, table_index, row_index, unit, measure order by column_index)
),

-- In units of the last printed digit, and as if the printed figure were positive.
printed as (
    select
        needed.identity_check_id,
        needed.line_item_fact_id,
        facts.value,
        facts.precision_unit,
        facts.measure,
        facts.value_to_the_left,
        facts.value_to_the_right,
        cast(abs(facts.value) / facts.precision_unit as hugeint) as printed_digits,
        needed.needed_value * sign(facts.value) / facts.precision_unit as needed_digits,
        needed.reach * 1.000001 / facts.precision_unit as reach,
        sign(facts.value) * facts.precision_unit as digit_unit
    from needed
    inner join facts on needed.line_item_fact_id = facts.line_item_fact_id
    where facts.precision_unit > 0 and facts.value != 0
),

whole_changes as (
    {% for kind, changed in [
        ('sign', 'cast(-printed_digits as double)'),
        ('scale', 'printed_digits * 1000.0'),
        ('scale', 'printed_digits / 1000.0'),
        ('column', 'cast(value_to_the_left / digit_unit as double)'),
        ('column', 'cast(value_to_the_right / digit_unit as double)'),
    ] %}
        select
            identity_check_id,
            line_item_fact_id,
            '{{ kind }}' as change_kind,
            1 as change_count,
            {{ changed }} * digit_unit as changed_value
        from printed
        where
            abs({{ changed }} - needed_digits) <= reach
            and {{ changed }} != printed_digits
            {% if kind == 'scale' %}and measure = 'amount'{% endif %}
        {% if not loop.last %}union all{% endif %}
    {% endfor %}
),

places as (
    select
        *,
        unnest(range(length(cast(printed_digits as varchar)))) as place
    from printed
),

digits as (
    select
        *,
        power(10, place) as place_unit,
        {{ digit }} as digit,
        {{ next_digit }} as next_digit,
        place = length(cast(printed_digits as varchar)) - 1 as is_first
    from places
),

-- Which other digits at this place would do: from `lowest` to `highest`, without the one that is printed.
ranges as (
    select
        *,
        greatest(
            ceil((needed_digits - reach - printed_digits) / place_unit),
            case when is_first and printed_digits >= 10 then 1 else 0 end - digit
        ) as lowest,
        least(floor((needed_digits + reach - printed_digits) / place_unit), 9 - digit) as highest
    from digits
),

digit_changes as (
    select
        identity_check_id,
        line_item_fact_id,
        'digit' as change_kind,
        cast(highest - lowest + 1 - case when 0 between lowest and highest then 1 else 0 end as integer)
            as change_count,
        (printed_digits + case when lowest = 0 then highest else lowest end * place_unit) * digit_unit as changed_value
    from ranges
    where highest >= lowest and not (lowest = 0 and highest = 0)
),

transpositions as (
    select
        identity_check_id,
        line_item_fact_id,
        'transposition' as change_kind,
        1 as change_count,
        (printed_digits + 9 * (digit - next_digit) * place_unit) * digit_unit as changed_value
    from digits
    where
        not is_first
        and digit != next_digit
        and abs(printed_digits + 9 * (digit - next_digit) * place_unit - needed_digits) <= reach
)

select * from whole_changes
union all
select * from digit_changes
union all
select * from transpositions
