"""What a style attribute says of layout: hidden, raised, indented, a line above or below; nothing else of it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple


class Style(NamedTuple):
    """The layout of one style attribute; lengths in points."""

    is_hidden: bool = False
    has_line_above: bool = False
    has_line_below: bool = False
    is_raised: bool = False
    indent: float = 0.0
    """Left padding, left margin and indent of the first line together."""


PLAIN = Style()
_DECLARATION = re.compile(r"([a-z-]+)\s*:\s*([^;]+)")
_LENGTH = re.compile(r"(-?\d*\.?\d+)\s*(pt|px|em|ex|in|cm|mm|%)?")
_POINTS = {"pt": 1.0, "px": 0.75, "em": 10.0, "ex": 5.0, "in": 72.0, "cm": 28.3, "mm": 2.83, "%": 3.0, None: 0.75}
_LINE = re.compile(r"solid|double|dashed|dotted|groove|ridge|inset|outset")
_NO_LINE = re.compile(r"(?<![\d.])0(?:\.0+)?(?:pt|px|em)?(?![\d.])")


@lru_cache(maxsize=16384)
def style_of(declarations: str | None) -> Style:
    """Reads a style attribute; what it does not say is the default."""
    if not declarations:
        return PLAIN
    said = dict(_DECLARATION.findall(declarations.lower()))
    return Style(
        is_hidden=said.get("display", "").strip() == "none",
        has_line_above=_is_line(said.get("border-top") or said.get("border-top-style") or said.get("border", "")),
        has_line_below=_is_line(said.get("border-bottom") or said.get("border-bottom-style") or said.get("border", "")),
        is_raised=said.get("vertical-align", "").strip() == "super" or said.get("top", "").strip().startswith("-"),
        indent=_indent(said),
    )


def _is_line(border: str) -> bool:
    return bool(_LINE.search(border)) and not _NO_LINE.search(border)


def _indent(said: dict[str, str]) -> float:
    return _left(said, "padding") + _left(said, "margin") + _points(said.get("text-indent", ""))


def _left(said: dict[str, str], name: str) -> float:
    own = said.get(f"{name}-left")
    if own is not None:
        return _points(own)
    sides = said.get(name, "").split()
    if not sides:
        return 0.0
    return _points(sides[3] if len(sides) == 4 else sides[1] if len(sides) > 1 else sides[0])


def _points(length: str) -> float:
    match = _LENGTH.search(length)
    return float(match[1]) * _POINTS[match[2]] if match else 0.0
