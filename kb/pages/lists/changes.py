"""The page of changes."""

from __future__ import annotations

from dataclasses import dataclass

from kb.dates import parse_date, show_date
from kb.index import KnowledgeBase
from kb.pages.changes import INCIDENT, NEW, Change, iter_changes
from kb.say import say, say_count
from kb.urls import CHANGES
from kb.views.builder import PageBuilder
from kb.views.link import Link
from kb.views.page_head import PageHead


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A change on the page."""

    link: Link
    what: str
    text: str


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """Changes of one kind of record on a day."""

    kind: str
    is_told: bool
    """True where each change has its sentence; the rest is named in a row."""
    number: int
    rows: tuple[ChangeRow, ...]


@dataclass(frozen=True, slots=True)
class ChangeDay:
    """A day on which something changed."""

    anchor: str
    label: str
    groups: tuple[ChangeGroup, ...]


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """Everything the page of changes shows."""

    head: PageHead
    total: int
    noun: str
    atom: Link
    json: Link
    days: tuple[ChangeDay, ...]


def build_changes(kb: KnowledgeBase) -> ChangesPage:
    """Return the context of the page of changes."""
    builder = PageBuilder(kb, CHANGES, frozenset())
    changes = tuple(iter_changes(kb))
    days: dict[str, dict[str, list[Change]]] = {}
    for change in changes:
        days.setdefault(change.day, {}).setdefault(change.kind, []).append(change)
    return ChangesPage(
        head=PageHead(
            path=CHANGES,
            title=say("What is new"),
            description=say(
                "Every new, changed and corrected record by its own day, with feeds to follow."
            ),
            template="main.html",
            kind="index",
            updated=kb.updated().isoformat(),
        ),
        total=len(changes),
        noun=say_count("change", "changes", len(changes)),
        atom=Link("../feed.atom", say("Atom feed")),
        json=Link("../feed.json", say("JSON feed")),
        days=tuple(
            ChangeDay(
                f"d{day}",
                show_date(parse_date(day)),
                tuple(_group(builder, kind, found) for kind, found in kinds.items()),
            )
            for day, kinds in days.items()
        ),
    )


def _group(builder: PageBuilder, kind: str, changes: list[Change]) -> ChangeGroup:
    is_told = kind == say(INCIDENT) or any(change.what != NEW for change in changes)
    rows = tuple(
        ChangeRow(
            Link(builder.url_of_path(change.path), change.title), say(change.what), change.text
        )
        for change in changes
    )
    return ChangeGroup(kind, is_told, len(rows), rows)
