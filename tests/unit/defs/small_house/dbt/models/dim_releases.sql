-- A release is held where its file is named so: what holds real ones is another room's business.
select
    release_id,
    release_slug,
    file_name like 'held%' as is_held,
    case when file_name like 'held%' then 'its file is named so' end as hold_reason
from {{ source('raw', 'releases') }}
