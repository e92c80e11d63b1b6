# Addresses are promises: whatever was published under a former id keeps leading somewhere. A plain
# page does it on any host, without a server's help and without JavaScript.
"""The page at a former address."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kb.index import KnowledgeBase
from kb.model.incidents import Incident
from kb.refs import Ref, local_of, part_ref, record_of
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


def iter_redirects(kb: KnowledgeBase, watched: KnowledgeBase) -> Iterator[RedirectPage]:
    """Yield a page for every former address, in the order of the records.

    Args:
        kb: Says which former addresses there are.
        watched: The same, to build the pages from: it notes what each of them reads.
    """
    for name, authored in kb.authored.items():
        for former in authored.record.redirects:
            yield _of_record(watched, name, former)
            if isinstance(authored.record, Incident):
                yield _of_days(watched, name, former)
            for dispute in kb.disputes_of(name):
                yield _of_dispute(watched, dispute.ref, former)


def _of_record(kb: KnowledgeBase, name: str, former: str) -> RedirectPage:
    record = kb.authored[name].record
    old = record.model_copy(update={"id": former})
    return _redirect(record_path(old), record_path(record), kb.title(name), former, day_of(record))


def _of_days(kb: KnowledgeBase, name: str, former: str) -> RedirectPage:
    title = say("{record}, day by day", record=kb.title(name))
    return _redirect(known_path(former), known_path(name), title, former, day_of(kb.record(name)))


def _of_dispute(kb: KnowledgeBase, ref: Ref, former: str) -> RedirectPage:
    old = dispute_path(part_ref(former, local_of(ref)))
    updated = day_of(kb.record(record_of(ref)))
    return _redirect(old, dispute_path(ref), kb.disputes[ref].question, former, updated)


def _redirect(path: str, target: str, title: str, former: str, updated: str) -> RedirectPage:
    head = PageHead(
        path=path,
        title=say("Moved: {page}", page=title),
        description=say("This page is now “{page}”.", page=title),
        template="main.html",
        kind="redirect",
        updated=updated,
        is_indexed=False,
    )
    return RedirectPage(head, Link(relative_url(path, target), title), former)
