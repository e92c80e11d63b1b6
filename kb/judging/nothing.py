"""The words for none."""

from __future__ import annotations

import re

from kb.judging.bodies import fold

WORDS = frozenset(
    {"0", "false", "never", "nil", "no", "no data", "no one", "no ransom", "nobody", "none",
     "noone", "not paid", "nothing", "zero"}
)  # fmt: skip
"""Values in words that say that there is none, in small letters and without signs."""


def only_words(text: str) -> str:
    """Return a text in small letters, without the signs between and around its words."""
    return " ".join(re.findall(r"\w+", fold(text)))


def is_nothing(text: str) -> bool:
    """Return whether a value in words says that there is none."""
    return only_words(text) in WORDS
