# Counts as small figures: a word, a bar and a number, with a sentence that says what to see. Every
# index that counts uses these, so that a bar means the same everywhere.
"""Small multiples: how many there are of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kb.say import mark, say, say_list

MOST = 9
"""Rows of a figure."""
TIED = 2
"""Leaders named; where more are level, none leads."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a small figure."""

    label: str
    number: int
    width: str
    """Length of the bar in percent; the longest is full."""
    ink: str = "kb-ink"
    """Class of the bar: solid, hatched, open or dotted."""
    url: str | None = None
    """Where those that are counted stand on the page."""


@dataclass(frozen=True, slots=True)
class Multiple:
    """A small figure: how many there are of each."""

    caption: str
    sentence: str
    """What the figure shows, in words."""
    rows: tuple[Bar, ...]


def percent(part: int, whole: int) -> str:
    """Return a share for an attribute of SVG."""
    return f"{100 * part / max(whole, 1):.1f}%"


def build_multiple(caption: str, counts: Mapping[str, int], total: int) -> Multiple:
    """Return a figure of counts, the most frequent first."""
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST]
    return Multiple(caption, _sentence(counts, total, _MOST_OFTEN), _bars(ordered))


def build_years(caption: str, counts: Mapping[str, int], total: int) -> Multiple:
    """Return a figure of counts in order of year, the last ones; what has no year comes last."""
    ordered = sorted(counts.items())[-MOST:]
    return Multiple(caption, _sentence(counts, total, _MOST_IN), _bars(ordered))


def _bars(ordered: list[tuple[str, int]]) -> tuple[Bar, ...]:
    longest = max((number for _, number in ordered), default=1)
    return tuple(Bar(label, number, percent(number, longest)) for label, number in ordered)


_MOST_OFTEN = (
    mark("Most often {leader}: {number} of {total}."),
    mark("Most often {leader}: {number} of {total} each."),
)
"""What leads: one alone, or several that are level."""
_MOST_IN = (
    mark("Most in {leader}: {number} of {total}."),
    mark("Most in {leader}: {number} of {total} each."),
)


def _sentence(counts: Mapping[str, int], total: int, forms: tuple[str, str]) -> str:
    most = max(counts.values(), default=0)
    leaders = sorted(label for label, number in counts.items() if number == most)
    if not leaders:
        return say("None is on record.")
    if len(leaders) > TIED:
        return say("None leads: at most {number} of {total}.", number=most, total=total)
    form = forms[len(leaders) > 1]
    return say(form, leader=say_list(leaders), number=most, total=total)
