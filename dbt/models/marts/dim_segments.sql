select
    segment_id,
    issuer_id,
    segment_name,
    parent_segment_id,
    segment_path,
    axis,
    is_total,
    is_elimination,
    is_reviewed
from {{ ref('int_segments__resolved') }}
