"""Roll-ups: which printed lines are totals of which others, found from the numbers and guided by the layout.

The way of one release: cells become sheets of whole numbers (`blocks`, `sheets`). Readings worth asking are proposed
(`readings`). What the numbers (`evidence`) and the page (`layout`, `words`) say of each is weighed in bits (`scores`).
Where nothing adds up, an unmistakable layout is believed all the same (`sections`, `precedents`), so that faults show.
The search (`search`) takes all of them in order, and `discover` states them as `Rollup`s.

Identities that a person wrote down (the catalogue) do not belong here.
"""

from dagster_project.parsing.rollups.discover import discover_rollups

__all__ = ["discover_rollups"]
