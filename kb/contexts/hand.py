"""A page written by hand: about, methodology, policies."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from kb.contexts.lines import day_of
from kb.contexts.page import PageDesk
from kb.contexts.views import PageHead, SourceLine
from kb.dates import show_date
from kb.ids import part_anchor
from kb.index import KnowledgeBase
from kb.model.pages import HandPage
from kb.urls import record_path


@dataclass(frozen=True, slots=True)
class HandCorrection:
    """A correction of the page."""

    date: str
    text: Markup
    anchor: str | None


@dataclass(frozen=True, slots=True)
class HandContext:
    """Everything a hand-written page shows."""

    head: PageHead
    title: str
    lead: str | None
    """One sentence on what the page is for."""
    body: str | None
    """The page itself, as Markdown."""
    withdrawn: Markup | None
    corrections: tuple[HandCorrection, ...]
    yaml_path: str
    """The authored file."""
    sources: tuple[SourceLine, ...]


def build_hand(kb: KnowledgeBase, page: HandPage) -> HandContext:
    """Return the context of a hand-written page."""
    path = record_path(page)
    desk = PageDesk(kb, path, frozenset({page.id}))
    has_body = kb.prose_of(page.id, "body") is not None
    body = desk.markdown(page.id, "body") if has_body else None
    corrections = tuple(
        HandCorrection(
            show_date(item.date),
            desk.inline(page.id, "corrections", index, "text"),
            part_anchor("corrections", index),
        )
        for index, item in enumerate(page.corrections)
    )
    return HandContext(
        head=PageHead(
            path, page.title, page.description or page.title, "page.html", "page", day_of(page)
        ),
        title=page.title,
        lead=page.description,
        body=body,
        withdrawn=desk.inline(page.id, "withdrawn", "reason") if page.withdrawn else None,
        corrections=corrections,
        yaml_path=kb.authored[page.id].document.path,
        sources=desk.source_lines(),
    )
