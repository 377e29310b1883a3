"""Bytes to text: encoding, media type, and the reasons for which a file is not a release.

Lines end at a line feed; a carriage return before it stays in the text, so that positions are those of the
decoded file as received. Nothing of layout belongs here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dagster_project.parsing.model import RejectedFileError

MAX_BYTES = 20_000_000
"""Seven times the largest release we know (a bank's supplement of 2.8 MB); above it a file is a dump."""

_BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_HTML = re.compile(r"<\s*(?:!doctype\s+html|html|body|table|div|tr)\b", re.IGNORECASE)
_HTML_BODY = re.compile(r"<\s*/?\s*(?:td|div|p|html)\b", re.IGNORECASE)
_PREFORMATTED = re.compile(r"<pre\b", re.IGNORECASE)
_CELL = re.compile(r"<t[dh]\b", re.IGNORECASE)
_CONTROL = bytes((*range(0x09), *range(0x0E, 0x1A), 0x7F))
_SAMPLE = 65536


@dataclass(frozen=True, slots=True)
class Document:
    """The decoded file."""

    text: str
    encoding: str
    media_type: str


def decode(data: bytes) -> Document:
    """Decodes a file.

    Raises:
        RejectedFileError: the file is empty, too large, or not text.
    """
    if not data.strip():
        raise RejectedFileError("the file is empty")
    if len(data) > MAX_BYTES:
        raise RejectedFileError(
            f"the file has {len(data):,} bytes; a release has at most {MAX_BYTES:,}: "
            "split it, or take out what is no release"
        )
    text, encoding = _decode_text(data)
    sample = text[:_SAMPLE].encode("utf-8", "replace")
    if len(sample) - len(sample.translate(None, _CONTROL)) > 32:
        raise RejectedFileError("the file is binary, not text: save the release as plain text or HTML")
    return Document(text, encoding, _media_type(text))


def _decode_text(data: bytes) -> tuple[str, str]:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decode_marked(data, encoding), encoding
    if (guess := _utf16_without_mark(data)) is not None:
        return data.decode(guess, "replace"), guess
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace"), "cp1252"


def _decode_marked(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise RejectedFileError(f"the file begins as {encoding} but is not: {error.reason}") from error


def _utf16_without_mark(data: bytes) -> str | None:
    """Western text in UTF-16 has a zero in every second byte; binary files do not keep to that."""
    sample = data[:4096]
    half = len(sample) // 2
    if half < 8:
        return None
    if sample[1::2].count(0) > 0.9 * half and sample[0::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if sample[0::2].count(0) > 0.9 * half and sample[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return None


def _media_type(text: str) -> str:
    """By content: plain-text releases of the 1990s carry SGML tags, but no rows of an HTML table.

    A page without cells whose tables are set in `<pre>` is plain text with some tags around it.
    """
    is_page = _HTML.search(text) and _HTML_BODY.search(text)
    is_preformatted = is_page and not _CELL.search(text) and _PREFORMATTED.search(text)
    return "text/html" if is_page and not is_preformatted else "text/plain"
