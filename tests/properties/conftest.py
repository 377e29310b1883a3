"""Profiles: the same examples every time, so that a run says what the code does; `explore` looks for new ones.

`pytest tests/properties --hypothesis-profile=explore` draws many more, other ones each time.
"""

from __future__ import annotations

from hypothesis import HealthCheck, settings

COMMON = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow, HealthCheck.data_too_large]}

settings.register_profile("steady", max_examples=60, derandomize=True, database=None, **COMMON)
settings.register_profile("explore", max_examples=1000, **COMMON)
settings.load_profile("steady")
