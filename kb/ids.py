# The shape of names: record ids, citation keys, heading slugs, and what somebody may have meant by
# a name that does not exist. This room knows no record: whether an id is taken or leads anywhere is
# settled in kb.resolve. How names are put together to references stands in kb.refs.
"""Ids and slugs, and close matches for a name that was mistyped."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from difflib import SequenceMatcher
from itertools import islice

from kb.problems import quoted

ID_PATTERN = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
"""Lower-case letters, digits and single hyphens: `kent-councils-2024`."""

PART_ANCHORS: Mapping[str, str] = {
    "participants": "part", "services": "service", "impacts": "impact", "relations": "relation",
    "evidence": "evidence", "cvss": "score", "corrections": "correction",
}  # fmt: skip
"""List of a record whose items have no ids → the word in their anchors."""

_CVE = re.compile(r"CVE-[0-9]{4}-[0-9]{4,19}")
_APOSTROPHES = re.compile("['’ʼ]")
_NO_WORD = re.compile(r"[^a-z0-9]+")
# Letters that Unicode does not take apart into a base letter and a mark.
_LATIN = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d",
                        "ł": "l", "þ": "th", "ı": "i", "ħ": "h"})  # fmt: skip
_ALIKE = 0.6
"""How alike two names must be (0 to 1) to offer one for the other; difflib's own value."""
_LONGEST = 100
"""Longer words are no mistyped names, and comparing them takes the square of their length."""
_FEW = 200
"""Up to so many names, a word is compared with all of them."""
_MOST_COMPARED = 40
"""Of more names, so many that share most of its pieces are."""


def part_anchor(part: str, index: int) -> str | None:
    """Return the anchor of an item without an id on the page of its record: `impact-1_`.

    Nothing for a list that has no anchors. The underscore keeps it apart from every id.
    """
    word = PART_ANCHORS.get(part)
    return f"{word}-{index + 1}_" if word else None


def is_id(text: str) -> bool:
    """Return whether `text` has the shape of a record id."""
    return ID_PATTERN.fullmatch(text) is not None


def is_citekey(text: str) -> bool:
    """Return whether `text` has the shape of a citation key: the same as an id's."""
    return is_id(text)


def is_cve(text: str) -> bool:
    """Return whether `text` is a CVE number, `CVE-2023-34362`."""
    return _CVE.fullmatch(text) is not None


def slugify(text: str) -> str:
    """Return the slug of a heading: ASCII words joined by hyphens, `section` if none is left."""
    letters = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text)).lower()
    letters = "".join(char for char in letters if not unicodedata.combining(char))
    return _NO_WORD.sub("-", letters.translate(_LATIN)).strip("-") or "section"


class Spelling:
    """Finds the names of one set that a mistyped word may mean.

    Comparing a word with every name of a big base takes longer than reading the base. Of many names
    only those are compared that share the rarest pieces of the word.
    """

    __slots__ = ("_by_piece", "_names")

    def __init__(self, names: Iterable[str]) -> None:
        self._names = tuple(dict.fromkeys(names))
        self._by_piece: dict[str, list[str]] = {}
        if len(self._names) > _FEW:
            for name in self._names:
                for piece in _pieces(name):
                    self._by_piece.setdefault(piece, []).append(name)

    def close_matches(self, word: str, n: int = 3) -> tuple[str, ...]:
        """Return up to `n` names that look like `word`, closest first, whatever their case."""
        if not word or len(word) > _LONGEST:
            return ()
        matcher = SequenceMatcher(autojunk=False)
        matcher.set_seq2(word.lower())
        found: list[tuple[float, str]] = []
        for name in self._candidates(word):
            matcher.set_seq1(name.lower())
            # The two quick ratios are upper bounds: most names go without a real comparison.
            if matcher.real_quick_ratio() < _ALIKE or matcher.quick_ratio() < _ALIKE:
                continue
            ratio = matcher.ratio()
            if ratio >= _ALIKE:
                found.append((-ratio, name))
        return tuple(name for _, name in sorted(found)[:n])

    def suggest(self, word: str) -> str:
        """Return "did you mean 'x' or 'y'?" for the closest names, "" when none is close."""
        names = [quoted(name) for name in self.close_matches(word)]
        if not names:
            return ""
        *others, last = names
        return f"did you mean {', '.join(others)} or {last}?" if others else f"did you mean {last}?"

    def _candidates(self, word: str) -> Iterable[str]:
        if len(self._names) <= _FEW:
            return self._names
        shared: Counter[str] = Counter()
        lists = sorted((self._by_piece.get(piece, []) for piece in _pieces(word)), key=len)
        for names in lists:
            shared.update(names[:_FEW])
        return [name for name, _ in shared.most_common(_MOST_COMPARED)]


def _pieces(text: str) -> set[str]:
    """Return the runs of three letters in a name, its ends marked."""
    padded = f" {text[:_LONGEST].lower()} "
    return {padded[at : at + 3] for at in range(len(padded) - 2)}


def close_matches(word: str, options: Iterable[str], n: int = 3) -> tuple[str, ...]:
    """Return up to `n` options that look like `word`, closest first, whatever their case."""
    return Spelling(options).close_matches(word, n)


def suggest(word: str, options: Iterable[str]) -> str:
    """Return "did you mean 'x' or 'y'?" for the closest options, "" when none is close."""
    return Spelling(options).suggest(word)


def shown_names(names: Collection[str], most: int = 10) -> str:
    """Return names joined by commas; those beyond `most` are counted."""
    more = f" and {len(names) - most:,} more" if len(names) > most else ""
    return ", ".join(islice(names, most)) + more
