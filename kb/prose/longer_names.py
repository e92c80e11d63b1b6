# “Canterbury City Council Tenants Association” is another body than the council. Capitals alone do
# not tell: “Canterbury City Council Leader Ben Smith” is about the council, and German nouns have
# capitals everywhere. So a name counts as a part of a longer one only where capitalised words
# follow directly and one of the first few is a noun that bodies are called by.
"""Tell a name from the beginning of a longer one."""

from __future__ import annotations

import re

_BODIES = frozenset((
    "academy", "agency", "alliance", "assembly", "association", "authority", "bank", "board",
    "bureau", "centre", "chamber", "charity", "church", "club", "college", "commission",
    "committee", "community", "company", "confederation", "congress", "consortium", "constabulary",
    "cooperative", "corporation", "council", "court", "department", "federation", "forum",
    "foundation", "fund", "group", "guild", "holdings", "hospital", "hospitals", "infirmary",
    "inquiry", "institute", "institution", "laboratory", "league", "library", "ministry", "museum",
    "network", "office", "organisation", "organization", "panel", "parliament", "partnership",
    "party", "police", "school", "schools", "secretariat", "society", "syndicate", "tribunal",
    "trust", "union", "university",
))  # fmt: skip
_TITLES = frozenset((
    "cabinet", "chair", "chairman", "chairperson", "chairwoman", "chief", "cllr", "councillor",
    "deputy", "director", "dr", "executive", "head", "leader", "lord", "manager", "mayor",
    "minister", "mr", "mrs", "ms", "officer", "president", "professor", "secretary", "sir",
    "spokesman", "spokesperson", "spokeswoman", "treasurer",
))  # fmt: skip
_JOINING = frozenset({"and", "for", "of", "the", "&"})
_MOST_WORDS = 5
_NEXT = re.compile(r"\s+([^\W_][\w'’‑-]*|&)")


def goes_on(text: str, end: int) -> bool:
    """Return whether a name that ends at `end` is the beginning of the name of another body."""
    for count in range(_MOST_WORDS):
        found = _NEXT.match(text, end)
        if found is None:
            return False
        word, end = found[1].casefold(), found.end()
        word = word.removesuffix("s").rstrip("'’") if "'" in word or "’" in word else word
        if word in _JOINING:
            if count == 0:
                return False
            continue
        if not found[1][0].isupper() or word in _TITLES:
            return False
        if word in _BODIES:
            return True
    return False
