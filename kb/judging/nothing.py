"""The words for none."""

from __future__ import annotations

import re

from kb.judging.bodies import fold

WORDS = frozenset(
    {"0", "false", "never", "nil", "no", "no data", "no one", "no ransom", "nobody", "none",
     "noone", "not paid", "nothing", "zero"}
)  # fmt: skip
"""Values in words that say that there is none, in small letters and without signs."""


_IS_A_NO = re.compile(r"(?:no|not|never) .*")
"""Words with their own denial in them."""


def only_words(text: str) -> str:
    """Return a text in small letters, without the signs between and around its words."""
    return " ".join(re.findall(r"\w+", fold(text)))


def is_nothing(text: str) -> bool:
    """Return whether a value in words says that there is none."""
    return only_words(text) in WORDS


def has_denial(text: str) -> bool:
    """Return whether words have their own denial in them: `no data taken`."""
    return _IS_A_NO.fullmatch(only_words(text)) is not None


def is_a_no(value: object) -> bool:
    """Return whether the value of a claim is itself a “no”."""
    if isinstance(value, str):
        return is_nothing(value) or has_denial(value)
    return value is not None and not value
