"""Reads unit and scale from the words of a head or a caption, and those that hold for a whole document.

What only a label or a title says does not belong here (`label_units`), nor do amounts inside prose ("JPY69,731
million": `prose.amounts`) and periods.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from dagster_project.parsing.vocabulary import scales, unit_words
from dagster_project.parsing.vocabulary.patterns import any_of

ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class UnitReading:
    """What words say of unit and scale; None where they say nothing."""

    unit: str | None = None
    scale: Decimal | None = None
    share_scale: Decimal | None = None
    """Share counts have a scale of their own: one under "except share data", or one that the exception states."""


NOTHING = UnitReading()


_ISO_CODE = re.compile(r"[A-Z]{3}")


@cache
def _scale_pattern() -> re.Pattern[str]:
    """Words of scales; a single letter is one only behind a currency sign or "units", for notes are lettered too.

    Each look begins with the letter itself: what stands before it is dear to look at.
    """
    words = sorted((word for word, factor in scales().items() if factor >= 1000), key=len, reverse=True)
    alternatives = "|".join(re.escape(word).replace("'", "['‘’]") for word in words if len(word) > 1)
    letters = "".join(word for word in words if len(word) == 1)
    codes = {word.printed for word in unit_words() if word.kind == "currency" and _ISO_CODE.fullmatch(word.printed)}
    behind_code = "|".join(rf"(?<=\b{code})|(?<=\b{code}\s)" for code in sorted(codes))
    alone = rf"(?=[{letters}](?![A-Za-z\d]))"
    behind_sign = rf"{alone}(?:(?<=[$€£¥])|(?<=[$€£¥]\s)|(?<=\bunits\s)|{behind_code})[{letters}]"
    begins = rf"(?=[{re.escape(''.join(sorted({word[0] for word in words})))}‘’])"
    return re.compile(
        rf"{begins}((?:(?<![A-Za-z\d])(?:{alternatives})|(?<=[A-Za-z])['‘’]000s?|{behind_sign})(?![A-Za-z\d]))",
        re.IGNORECASE,
    )


@cache
def _scales_by_word() -> dict[str, Decimal]:
    return {word.casefold(): factor for word, factor in scales().items()}


def _scale_of(printed: str) -> Decimal:
    """The factor of a word that the scale pattern found; apostrophes may be typographic."""
    return _scales_by_word()[printed.casefold().replace("’", "'").replace("‘", "'")]


@cache
def _currency_words() -> str:
    return any_of(word.printed for word in unit_words() if word.kind == "currency")


@cache
def _currency_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<![A-Za-z])({_currency_words()})(?:(?<=[$€£¥￥₹])|(?!(?!m\b)[A-Za-z]))", re.IGNORECASE)


@cache
def currencies() -> frozenset[str]:
    """ISO codes of all currencies that are known by some word."""
    return frozenset(_currencies_by_word().values())


@cache
def _currencies_by_word() -> dict[str, str]:
    return {word.printed.casefold(): word.unit for word in unit_words() if word.kind == "currency"}


@cache
def units_behind_figures() -> Mapping[str, tuple[str, Decimal]]:
    """Unit and scale of the words printed behind single figures of a row: "2.7 pts.", "34 bps"."""
    points = {word.printed: word.unit for word in unit_words() if word.unit == "percentage_points"}
    found = {printed: (unit, scales().get(printed, ONE)) for printed, unit in points.items() if " " not in printed}
    return {**found, "pence": ("GBP/share", Decimal("0.01"))}


def unit_behind(word: str) -> tuple[str, Decimal] | None:
    """Unit and scale of such a word; None for any other."""
    return units_behind_figures().get(word)


_EXCEPT = re.compile(r"\b(?:except|other than|excluding)\b", re.IGNORECASE)
_WHOLE = re.compile(r"\b(?:whole|actual) (?:U\.S\. )?(?:dollars|yen|amounts)\b", re.IGNORECASE)


@lru_cache(maxsize=8192)
def read_unit(words: str) -> UnitReading:
    """Unit and scale that a head or caption states ("Thousands of JPY", "(in millions, except per share data)")."""
    stated, excepted = _cut_at_exception(words)
    currency = _currency_pattern().search(stated)
    scale = next((match for match in _scale_pattern().finditer(stated) if not _is_in_an_amount(match)), None)
    unit = _currencies_by_word()[_folded(currency[1])] if currency else None
    if unit is None:
        unit = _other_unit(stated)
    factor = _scale_of(scale[1]) if scale else None
    if factor is None and _WHOLE.search(stated):
        factor = ONE
    return UnitReading(unit, factor, _share_scale(excepted))


def without_exceptions(words: str) -> str:
    """What a caption states before it excepts something."""
    return _cut_at_exception(words)[0]


def _cut_at_exception(words: str) -> tuple[str, str]:
    """What words state, and what they except from it; empty where they except nothing."""
    exception = _EXCEPT.search(words)
    return (words[: exception.start()], words[exception.end() :]) if exception else (words, "")


_SINGULAR = frozenset(("thousand", "million", "billion", "trillion"))


def _is_in_an_amount(scale: re.Match[str]) -> bool:
    """ "$5.0 billion" inside a caption is an amount, no scale of the table; "March 31, 2009 Thousands of" is one."""
    if scale[1].casefold() not in _SINGULAR:
        return False
    end = scale.start()
    while end and scale.string[end - 1].isspace():
        end -= 1
    return scale.string[max(0, end - 1) : end].isdigit()


_PER_SHARE_DATA = re.compile(r"per[- ]share(?: (?:data|amounts?|figures))?", re.IGNORECASE)
_SHARES_IN = re.compile(r"\bshares?\b(?:[^;()]*?\bin (?P<scale>thousands|millions|billions)\b)?", re.IGNORECASE)


def _share_scale(excepted: str) -> Decimal | None:
    """ "except share data" is in ones; "except number of shares, which are reflected in thousands" is not."""
    shares = _SHARES_IN.search(_PER_SHARE_DATA.sub("", excepted))
    if shares is None:
        return None
    return _scale_of(shares["scale"]) if shares["scale"] else ONE


def _folded(word: str) -> str:
    return " ".join(word.split()).casefold()


_SHARES_HEAD = re.compile(r"(?:^|\s)(?:number of )?(?:common )?shares(?:\s(?:outstanding|issued))?\s*$", re.IGNORECASE)
_UNITS_HEAD = re.compile(r"(?:^|\s)units(?:\s(?:sold|shipped|[KM]))?\s*$", re.IGNORECASE)


def _other_unit(words: str) -> str | None:
    if "%" in words or re.search(r"\bpercent(?:age)?\b", words, re.IGNORECASE):
        return "percent"
    if _SHARES_HEAD.search(words):
        return "shares"
    return "units" if _UNITS_HEAD.search(words) else None


_SCALE_OF_NOUN = re.compile(
    r"(?:\bin\s|\()(?:thousands|millions|billions)\sof\s(?P<noun>(?!dollars|yen|euros|u\.?s|\w+\s(?:dollars|francs|marks|pounds"
    r"|pesos|kroner|kronor|yen|won|rupees|reais|amounts))[A-Za-z][\w-]*)",
    re.IGNORECASE,
)


@lru_cache(maxsize=8192)
def noun_of_scale(words: str) -> str | None:
    """What a caption counts in its scale: "(In Millions of KWHs)" gives `KWHs`; None for money."""
    match = _SCALE_OF_NOUN.search(words)
    if match is None or _folded(match["noun"]) in _currencies_by_word():
        return None
    return next((word.unit for word in unit_words() if word.printed == _folded(match["noun"])), match["noun"])


_SCALE_OF_TABLES = re.compile(
    r"\b(?:amounts|figures|dollars|data)\b[^.;]{0,60}\btables?\b[^.;]{0,40}\bin\s+(thousands|millions|billions)\b"
    r"|\btables?\b[^.;]{0,60}\b(?:are|is|stated|presented|expressed)\b[^.;]{0,20}\bin\s+(thousands|millions|billions)\b",
    re.IGNORECASE,
)
_SENTENCE = 120
"""Characters around the word "table" in which a sentence can tell a scale."""


def scales_of_tables(text: str) -> tuple[tuple[int, Decimal], ...]:
    """Sentences that tell the scale of all tables after them: number of the line (1-based) and scale."""
    found: dict[int, Decimal] = {}
    place = text.find("table")
    while place >= 0:
        window = text[max(0, place - _SENTENCE) : place + _SENTENCE]
        if " in " in window and (match := _SCALE_OF_TABLES.search(window)):
            found[text.count("\n", 0, place) + 1] = _scale_of(match[1] or match[2])
        place = text.find("table", place + _SENTENCE)
    return tuple(found.items())


CURRENCY_SAMPLE = 16_000
"""Characters that are enough to tell a document's currency."""


def main_currency(text: str) -> str | None:
    """The currency a document prints most often; what an amount without a unit is in."""
    printed = Counter(_printed_currency().findall(text, 0, CURRENCY_SAMPLE))
    found: Counter[str] = Counter()
    for word, count in printed.items():
        found[_currencies_by_word()[_folded(word)]] += count
    return found.most_common(1)[0][0] if found else None


@cache
def _printed_currency() -> re.Pattern[str]:
    """Words of currencies as they are printed; nothing stands before them, so that one look at a letter passes it."""
    return re.compile(rf"{_currency_words()}(?:(?<=[$€£¥￥₹])|(?![a-z]))")
