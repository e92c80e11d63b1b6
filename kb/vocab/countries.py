# Babel has the territories of CLDR: the codes of ISO 3166-1, and a few that CLDR adds for uses of
# its own. Those are left out by name, so that a country that is assigned anew comes with Babel.
"""Codes of countries and territories: ISO 3166-1 alpha-2."""

from __future__ import annotations

from functools import cache

_NOT_ASSIGNED = frozenset(
    {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"}
)
"""Two-letter codes of CLDR that ISO 3166-1 has not assigned; XK (Kosovo) among them."""


def is_country(code: str) -> bool:
    """Return whether a code is officially assigned to a country or territory; the UK's is GB."""
    return code in country_codes()


@cache
def country_codes() -> frozenset[str]:
    """Return all assigned codes."""
    from babel import Locale  # a tenth of a second, for those only who ask

    codes = map(str, Locale("en").territories)
    return frozenset(code for code in codes if len(code) == 2 and code.isalpha()) - _NOT_ASSIGNED
