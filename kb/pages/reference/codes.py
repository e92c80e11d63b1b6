"""The reference of problem codes."""

from __future__ import annotations

from dataclasses import dataclass

from kb.index import KnowledgeBase
from kb.rules import CATALOGUE
from kb.say import mark, say
from kb.urls import REFERENCE_CODES
from kb.views.page_head import PageHead

_LAYERS: tuple[tuple[str, str], ...] = (
    ("KB1", mark("Files and YAML")),
    ("KB2", mark("The shape of a record")),
    ("KB3", mark("Names and links")),
    ("KB4", mark("Prose and safety")),
    ("KB5", mark("House rules")),
    ("KB6", mark("The site")),
    ("KB7", mark("Editing commands")),
)


@dataclass(frozen=True, slots=True)
class CodeRow:
    """One problem code."""

    anchor: str
    code: str
    severity: str
    title: str
    why: str
    bad: str
    good: str


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """The codes of one layer."""

    title: str
    rows: tuple[CodeRow, ...]


@dataclass(frozen=True, slots=True)
class CodesPage:
    """Every problem code."""

    head: PageHead
    blocks: tuple[CodeBlock, ...]


def build_codes(kb: KnowledgeBase) -> CodesPage:
    """Return the reference of problem codes."""
    head = PageHead(
        path=REFERENCE_CODES,
        title=say("Problem codes"),
        description=say("What each problem means and how to mend it."),
        template="page.html",
        kind="reference",
        updated=kb.updated().isoformat(),
    )
    blocks = []
    for prefix, title in _LAYERS:
        rows = tuple(
            CodeRow(
                anchor=code.lower(),
                code=code,
                severity=entry.severity,
                title=say(entry.title),
                why=say(entry.why),
                bad=entry.bad,
                good=entry.good,
            )
            for code, entry in sorted(CATALOGUE.items())
            if code.startswith(prefix)
        )
        if rows:
            blocks.append(CodeBlock(say(title), rows))
    return CodesPage(head, tuple(blocks))
