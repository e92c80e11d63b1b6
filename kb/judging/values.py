# "Contradictions" of the page on method, sentence by sentence. First what one claim says becomes a
# value: a span of figures, a span of days, or names. Then polarity: "no", "nobody", "none", 0, a
# negation without a value and a denial of a bare property are all the figure 0, with any unit;
# "yes" is every figure above it. What is left negated is a value that is denied.
"""What a claim says as a value that can be compared."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from kb.dates import DateError, EdtfDate, loose_bounds, parse_date
from kb.judging.bodies import fold
from kb.judging.nothing import has_denial, is_nothing, only_words
from kb.judging.units import ANY, Span, Unit, convert, unit_of
from kb.model.claims import About, Claim
from kb.model.entities import EntityBase
from kb.model.figures import read_figure
from kb.vocab.claims import DATE_PREDICATES, FIGURE_PREDICATES

Days = tuple[dt.date | None, dt.date | None]
"""First and last day; None where open."""

NONE: Span = (0.0, 0.0)
SOME: Span = (math.nextafter(0.0, 1.0), math.inf)
_YES = frozenset({"yes", "true"})
_SAYS_NOTHING = re.compile(
    r"un(?:known|clear|disclosed|specified|confirmed)|n a|tbc|withheld"
    r"|not (?:yet )?(?:clear|confirmed|determined|disclosed|established|given|known|named|said"
    r"|specified|stated)|no (?:answer|attribution|comment|details?|evidence|information|statement)"
)
"""Words that give no value."""
_ASKS_WHETHER = FIGURE_PREDICATES | {
    "data-accessed", "malware-used", "services-disrupted", "vulnerability-exploited",
}  # fmt: skip
"""Predicates for which a no in words is no value: how much of it is denied, words do not tell."""
_TEXT = re.compile(
    r"(?:(?P<word>c\.?|ca\.?|circa|about|around|approximately|some|nearly|almost|~|≈|up to"
    r"|at most|under|less than|fewer than|<=?|≤|at least|over|more than|>=?|≥)\s*)?"
    r"(?P<sign>[£$€¥]|[A-Z]{3}\s)?\s?(?P<rest>[0-9].*)",
    re.IGNORECASE,
)
_SPACES = " \u00a0\u202f\u2009"
_NUMBER = re.compile(
    rf"(?P<figure>[0-9][0-9.,'’{_SPACES}]*(?:[{_SPACES}]?(?:k|m|bn|thousand|million|billion)\b)?)"
    r"(?P<more>\+)?\s*(?P<sign>[£$€¥])?\s*(?P<unit>[^\W0-9_]*)",
    re.IGNORECASE,
)
_RANGE = re.compile(
    r"(?P<low>.*[0-9a-z])\s*(?:-|–|—|\bto\b)\s*(?P<high>[0-9£$€¥].*)", re.IGNORECASE
)
_AT_MOST = frozenset({"up to", "at most", "under", "less than", "fewer than", "<", "<=", "≤"})
_AT_LEAST = frozenset({"at least", "over", "more than", ">", ">=", "≥"})
_BRACKETS = re.compile(r"\([^()]*\)")
_LONGEST = 60
"""Characters of a text that may be a figure."""


class Called:
    """What the words of a claim may mean: every entity that is called so, or the words alone."""

    def __init__(self, entities: Mapping[str, EntityBase]) -> None:
        self._ids: dict[str, set[str]] = {}
        for name, entity in entities.items():
            words = [name, entity.name, *(alias.text for alias in entity.aliases)]
            for text in (*words, *(former.text for former in entity.former_names)):
                self._ids.setdefault(plain(text), set()).add(name)

    def means(self, text: str) -> frozenset[str]:
        """Return the ids that words may mean, with the words themselves."""
        parts = [part for part in re.split(r",|;|/|\band\b|&", text) if part.strip()]
        found = [self._ids.get(plain(part), set()) for part in parts]
        whole = self._ids.get(plain(text)) or self._ids.get(plain(_BRACKETS.sub("", text)), set())
        listed = set().union(*found) if all(found) else set()
        return frozenset({f"“{plain(text)}”", *(whole or listed)})


def plain(text: str) -> str:
    """Return words without capitals, punctuation and blanks, which make no difference."""
    folded = fold(text).replace("&", "and")
    return "".join(char for char in folded if char.isalnum()) or folded


@dataclass(frozen=True, slots=True)
class Said:
    """What one claim says of one subject and predicate."""

    subject: str
    predicate: str
    incident: str
    """The incident that it is about; empty where it belongs to none."""
    is_negated: bool = False
    """True when it says that the value is not so."""
    figures: Span | None = None
    unit: Unit = ANY
    is_figure: bool = False
    """True for a number, false for yes and no."""
    days: Days | None = None
    words: frozenset[str] = frozenset()
    """What its words may mean; empty where it has none."""
    bodies: frozenset[str] = frozenset()
    """Ids of the entities that it names."""
    occurred: Days | None = None
    """The days for which it counts, where it says them."""
    first_day: dt.date | None = None
    """The first day for which it may have been said; None where nobody knows."""

    @property
    def is_none(self) -> bool:
        """Return whether it says that there is none."""
        return self.figures == NONE and not self.is_negated and not self.bodies


@dataclass(frozen=True, slots=True)
class Place:
    """Where a claim stands: what it is about, and where it belongs."""

    subject: str
    incident: str
    asserted: EdtfDate | None = None
    """When it was said."""


def what_is_said(claim: Claim, place: Place, called: Called) -> Said | None:
    """Return what a claim says; None where it gives nothing that could be compared."""
    about = claim.about
    if about is None or claim.speech_act == "declined" or about.qualifier == "unknown":
        return None
    if about.evidence is not None:
        return None  # that none was found is neither yes nor no
    read = _read(about, called)
    if read is None:
        return None
    occurred = loose_bounds(claim.occurred) if claim.occurred is not None else None
    asserted = loose_bounds(place.asserted) if place.asserted is not None else None
    said = replace(
        read,
        subject=place.subject,
        incident=place.incident,
        bodies=frozenset(about.entities),
        occurred=occurred,
        first_day=(occurred or asserted or (None, None))[0],
    )
    return _with_polarity(said, is_negated=about.negated)


def _with_polarity(said: Said, *, is_negated: bool) -> Said:
    figures = said.figures
    if said.bodies and figures in (NONE, SOME) and not said.is_figure:
        # Yes and no to somebody: the value is the body.
        return replace(said, figures=None, is_negated=is_negated != (figures == NONE))
    if not is_negated:
        return said
    if figures == NONE:
        return replace(said, figures=SOME)
    if figures is not None and not said.bodies:
        low, high = figures
        # What is open on one side leaves the other side: not 5,000 or more is less than 5,000.
        if low <= SOME[0] and math.isfinite(high):
            return replace(said, figures=(math.nextafter(high, math.inf), math.inf))
        if math.isinf(high) and low > -math.inf:
            is_yes = figures == SOME
            below = NONE if is_yes else (-math.inf, math.nextafter(low, -math.inf))
            return replace(said, figures=below, unit=ANY if is_yes else said.unit)
    return replace(said, is_negated=True)


def _read(about: About, called: Called) -> Said | None:
    bare = Said("", about.predicate, "")
    value = about.value
    if about.predicate in DATE_PREDICATES and (about.min, about.max) != (None, None):
        days = _days(f"{_year(about.min)}/{_year(about.max)}", about.qualifier)
        return replace(bare, days=days) if days is not None else None
    if about.min is not None or about.max is not None:
        low = _number(about.min) if about.min is not None else -math.inf
        high = _number(about.max) if about.max is not None else math.inf
        return _with_figure(bare, (low, high), about)
    if value is None or isinstance(value, bool):
        return replace(bare, figures=NONE if value is False else SOME)
    if isinstance(value, str) and (found := _yes_or_no(value, about)) is not None:
        return replace(bare, figures=found)
    if about.predicate in DATE_PREDICATES:
        days = _days(str(value), about.qualifier)
        return replace(bare, days=days) if days is not None else None
    if not isinstance(value, str):
        return _with_figure(bare, (_number(value), _number(value)), about)
    if about.holds_figure or about.predicate == "data-accessed":
        return _read_text(bare, value, about, called)
    return _with_words(bare, value, called)


def _yes_or_no(text: str, about: About) -> Span | None:
    if is_nothing(text):
        return NONE
    word = only_words(text)
    # "Paid" says yes to ransom-paid, "accessed" to data-accessed.
    is_yes = word in _YES or word == about.predicate.split("-")[-1]
    return SOME if is_yes else None


def _number(value: float) -> float:
    try:
        return float(value)
    except OverflowError:
        return math.copysign(math.inf, value)


def _with_figure(
    bare: Said, span: Span, about: About, qualifier: str | None = None, unit: Unit | None = None
) -> Said:
    """Return a figure with its bounds; what the keys say goes before what a text says."""
    low, high = span
    how = about.qualifier or qualifier
    if how == "about":
        low, high = _move(low, -1), _move(high, 1)
    elif low == high and how == "at-least":
        high = math.inf
    elif low == high and how == "at-most":
        low = -math.inf
    if low <= 0 and high == 0:
        low = 0.0  # at most none is none
    written = unit_of(about.unit, about.currency)
    unit = written if written.kind else unit or ANY
    figures = convert((low, high), unit)
    if figures == NONE and unit.kind != "things":
        unit = ANY  # no pounds are no dollars either, and no hours no days
    return replace(bare, figures=figures, unit=unit, is_figure=True)


def _move(figure: float, way: int) -> float:
    """Return a bound moved by a tenth."""
    return round(figure + way * abs(figure) / 10, 9) if math.isfinite(figure) else figure


def _year(bound: float | None) -> str:
    return ".." if bound is None else f"{bound:g}"


def _days(text: str, qualifier: str | None) -> Days | None:
    """Return the days of a date; “about” as a qualifier is the mark `~`."""
    try:
        date = parse_date(text)
    except DateError:
        return None
    if qualifier == "about" and date.precision not in {"interval", "moment"}:
        date = replace(date, is_approximate=True)
    first, last = loose_bounds(date)
    if qualifier == "at-least":
        return first, None
    return (None, last) if qualifier == "at-most" else (first, last)


def _read_text(bare: Said, text: str, about: About, called: Called) -> Said | None:
    """Return the figure that a text writes, or its words."""
    found = _TEXT.fullmatch(text.strip()) if len(text) <= _LONGEST else None
    if found is not None:
        word = (found["word"] or "").casefold()
        how = "at-most" if word in _AT_MOST else "at-least" if word in _AT_LEAST else None
        how = how or ("about" if word else None)
        ends = _RANGE.fullmatch(found["rest"])
        first = _NUMBER.fullmatch(ends["low"] if ends else found["rest"])
        last = _NUMBER.fullmatch(ends["high"].lstrip("£$€¥ ")) if ends else first
        low = read_figure(first["figure"]) if first else None
        high = read_figure(last["figure"]) if last else None
        if first and last and low is not None and high is not None:
            how = "at-least" if last["more"] and how is None else how
            unit = unit_of(last["unit"], (found["sign"] or last["sign"] or "").strip())
            span = (_number(min(low, high)), _number(max(low, high)))
            return _with_figure(bare, span, about, how, unit)
    return _with_words(bare, text, called)


def _with_words(bare: Said, text: str, called: Called) -> Said | None:
    words = only_words(text)
    says_no = bare.predicate in _ASKS_WHETHER and has_denial(text)
    if says_no or _SAYS_NOTHING.fullmatch(words):
        return None
    return replace(bare, words=called.means(text))
