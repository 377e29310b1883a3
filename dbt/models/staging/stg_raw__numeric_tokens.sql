with source as (
    select * from {{ source('raw', 'numeric_tokens') }}
),

renamed as (
    select
        release_id,
        kind as token_kind,
        reason,
        is_in_table,
        token_count,
        line_number,
        char_start,
        char_end,
        printed_text
    from source
)

select * from renamed
