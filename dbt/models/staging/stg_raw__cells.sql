with source as (
    select * from {{ source('raw', 'cells') }}
),

renamed as (
    select
        release_id,
        table_index,
        row_index,
        column_index,
        row_label as label,
        row_label_path as label_path,
        column_header,
        measure,
        printed_text,
        value as printed_value,
        is_nil,
        unit,
        scale_factor,
        {{ base_value('value', 'scale_factor') }} as value,
        precision_unit,
        period_kind,
        period_start,
        period_end,
        scenario,
        basis,
        line_number,
        locator
    from source
)

select * from renamed
