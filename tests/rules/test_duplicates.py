"""Likely duplicates: one form for all spellings (the findings themselves are a golden case)."""

from __future__ import annotations

import pytest

from kb.rules.shared.alike import name_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Civica UK Limited", "The CIVICA Ltd."),
        ("Canterbury City Council", "City Council of Canterbury"),
        ("Ministère de la Santé", "ministere de la sante"),
        ("O’Neil & Co", "ONeil"),
    ],
)
def test_spellings_of_one_name_are_alike(one: str, other: str) -> None:
    """Case, accents, legal form, order and small words tell no two names apart."""
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kent County Council", "Kent City Council"),
        ("Ivanti Connect Secure", "Ivanti Policy Secure"),
        ("The Group", "The Company"),
        ("CVE-2024-21887", "CVE-2024-21888"),
    ],
)
def test_different_names_are_kept_apart(one: str, other: str) -> None:
    """A word that tells two names apart is never dropped."""
    assert name_key(one) != name_key(other)
