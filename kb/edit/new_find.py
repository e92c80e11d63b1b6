# One question, asked before something is written: is it there already, and where? Spelling of case,
# accents and quotation marks does not count.
"""Find records and claims by what they are called or say."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from kb.edit.new_register import Entry, Register
from kb.model.entities import ENTITY_KINDS
from kb.refs import part_ref

KINDS: tuple[str, ...] = ("incident", *ENTITY_KINDS, "source", "claim", "page")
"""What can be found."""

_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"})


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found."""

    id: str
    """The id; `record#claim` for a claim."""
    kind: str
    path: str
    line: int
    column: int
    text: str
    """The name, title, alias or claim that holds what was looked for."""
    rank: int
    """0 the whole id or name, 1 its beginning, 2 the beginning of a word, 3 inside a word."""

    def as_dict(self) -> dict[str, str | int]:
        """Return the hit as the JSON object of `--format json`."""
        return {
            "id": self.id,
            "kind": self.kind,
            "path": self.path,
            "line": self.line,
            "column": self.column,
            "text": self.text,
        }


def find_text(register: Register, text: str, *, kind: str | None = None) -> tuple[Hit, ...]:
    """Return what holds `text`, the best match of each record first, claims after records."""
    wanted = fold(text)
    if not wanted:
        return ()
    hits = (hit for entry in register.entries for hit in _iter_hits(entry, wanted))
    found = [hit for hit in hits if kind in (None, hit.kind)]
    return tuple(sorted(found, key=lambda hit: (hit.kind == "claim", hit.rank, hit.kind, hit.id)))


def fold(text: str) -> str:
    """Return a text without case, accents and typographic signs."""
    letters = unicodedata.normalize("NFKD", text.translate(_QUOTES)).casefold()
    return " ".join("".join(c for c in letters if not unicodedata.combining(c)).split())


def _iter_hits(entry: Entry, wanted: str) -> Iterator[Hit]:
    texts = [(("id",), entry.id), *entry.iter_names()]
    for key in ("URL", "cve", "attack_id", "container-title"):
        if isinstance(entry.keys.get(key), str):
            texts.append(((key,), entry.keys[key]))
    rated = [(rank, loc, text) for loc, text in texts if (rank := _rank(wanted, text)) is not None]
    if rated:
        rank, loc, text = min(rated, key=lambda row: row[0])
        mark = entry.mark(*loc)
        shown = entry.name if loc == ("id",) else text
        yield Hit(entry.id, entry.kind, mark.path, mark.line, mark.column, shown, rank)
    claims = entry.keys.get("claims")
    for index, claim in enumerate(claims if isinstance(claims, list) else ()):
        if not isinstance(claim, dict):
            continue
        name, text = str(claim.get("id", index)), str(claim.get("text", ""))
        ranks = [rank for part in (name, text) if (rank := _rank(wanted, part)) is not None]
        if ranks:
            mark = entry.mark("claims", index, "text" if "text" in claim else "id")
            place = (mark.path, mark.line, mark.column)
            yield Hit(part_ref(entry.id, name), "claim", *place, text, min(ranks))


def _rank(wanted: str, text: str) -> int | None:
    folded = fold(text)
    index = folded.find(wanted)
    if index < 0:
        return None
    if folded == wanted:
        return 0
    if index == 0:
        return 1
    return 2 if not folded[index - 1].isalnum() else 3
