with source as (
    select * from {{ source('raw', 'rollups') }}
),

renamed as (
    select
        release_id,
        rollup_index,
        table_index,
        axis,
        total_index,
        part_table_indexes,
        part_indexes,
        weights,
        checked_indexes,
        failing_indexes,
        evidence
    from source
)

select * from renamed
