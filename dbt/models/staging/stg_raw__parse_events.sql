with source as (
    select * from {{ source('raw', 'parse_events') }}
),

renamed as (
    select
        release_id,
        step,
        line_number,
        message
    from source
)

select * from renamed
