select
    release_id,
    case when is_held then 'fail' else 'pass' end as status
from {{ ref('dim_releases') }}
