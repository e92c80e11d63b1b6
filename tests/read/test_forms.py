"""Values that have a form are taken whole: no line break at the end, no foreign digits."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

from kb.model.base import ClaimRef, Id, Url
from kb.model.entities import Technique, Vulnerability

SCHEMAS = Path(__file__).resolve().parents[2] / "schemas"


def passes(form: Any, value: object) -> bool:
    """Return whether a value has the form."""
    try:
        TypeAdapter(form).validate_python(value)
    except (ValidationError, ValueError):
        return False
    return True


def form_of(model: type[BaseModel], key: str) -> object:
    """Return the form of one key of a record."""
    field = model.model_fields[key]
    return field.rebuild_annotation()


@pytest.mark.parametrize(
    ("form", "right"),
    [
        (Id, "kent-2024"),
        (ClaimRef, "kent-2024#claim-1"),
        (Url, "https://e.org/"),
        (form_of(Vulnerability, "cve"), "CVE-2024-12345"),
        (form_of(Vulnerability, "cwe"), ("CWE-77",)),
        (form_of(Technique, "attack_id"), "T1566.001"),
    ],
)
def test_a_form_ends_where_the_text_ends(form: object, right: object) -> None:
    """The right value passes; with a line break, or in full-width digits, it does not."""
    assert passes(form, right)
    text = right[0] if isinstance(right, tuple) else str(right)
    wide = text.translate({ord("0") + n: 0xFF10 + n for n in range(10)})
    wrong = {f"{text}\n", f"{text}\r", f"\n{text}", wide} - {text}
    if form is Url:
        wrong = {f"{text}\n", f"{text}\r", f"\n{text}", "http\u017f://e.org/"}
    for value in wrong:
        assert not passes(form, (value,) if isinstance(right, tuple) else value), repr(value)


def test_the_schemas_count_the_same_digits() -> None:
    """No pattern of a committed schema leaves it to the editor which digits are meant."""
    patterns = [
        found
        for path in SCHEMAS.glob("*.schema.json")
        for found in iter_patterns(json.loads(path.read_text(encoding="utf-8")))
    ]
    assert "^CVE-[0-9]{4}-[0-9]{4,}$" in patterns
    for pattern in patterns:
        assert "\\d" not in pattern
        assert pattern.startswith("^")
        assert pattern.endswith("$")
        re.compile(pattern.replace("(?<", "(?P<"))


def iter_patterns(schema: object) -> list[str]:
    """Return every pattern in a schema."""
    if isinstance(schema, list):
        return [found for part in schema for found in iter_patterns(part)]
    if not isinstance(schema, dict):
        return []
    own = [schema["pattern"]] if isinstance(schema.get("pattern"), str) else []
    return own + [found for part in schema.values() for found in iter_patterns(part)]
