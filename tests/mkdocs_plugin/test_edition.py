"""Tests of kb.mkdocs_plugin.edition."""

from __future__ import annotations

from kb.mkdocs_plugin.edition import edition_of, next_edition, notices_of
from kb.pipeline import Build
from kb.problems import Problem, Severity
from kb.render.page import Page
from kb.views.page_head import PageHead

PAGE = Page(PageHead("index.md", "Home", "", "main.html", "home", "2024-02-02"), "# Home\n")
MISTAKE = Problem("KB201", Severity.ERROR, "content/a.yml", 3, 7, "no such key", "write `title`")
WARNING = Problem("KB507", Severity.WARNING, "content/a.yml", 1, 1, "no basis")


def a_build(*problems: Problem) -> Build:
    """Return a build with these problems."""
    has_errors = any(problem.severity is Severity.ERROR for problem in problems)
    pages = () if has_errors else (PAGE,)
    return Build(pages, (), problems, has_errors, {})


def test_a_good_build_is_shown() -> None:
    """Warnings do not keep a build from being shown."""
    edition = next_edition(None, lambda: a_build(WARNING))
    assert edition.pages == {"index.md": PAGE}
    assert edition.notices == ()


def test_a_mistake_keeps_the_last_good_pages_and_names_its_place() -> None:
    """The banner has file, line, column, what is wrong and what would be right."""
    good = edition_of(a_build())
    edition = next_edition(good, lambda: a_build(MISTAKE, WARNING))
    assert edition.pages == good.pages == {"index.md": PAGE}
    assert edition.artifacts == (PAGE.artifact,)
    assert [(notice.place, notice.text) for notice in edition.notices] == [
        ("content/a.yml:3:7", "KB201 no such key; write `title`")
    ]


def test_a_repair_takes_the_banner_away() -> None:
    """The edition after a mistake is mended is an ordinary one."""
    kept = next_edition(edition_of(a_build()), lambda: a_build(MISTAKE))
    assert next_edition(kept, a_build) == edition_of(a_build())


def test_a_bug_does_not_stop_the_server() -> None:
    """Whatever is raised becomes a notice, with control characters written out."""

    def fail() -> Build:
        raise ValueError("broken\n\x1b[31m")

    edition = next_edition(edition_of(a_build()), fail)
    assert edition.pages == {"index.md": PAGE}
    assert [(notice.place, notice.text) for notice in edition.notices] == [
        ("ValueError", "broken\\n\\u001b[31m")
    ]


def test_where_there_never_was_a_good_build_a_page_says_so() -> None:
    """A server started on broken records has a home page for its banner."""
    edition = next_edition(None, lambda: a_build(MISTAKE))
    assert edition.is_placeholder
    assert list(edition.pages) == ["index.md"]
    assert edition.notices == notices_of((MISTAKE,))
