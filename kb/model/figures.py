# YAML reads 12,000 as a text, not as a number, and so does everybody who puts a figure in quotes.
# What can be read in one way only is read; 12.000 may be twelve, or twelve thousand in German.
"""Figures that were written as texts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

_LONGEST = 60
"""Characters of a text that may be a figure."""
_SPACES = " \u00a0\u202f\u2009"
_SCALES: Mapping[str, int] = {
    "": 1, "k": 10**3, "thousand": 10**3, "m": 10**6, "million": 10**6, "bn": 10**9,
    "billion": 10**9,
}  # fmt: skip
_FIGURE = re.compile(
    rf"(?P<whole>[0-9]{{1,3}}(?:(?P<by>[,'’{_SPACES}])[0-9]{{3}}(?:(?P=by)[0-9]{{3}})*)|[0-9]+)"
    rf"(?P<part>\.[0-9]+)?(?:[{_SPACES}]?(?P<scale>k|m|bn|thousand|million|billion))?",
    re.IGNORECASE,
)
_LIKE = re.compile(
    r"(?:(?:c\.|ca\.?|circa|about|around|over|under|nearly|almost|up to|at (?:least|most)"
    r"|(?:more|less|fewer) than|[~<>≈≥≤]=?)\s*)?(?:(?:[A-Z]{3}|[£$€¥])\s?)?"
    rf"[0-9][0-9.,'’{_SPACES}]*(?:\+|%)?(?:\s?(?:k|m|bn|thousand|million|billion)\b)?"
    r"(?:\s?(?:[A-Z]{3}|[£$€¥]|[^\W0-9_]+))?",
    re.IGNORECASE,
)

_IN_PROSE = re.compile(
    rf"(?<![\w.,])(?:[0-9]{{1,3}}(?:[,'’{_SPACES}][0-9]{{3}})+|[0-9]+)(?:\.[0-9]+)?"
    rf"(?:[{_SPACES}]?(?:k|m|bn|thousand|million|billion)\b)?(?![0-9])",
    re.IGNORECASE,
)


def read_figure(text: str) -> int | float | None:
    """Return the figure that a text writes, or none where it may be another one, or no figure."""
    found = _FIGURE.fullmatch(text.strip())
    if found is None or len(text) > _LONGEST:
        return None
    if found["part"] and len(found["part"]) == 4 and not found["by"] and len(found["whole"]) <= 3:
        return None
    whole = re.sub("[^0-9]", "", found["whole"])
    scale = _SCALES[(found["scale"] or "").lower()]
    if not found["part"]:
        return int(whole) * scale
    return round(float(whole + found["part"]) * scale, 6)


def is_like_figure(text: str) -> bool:
    """Return whether a text is a figure, perhaps with a sign, a unit or a word like “about”."""
    return len(text) <= _LONGEST and _LIKE.fullmatch(text.strip()) is not None


def iter_figures(text: str) -> Iterator[float]:
    """Yield the figures that a sentence writes in digits, scales such as million worked out."""
    for found in _IN_PROSE.finditer(text):
        figure = read_figure(found[0])
        if figure is not None:
            yield float(figure)
