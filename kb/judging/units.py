# "Units are compared: hours and days are converted, a missing unit may be any; people and records
# are different things, and so are pounds and dollars." A unit that no table knows is compared with
# itself alone.
"""What a figure counts, and the same figure in another unit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kb.judging.bodies import fold

Span = tuple[float, float]
"""Lowest and highest figure; infinite where open."""

_DIGITS = 9
"""Decimals kept after a conversion: a tenth of a day is 2.4 hours and nothing else."""
_SCALES: Mapping[str, Mapping[str, Span]] = {
    # In hours. A month has 28 to 31 days, a quarter 90 to 92, a year 365 or 366.
    "time": {
        "second": (1 / 3600, 1 / 3600), "minute": (1 / 60, 1 / 60), "hour": (1, 1), "day": (24, 24),
        "week": (168, 168), "fortnight": (336, 336), "month": (672, 744), "quarter": (2160, 2208),
        "year": (8760, 8784),
    },
    # In megabytes, by thousands or by 1,024.
    "data": {
        "kilobyte": (1 / 1024, 1 / 1000), "megabyte": (1, 1), "gigabyte": (1000, 1024),
        "terabyte": (1000**2, 1024**2), "petabyte": (1000**3, 1024**3),
    },
}  # fmt: skip
_LARGER: Mapping[str, int] = {"time": 24, "data": 1000}
"""How many of the smallest measure make the one in which figures are sorted."""
_USUAL: Mapping[str, float] = {"month": 730.5, "quarter": 2191.5, "year": 8766.0}
"""Hours in spans of time that differ in length, on average."""
_SAME: Mapping[str, str] = {
    "person": "people", "individual": "people", "min": "minute", "hr": "hour", "h": "hour",
    "kb": "kilobyte", "mb": "megabyte", "gb": "gigabyte", "tb": "terabyte", "pb": "petabyte",
    "organization": "organisation",
}  # fmt: skip
_CURRENCIES: Mapping[str, str] = {
    "£": "gbp", "$": "usd", "€": "eur", "¥": "jpy", "pound": "gbp", "dollar": "usd", "euro": "eur",
    "gbp": "gbp", "usd": "usd", "eur": "eur", "sek": "sek", "nok": "nok", "dkk": "dkk",
    "chf": "chf", "jpy": "jpy", "aud": "aud", "cad": "cad",
}  # fmt: skip
"""Signs and words for money that stand in a text or as a unit."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What a figure counts."""

    kind: str = ""
    """`time`, `data`, `money` or `things`; empty where it is not said."""
    name: str = ""
    """The unit or currency, folded."""


ANY = Unit()
"""Of a figure that does not say what it counts."""


def unit_of(unit: str | None, currency: str | None) -> Unit:
    """Return what a unit or a currency (which goes first) counts."""
    if currency:
        return Unit("money", _CURRENCIES.get(currency, currency.casefold()))
    word = fold(unit or "")
    if not word:
        return ANY
    single = word[:-1] if len(word) > 2 and word.endswith("s") else word
    if single in _CURRENCIES:
        return Unit("money", _CURRENCIES[single])
    name = _SAME.get(single, single)
    kind = next((kind for kind, scale in _SCALES.items() if name in scale), "things")
    return Unit(kind, name)


def convert(span: Span, unit: Unit) -> Span:
    """Return a figure in the smallest measure of its kind: hours, megabytes, or itself."""
    low, high = _SCALES.get(unit.kind, {}).get(unit.name, (1.0, 1.0))
    return _times(span[0], low), _times(span[1], high)


def size_of(figure: float, unit: Unit) -> float:
    """Return how much a figure is, for sorting: in days, gigabytes, or of what it counts."""
    usual = _USUAL.get(unit.name) if unit.kind == "time" else None
    size = figure * usual if usual is not None else convert((figure, figure), unit)[0]
    return size / _LARGER.get(unit.kind, 1)


def _times(figure: float, factor: float) -> float:
    return figure if factor == 1 else round(figure * factor, _DIGITS)


def may_measure_one_thing(one: Unit, other: Unit) -> bool:
    """Return whether two figures can be set against each other."""
    if not one.kind or not other.kind:
        return True
    if one.kind != other.kind:
        return False
    return one.kind in _SCALES or one.name == other.name


def iter_readings(span: Span, unit: Unit, other: Unit) -> Iterator[Span]:
    """Yield a converted figure as it compares with one of another unit.

    There are several where it says no unit and the other's can be converted: it may be any of
    them.
    """
    if unit.kind or other.kind not in _SCALES:
        yield span
        return
    for name in _SCALES[other.kind]:
        yield convert(span, Unit(other.kind, name))
