# What MkDocs is given to show: the pages of a build and, under `serve`, the mistakes that stand
# against a newer one. A mistake never raises here: the last good pages stay, with a banner that
# names file, line and column. Pure but for calling the pipeline; nothing of MkDocs is known here.
"""Choose which build is shown, and with which banner."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kb.artifact import Artifact
from kb.problems import Problem, Severity, escape_control
from kb.render.page import Page
from kb.say import say
from kb.urls import HOME
from kb.views.page_head import PageHead

if TYPE_CHECKING:
    from kb.pipeline import Build


@dataclass(frozen=True, slots=True)
class Notice:
    """A mistake, as the banner shows it."""

    place: str
    """`path:line:column`, or where the program stopped."""
    text: str


@dataclass(frozen=True, slots=True)
class Edition:
    """What is shown now."""

    pages: Mapping[str, Page]
    """Pages for `docs/`, by path."""
    site_artifacts: tuple[Artifact, ...] = ()
    """Files for the site that are no pages."""
    notices: tuple[Notice, ...] = ()
    """Mistakes that keep a newer edition from being shown."""
    is_placeholder: bool = False
    """True when there never was a good build: `docs/` is left as it is, if it holds anything."""

    @property
    def artifacts(self) -> tuple[Artifact, ...]:
        """Return the Markdown files of the pages."""
        return tuple(page.artifact for page in self.pages.values())


def edition_of(build: Build) -> Edition:
    """Return a build as an edition."""
    return Edition({page.path: page for page in build.pages}, build.site_artifacts)


def next_edition(previous: Edition | None, make: Callable[[], Build]) -> Edition:
    """Build again; where that fails, return the previous edition with the mistakes on it."""
    try:
        build = make()
    except Exception as error:
        # A bug or a missing folder must not stop the server: the next save may mend it.
        kind = type(error).__name__
        return _kept(previous, (Notice(kind, escape_control(str(error))),))
    if build.has_errors:
        return _kept(previous, notices_of(build.problems))
    return edition_of(build)


def notices_of(problems: tuple[Problem, ...]) -> tuple[Notice, ...]:
    """Return the errors among the problems, as the banner shows them."""
    return tuple(
        Notice(
            f"{escape_control(problem.path)}:{problem.line}:{problem.column}",
            f"{problem.code} {problem.message}" + (f"; {problem.hint}" if problem.hint else ""),
        )
        for problem in problems
        if problem.severity is Severity.ERROR
    )


def _kept(previous: Edition | None, notices: tuple[Notice, ...]) -> Edition:
    if previous is not None:
        return replace(previous, notices=notices)
    return Edition({HOME: _placeholder()}, notices=notices, is_placeholder=True)


def _placeholder() -> Page:
    title = say("Nothing to show yet")
    lead = say("The records have errors. Mend them, and the pages appear here.")
    body = (
        f'<header class="kb-head"><h1 id="title_">{title}</h1>'
        f'<p class="kb-lead">{lead}</p>'
        "</header>\n"
    )
    return Page(PageHead(HOME, title, "", "main.html", "home", "", is_indexed=False), body)
