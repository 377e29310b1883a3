"""Rests Python's search for cycles while a document is read.

Reading makes thousands of records and no cycles among them. The collector would look through all of them again and
again, which is a fifteenth of the time of reading; what is no longer used is freed at once without it. Waking up, it
would do so once more (a further fifteenth): the records count as old, and are looked through when all old objects are.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def resting_collector() -> Iterator[None]:
    """Inside, no cycles are looked for; afterwards the collector is as it was."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            _let_all_objects_be_old()
            gc.enable()


def _let_all_objects_be_old() -> None:
    """Moves what was made since the last search to the oldest generation; objects that somebody froze stay frozen."""
    if gc.get_freeze_count() == 0:
        gc.freeze()
        gc.unfreeze()
