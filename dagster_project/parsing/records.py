"""Named tuples at the price of plain ones, for the few kinds of records that a document has thousands of.

What the records are is told where they are declared.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple, TypeVar

Record = TypeVar("Record", bound=NamedTuple)


def maker(kind: type[Record]) -> Callable[[tuple[Any, ...]], Record]:
    """Makes records of this kind from tuples of all their fields in order.

    The class itself takes the fields one by one and fills in defaults, which costs three times as much.
    """
    return partial(tuple.__new__, kind)
