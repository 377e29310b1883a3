with source as (
    select * from {{ source('raw', 'period_definitions') }}
),

renamed as (
    select
        release_id,
        label as period_label,
        period_kind,
        period_start,
        period_end,
        evidence,
        line_number
    from source
)

select * from renamed
