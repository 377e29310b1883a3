with source as (
    select * from {{ source('raw', 'claims') }}
),

renamed as (
    select
        release_id,
        line_number,
        char_start,
        char_end,
        printed_text,
        value as printed_value,
        {{ base_value('value', 'scale_factor') }} as value,
        unit,
        scale_factor,
        metric,
        direction,
        period_kind,
        period_start,
        period_end,
        scenario,
        is_period_stated
    from source
)

select * from renamed
