# Templates write `mark:grade` where a mark stands; each page turns it into the way to where the
# mark is explained, so that nobody has to look for it.
"""Where the marks on pages are explained."""

from __future__ import annotations

from collections.abc import Mapping

from kb.ids import slugify
from kb.index import KnowledgeBase
from kb.prose.emit import to_plain
from kb.prose.nodes import Heading, Paragraph, Prose
from kb.urls import REFERENCE_VALUES, record_path

METHOD = "methodology"
"""Id of the hand-written page that explains how statements are judged, where a base has one."""

_ON_METHOD: Mapping[str, str] = {
    "grade": "origin-and-grade-of-a-source",
    "origins": "lineage-and-independence",
    "own-account": "who-can-confirm-what",
    "act": "how-it-was-said",
    "outcome": "disputes-sides-and-verdicts",
    "none-found": "what-no-evidence-means",
}
"""Mark → heading of the page on method."""
_IN_VALUES: Mapping[str, str] = {
    "grade": "values-admiralty-reliability",
    "origins": "values-lineage",
    "own-account": "values-ground",
    "act": "values-speech-act",
    "outcome": "values-dispute-outcome",
    "none-found": "values-evidence",
}
"""Mark → table of the page of values, which every base has."""

Marks = Mapping[str, tuple[str, str]]
"""Mark → page and anchor."""


def build_marks(kb: KnowledgeBase) -> Marks:
    """Return where each mark is explained in a base."""
    marks = {name: (REFERENCE_VALUES, anchor) for name, anchor in _IN_VALUES.items()}
    page = kb.pages.get(METHOD)
    if page is None:
        return marks
    # A base writes its own page: what it has no heading for is explained by the values.
    found = _headings(kb.prose_of(METHOD, "body"))
    path = record_path(page)
    return marks | {name: (path, anchor) for name, anchor in _ON_METHOD.items() if anchor in found}


def _headings(body: Prose | None) -> set[str]:
    blocks = body.blocks if body is not None else ()
    return {
        slugify(to_plain(Prose((Paragraph(block.children),))))
        for block in blocks if isinstance(block, Heading)
    }  # fmt: skip
