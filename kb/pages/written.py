"""A page written by hand: about, methodology, policies."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from kb.index import KnowledgeBase
from kb.model.pages import WrittenPage
from kb.urls import record_path
from kb.views.builder import PageBuilder
from kb.views.cited import CitedSources
from kb.views.correction import CorrectionLine, build_corrections
from kb.views.incident_order import day_of
from kb.views.page_head import PageHead


@dataclass(frozen=True, slots=True)
class WrittenContext:
    """Everything a hand-written page shows."""

    head: PageHead
    title: str
    lead: str | None
    """One sentence on what the page is for."""
    body: str | None
    """The page itself, as Markdown."""
    withdrawn: Markup | None
    corrections: tuple[CorrectionLine, ...]
    yaml_path: str
    """The authored file."""
    cited: CitedSources
    """The sources it cites."""


def build_written(kb: KnowledgeBase, page: WrittenPage) -> WrittenContext:
    """Return the context of a hand-written page."""
    path = record_path(page)
    builder = PageBuilder(kb, path, frozenset({page.id}))
    has_body = kb.prose_of(page.id, "body") is not None
    body = builder.markdown(page.id, "body") if has_body else None
    return WrittenContext(
        head=PageHead(
            path=path,
            title=page.title,
            description=page.description or page.title,
            template="page.html",
            kind="page",
            updated=day_of(page),
        ),
        title=page.title,
        lead=page.description,
        body=body,
        withdrawn=builder.inline(page.id, "withdrawn", "reason") if page.withdrawn else None,
        corrections=build_corrections(builder, page.id, "corrections", page.corrections),
        yaml_path=kb.authored[page.id].document.path,
        cited=CitedSources(builder),
    )
