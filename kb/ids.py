# The shape of names: record ids, citation keys, references, heading slugs, and what somebody may
# have meant by a name that does not exist. This room knows no record: whether an id is taken or
# leads anywhere is settled in kb.resolve.
"""Ids, references and slugs, and close matches for a name that was mistyped."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher

from kb.problems import quoted

ID_PATTERN = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
"""Lower-case letters, digits and single hyphens: `kent-councils-2024`."""

_CVE = re.compile(r"CVE-[0-9]{4}-[0-9]{4,19}")
_APOSTROPHES = re.compile("['’ʼ]")
_NO_WORD = re.compile(r"[^a-z0-9]+")
# Letters that Unicode does not take apart into a base letter and a mark.
_LATIN = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d",
                        "ł": "l", "þ": "th", "ı": "i", "ħ": "h"})  # fmt: skip
_ALIKE = 0.6
"""How alike two names must be (0 to 1) to offer one for the other; difflib's own value."""


def is_id(text: str) -> bool:
    """Return whether `text` has the shape of a record id."""
    return ID_PATTERN.fullmatch(text) is not None


def is_citekey(text: str) -> bool:
    """Return whether `text` has the shape of a citation key: the same as an id's."""
    return is_id(text)


def is_cve(text: str) -> bool:
    """Return whether `text` is a CVE number, `CVE-2023-34362`."""
    return _CVE.fullmatch(text) is not None


def split_ref(ref: str) -> tuple[str, str | None]:
    """Return record and local id of `record#claim`; the local id is none without a `#`."""
    record, hash_sign, local = ref.partition("#")
    return record, local if hash_sign else None


def slugify(text: str) -> str:
    """Return the slug of a heading: ASCII words joined by hyphens, `section` if none is left."""
    letters = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text)).lower()
    letters = "".join(char for char in letters if not unicodedata.combining(char))
    return _NO_WORD.sub("-", letters.translate(_LATIN)).strip("-") or "section"


def close_matches(word: str, options: Iterable[str], n: int = 3) -> tuple[str, ...]:
    """Return up to `n` options that look like `word`, closest first, whatever their case."""
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(word.lower())
    found: list[tuple[float, str]] = []
    for option in set(options):
        matcher.set_seq1(option.lower())
        # The two quick ratios are upper bounds: most options go without a real comparison.
        if matcher.real_quick_ratio() < _ALIKE or matcher.quick_ratio() < _ALIKE:
            continue
        ratio = matcher.ratio()
        if ratio >= _ALIKE:
            found.append((-ratio, option))
    return tuple(option for _, option in sorted(found)[:n])


def suggest(word: str, options: Iterable[str]) -> str:
    """Return "did you mean 'x' or 'y'?" for the closest options, "" when none is close."""
    names = [quoted(option) for option in close_matches(word, options)]
    if not names:
        return ""
    *others, last = names
    return f"did you mean {', '.join(others)} or {last}?" if others else f"did you mean {last}?"
