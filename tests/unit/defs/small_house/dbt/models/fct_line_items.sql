select
    release_id,
    table_index,
    row_index,
    column_index,
    value,
    'unverified' as verification_status
from {{ source('raw', 'cells') }}
