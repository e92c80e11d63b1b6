"""The words for none."""

from __future__ import annotations

WORDS = frozenset({"0", "nil", "no", "no one", "no-one", "nobody", "none", "nothing", "zero"})
"""Values in words that say that there is none, in small letters."""


def is_nothing(text: str) -> bool:
    """Return whether a value in words says that there is none."""
    return text.strip().strip(".").casefold() in WORDS
