with source as (
    select * from {{ source('raw', 'tables') }}
),

renamed as (
    select
        release_id,
        table_index,
        title as table_title,
        statement_type,
        statement_index,
        line_start,
        line_end
    from source
)

select * from renamed
