with source as (
    select * from {{ source('raw', 'label_facts') }}
),

renamed as (
    select
        release_id,
        table_index,
        row_index,
        row_label as label,
        printed_text,
        value as printed_value,
        {{ base_value('value', 'scale_factor') }} as value,
        unit,
        scale_factor,
        line_number,
        char_start,
        char_end
    from source
)

select * from renamed
