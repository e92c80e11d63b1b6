# Read this file first: the whole program as named steps. Authored YAML goes in, an immutable
# knowledge base comes out, and all pages are a pure function of it. Nothing is written here.
"""From a content folder to a knowledge base, pages and problems."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kb.artifact import Artifact
from kb.codes import problem_at
from kb.contexts.facets import Facets, build_facets
from kb.contexts.linked_data import build_linked_data
from kb.contexts.marks import build_marks
from kb.contexts.site import iter_pages
from kb.exporters.site import UNPUBLISHED, Site
from kb.exporters.site_files import iter_site_files
from kb.index import KnowledgeBase, build_knowledge_base
from kb.lint import lint
from kb.problems import Findings, Mark, Problem, Severity, sort_problems
from kb.publish.lock import is_held
from kb.read.unfinished import LOCK, find_unfinished
from kb.read.walk import Content, read_content, show_path
from kb.render.engine import build_environment, render_page
from kb.resolve import resolve_records
from kb.urls import record_path
from kb.validate import validate_content

Progress = Callable[[str, int, int], None]
"""Told the name of a step, how much of it is done, and how much there is."""


def be_silent(step: str, done: int, total: int) -> None:
    """Report no progress."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A content folder that was read and checked."""

    kb: KnowledgeBase | None
    """The knowledge base; None when an error left holes in it."""
    problems: tuple[Problem, ...]
    """Every finding, in order of place."""
    counts: Mapping[str, int]
    """How many files, records, claims … there are."""

    @property
    def has_errors(self) -> bool:
        """Return whether any finding is an error."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Build:
    """Everything a site is made of."""

    artifacts: tuple[Artifact, ...]
    """Markdown pages for `docs/`."""
    site_artifacts: tuple[Artifact, ...]
    """Files that go into the built site as they are."""
    page_facets: Mapping[str, Facets]
    """Page → what the full-text search can be narrowed by; pages without are not in it."""
    page_data: Mapping[str, Mapping[str, Any]]
    """Page → what it says of itself in schema.org's words."""
    page_files: Mapping[str, str]
    """Page → the authored file behind it."""
    page_dates: Mapping[str, str]
    """Page → the ISO day on which its record last changed."""
    problems: tuple[Problem, ...]
    has_errors: bool
    counts: Mapping[str, int]


def check(
    content: Path,
    *,
    today: dt.date | None = None,
    may_be_empty: bool = True,
    progress: Progress = be_silent,
) -> Checked:
    """Read, validate, resolve, index and lint a content folder.

    Args:
        content: The content folder.
        today: The day for findings that depend on it; without it there are none.
        may_be_empty: Whether a base without any incident is all right.
        progress: Told of every step.
    """
    progress("read", 0, 1)
    found = read_content(content)
    unfinished = find_unfinished(content, is_locked=is_held(content / LOCK))
    problems = [*unfinished, *found.problems]
    if not may_be_empty:
        problems.extend(_find_nothing(content, found))
    progress("validate", 0, 1)
    records, faults = validate_content(found.documents)
    problems.extend(faults)
    progress("resolve", 0, 1)
    resolved, faults = resolve_records(records)
    has_holes = any(problem.severity is Severity.ERROR for problem in problems)
    problems.extend(_without_echoes(faults, has_holes=has_holes))
    kb = None
    if not any(problem.severity is Severity.ERROR for problem in problems):
        progress("index", 0, 1)
        kb = build_knowledge_base(resolved)
        progress("lint", 0, 1)
        problems.extend(lint(kb, today=today))
    counts = _counts(len(found.documents), kb)
    return Checked(kb, _listed(problems), counts)


def _listed(problems: list[Problem]) -> tuple[Problem, ...]:
    """Return the problems in order of place, those past the limit as one a code."""
    listed = Findings()
    listed.extend(sort_problems(problems))
    return sort_problems(listed.all())


def _find_nothing(content: Path, found: Content) -> tuple[Problem, ...]:
    """Return the problem of a base without incidents: more often lost than meant."""
    if any(document.folder == "incidents" for document in found.documents):
        return ()
    number = len(found.documents)
    others = f"; there {'is' if number == 1 else 'are'} {number} other file{'s' * (number != 1)}"
    message = f"there is no incident in this folder{others if number else ', and nothing else'}"
    hint = "look where the records have gone; if it is meant to be so, say `--allow-empty`"
    return (problem_at(Mark(show_path(content)), "KB143", message, hint),)


_ECHOES = frozenset({"KB304", "KB305", "KB306", "KB309", "KB311"})


def _without_echoes(faults: tuple[Problem, ...], *, has_holes: bool) -> tuple[Problem, ...]:
    # A record that could not be read is missing from the register: names that lead to it would be
    # reported as unknown although they are right. They are checked once the record can be read.
    if not has_holes:
        return faults
    return tuple(fault for fault in faults if fault.code not in _ECHOES)


def _counts(files: int, kb: KnowledgeBase | None) -> dict[str, int]:
    if kb is None:
        return {"files": files}
    return {
        "files": files,
        "incidents": len(kb.incidents),
        "entities": len(kb.entities),
        "sources": len(kb.sources),
        "claims": len(kb.claims),
        "disputes": len(kb.disputes),
        "events": len(kb.timeline),
    }


def build(
    content: Path,
    *,
    today: dt.date | None = None,
    may_be_empty: bool = True,
    site: Site = UNPUBLISHED,
    progress: Progress = be_silent,
) -> Build:
    """Check a content folder and render every page."""
    checked = check(content, today=today, may_be_empty=may_be_empty, progress=progress)
    if checked.kb is None:
        return Build((), (), {}, {}, {}, {}, checked.problems, checked.has_errors, checked.counts)
    pages = tuple(iter_pages(checked.kb))
    environment = build_environment(build_marks(checked.kb))
    artifacts = []
    for number, (template, page) in enumerate(pages, start=1):
        artifacts.append(render_page(environment, template, page))
        progress("render", number, len(pages))
    return Build(
        artifacts=tuple(artifacts),
        site_artifacts=tuple(iter_site_files(checked.kb, site)),
        page_facets=build_facets(checked.kb),
        page_data=build_linked_data(checked.kb),
        page_files={
            record_path(found.record): found.document.path for found in checked.kb.authored.values()
        },
        page_dates={page.head.path: page.head.updated for _, page in pages},
        problems=checked.problems,
        has_errors=checked.has_errors,
        counts={**checked.counts, "pages": len(artifacts)},
    )
