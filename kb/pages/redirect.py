# Addresses are promises: whatever was published under a former id keeps leading somewhere. A plain
# page does it on any host, without a server's help and without JavaScript.
"""The page at a former address."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kb.index import KnowledgeBase
from kb.model.incidents import Incident
from kb.refs import local_of, part_ref
from kb.say import say
from kb.urls import dispute_path, known_path, record_path, relative_url
from kb.views.incident_order import day_of
from kb.views.link import Link
from kb.views.page_head import PageHead


@dataclass(frozen=True, slots=True)
class RedirectPage:
    """What stands at a former address."""

    head: PageHead
    target: Link
    """The page that took its place."""
    former: str
    """The former id."""


def iter_redirects(kb: KnowledgeBase) -> Iterator[RedirectPage]:
    """Yield a page for every former address, in the order of the records."""
    for name, authored in kb.authored.items():
        record = authored.record
        for former in record.redirects:
            old = record.model_copy(update={"id": former})
            updated = day_of(record)
            title = kb.title(name)
            yield _redirect(record_path(old), record_path(record), title, former, updated)
            if isinstance(record, Incident):
                old_known, new_known = known_path(former), known_path(record.id)
                day_by_day = say("{record}, day by day", record=title)
                yield _redirect(old_known, new_known, day_by_day, former, updated)
            for dispute in kb.disputes_of(name):
                local = local_of(dispute.ref)
                old_path = dispute_path(part_ref(former, local))
                new_path = dispute_path(dispute.ref)
                yield _redirect(old_path, new_path, dispute.question, former, updated)


def _redirect(path: str, target: str, title: str, former: str, updated: str) -> RedirectPage:
    head = PageHead(
        path,
        say("Moved: {page}", page=title),
        say("This page is now “{page}”.", page=title),
        "main.html",
        "redirect",
        updated,
        is_indexed=False,
    )
    return RedirectPage(head, Link(relative_url(path, target), title), former)
