"""A copy is written the same way wherever it was found."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from urllib.parse import urlsplit

from kb.codes.entry import Code
from kb.index import KnowledgeBase
from kb.model.sources import Source
from kb.problems import Problem, Severity, quoted
from kb.prose.spelling import name_key
from kb.refs import source_name
from kb.rules.shared.entry import Rule

_CARRIED = re.compile(r"\b(?:carried|copied|republished|syndicated|mirrored) (?:by|on|at)\b")

CODE = Code(
    "KB528", Severity.WARNING, "a copy that is written in a form of its own",
    "A text that was read where another site carries it has one form: `container-title` is the"
    " outlet whose text it is, `publisher` the site that carries it, `read: copy`. A site known for"
    " such copies is never an outlet of its own without `derived_from` or `lineage`: its rewrites"
    " would count as one more origin.",
    "sources:\n"
    "  - {id: paper-copy, container-title: Mirror, publisher: 'The Paper, as carried by Mirror'}",
    "sources:\n"
    "  - {id: paper-copy, container-title: The Paper, publisher: Mirror, read: copy}",
)  # fmt: skip


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield sources on sites that copy, where they are written otherwise than the others."""
    hosts: dict[str, list[Source]] = defaultdict(list)
    for source in kb.sources.values():
        if source.publisher and _CARRIED.search(source.publisher):
            message = (
                f"`publisher` of {quoted(source.id)} names two: whose text it is, and the site"
            )
            hint = "the outlet goes into `container-title`, the site alone into `publisher`"
            mark = kb.authored[source_name(source.id)].mark("publisher")
            yield CODE.problem_at(mark, message, hint)
        if source.URL:
            hosts[_host(source.URL)].append(source)
    for host, sources in hosts.items():
        yield from _check_site(kb, host, sources)


def _check_site(kb: KnowledgeBase, host: str, sources: list[Source]) -> Iterator[Problem]:
    copies = [source for source in sources if _is_copy(source, host)]
    if not copies:
        return
    name = copies[0].publisher
    for source in sources:
        mark = kb.authored[source_name(source.id)].mark()
        if source in copies:
            if source.publisher != name:
                names = f"{quoted(source.publisher or '')} here and {quoted(name or '')} elsewhere"
                message = f"the site {host} is called {names}"
                yield CODE.problem_at(mark, message, "choose one name for the site")
        elif not source.derived_from and source.lineage is None:
            message = f"{quoted(source.id)} stands as an outlet of its own; {host} copies others"
            hint = f"say whom it copies, as {quoted(copies[0].id)} does, or `lineage: unknown`"
            yield CODE.problem_at(mark, message, hint)


def _is_copy(source: Source, host: str) -> bool:
    """Return whether a source is another outlet's text on a site that carries it."""
    return (
        source.read == "copy"
        and _names(source.publisher, host)
        and source.container_title is not None
        and not _names(source.container_title, host)
    )


def _names(name: str | None, host: str) -> bool:
    """Return whether a name is that of the site at a host: `Yahoo News`, au.news.yahoo.com."""
    words = name_key(name or "").split()
    flat, labels = re.sub(r"[^a-z0-9]", "", host), set(host.split("."))
    return bool(words) and ("".join(words).replace(".", "") in flat or set(words) <= labels)


def _host(url: str) -> str:
    return urlsplit(url).netloc.lower().removeprefix("www.")


RULE = Rule(CODE, check)
