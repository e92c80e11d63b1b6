# Scalars follow YAML 1.2's core schema, a little stricter, so that a plain text stays what was
# typed: `no`, `2024-01-18`, `12:30:45`, `1_000`, `010` and `0x1F` are texts, and so are numbers no
# computer holds exactly (more than 18 digits, infinite). The typed text is kept beside the value.
"""What a plain scalar means."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

Scalar = str | int | float | bool | None

_WORDS: Mapping[str, bool | None] = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}
_STARTS = frozenset("0123456789+-.")
_INT = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})")
_FLOAT = re.compile(
    r"[-+]?(?:\.[0-9]+|(?:0|[1-9][0-9]{0,17})(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]{1,3})?"
)


def read_scalar(text: str) -> Scalar:
    """Return the value of the plain scalar `text`."""
    if text[:1] in _STARTS:
        return _number(text)
    if len(text) < 6 and text in _WORDS:
        return _WORDS[text]
    return text


def _number(text: str) -> Scalar:
    if _INT.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        value = float(text)
        return value if math.isfinite(value) else text
    return text
