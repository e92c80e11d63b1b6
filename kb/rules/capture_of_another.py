"""The archived page is the source's."""

from __future__ import annotations

from collections.abc import Iterator

from kb.codes.entry import Code
from kb.index import KnowledgeBase
from kb.problems import Problem, Severity, quoted
from kb.prose.urls import WAYBACK, normalise_url
from kb.refs import source_name
from kb.rules.shared.entry import Rule

CODE = Code(
    "KB522", Severity.WARNING, "an archived page that is not the source's",
    "The capture must show the address of the source.",
    "sources:\n"
    "  - id: paper\n"
    "    URL: https://a.example/x\n"
    "    archive_url: https://web.archive.org/web/20240119000000/https://b.example\n"
    "claims: [{id: c}]",
    "sources:\n"
    "  - id: paper\n"
    "    URL: https://a.example/x\n"
    "    archive_url: https://web.archive.org/web/20240119000000/https://a.example/x\n"
    "claims: [{id: c}]",
)  # fmt: skip


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield captures of another page than the source's."""
    for key, source in kb.sources.items():
        match = WAYBACK.fullmatch(source.archive_url or "")
        if match is None or source.URL is None:
            continue
        if normalise_url(match[2]) != normalise_url(source.URL):
            mark = kb.authored[source_name(key)].mark("archive_url")
            message = "the capture is of another address than the source's"
            yield CODE.problem_at(mark, message, f"it shows {quoted(match[2])}")


RULE = Rule(CODE, check)
