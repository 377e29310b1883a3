with source as (
    select * from {{ source('raw', 'releases') }}
),

renamed as (
    select
        release_id,
        release_slug,
        sha256,
        file_name,
        media_type,
        byte_count,
        line_count,
        issuer_name,
        {{ issuer_key('issuer_name') }} as issuer_key,
        tickers,
        title,
        published_on,
        newswire,
        rounding_mode,
        parser_version,
        ingested_at
    from source
)

select * from renamed
