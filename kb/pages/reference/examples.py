# The reference shows how each key is written. The values are those on the fields of kb.model, which
# editors show too; here they become YAML on one line.
"""Examples of keys as YAML on one line."""

from __future__ import annotations

import json
from typing import Any

LONGEST = 110
"""Characters of an example; a longer value is cut at a word."""


def show_example(value: Any) -> str:
    """Return a value as it is written in YAML on one line, cut where it is long."""
    text = " ".join(_flow(value).split())
    if len(text) <= LONGEST:
        return text
    return text[:LONGEST].rsplit(" ", 1)[0] + " …"


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(item) for item in value) + "]"
    if isinstance(value, str) and (" " in value or not value):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "~"}[value]
    return str(value)
