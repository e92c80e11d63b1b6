# The two notations of our own, `[[id]]` and `[@key]`. The fast reader of plain lines and the inline
# rules of the parser both read them here.
"""Read record links and citations."""

from __future__ import annotations

import re

from kb.ids import is_id
from kb.problems import quoted
from kb.prose.nodes import Citation, CitationItem, Fault, RecordLink

RECORD = re.compile(r"\[\[([^\[\]|]{1,200})(?:\|([^\[\]|]{1,300}))?\]\]")
CITATION = re.compile(r"\[@[^\[\]]{0,500}\]")
LIKE_CITATION = re.compile(
    r"\[(?:[^\[\]@\n]{0,60}[\s;]|-)@[a-z0-9]+(?:-[a-z0-9]+)*[^\[\]]{0,200}\]"
)
"""What Pandoc also reads as a citation, and we do not: `[see @key]`, `[-@key]`, `[ @key]`."""

_ITEM = re.compile(r"(\s*)@([^\s,;@]+)(?:\s*,\s*(\S|\S.*\S))?\s*", re.DOTALL)
_NO_WORDS = re.compile(r"[<>{}\\`]|&#?\w+;")
"""Signs of markup: labels and locators are plain words."""
RECORD_HINT = "write [[id]], [[id|words]] or [[id#part|words]]"
CITATION_HINT = "write [@key], [@key, p. 4] or [@key; @other-key]"


def read_record_link(match: re.Match[str], offset: int) -> RecordLink | Fault:
    """Return the link that `match` of RECORD shows, or what is wrong with it."""
    name, label = (" ".join(part.split()) if part else None for part in match.groups())
    target, hash_sign, local = (name or "").partition("#")
    is_whole = bool(target) and (not hash_sign or is_id(local)) and label != ""
    is_whole = is_whole and not _NO_WORDS.search(match[0])
    if not is_whole:
        return Fault(offset, "KB416", f"{quoted(match[0])} is no record link", RECORD_HINT)
    return RecordLink(target, local if hash_sign else None, label, offset)


def read_citation(match: re.Match[str], offset: int) -> Citation | Fault:
    """Return the citation that `match` of CITATION shows, or what is wrong with it."""
    items: list[CitationItem] = []
    place = 1
    for part in match[0][1:-1].split(";"):
        found = _ITEM.fullmatch(part)
        if found is None or not is_id(found[2]) or _NO_WORDS.search(part):
            return Fault(offset + place, "KB417", f"{quoted(part)} cites nothing", CITATION_HINT)
        locator = " ".join(found[3].split()) if found[3] else None
        items.append(CitationItem(found[2], locator, offset + place + len(found[1])))
        place += len(part) + 1
    return Citation(tuple(items))
