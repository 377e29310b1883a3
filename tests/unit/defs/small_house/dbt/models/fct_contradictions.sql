select release_id
from {{ ref('fct_identity_checks') }}
where status = 'fail'
