"""One source has one record."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.citations import outlet
from kb.codes.entry import Code
from kb.ids import slugify
from kb.index import KnowledgeBase
from kb.model.sources import Source
from kb.problems import Problem, Severity
from kb.prose.urls import WAYBACK, normalise_url
from kb.refs import source_name
from kb.rules.shared.alike import Keyed, iter_pairs, may_be_one
from kb.rules.shared.entry import Rule

CODE = Code(
    "KB553", Severity.WARNING, "two sources that may be one",
    "They share title, outlet and date, or the page that an archive captured. Counted twice,"
    " one article would look like two.",
    "sources:\n"
    "  - {id: bbc-a, title: Councils hit, container-title: BBC News, issued: 2024-01-19}\n"
    "  - {id: bbc-b, title: Councils hit, container-title: BBC News, issued: 2024-01-19}\n"
    "claims: [{id: c}]",
    "sources:\n"
    "  - {id: bbc-a, title: Councils hit, container-title: BBC News, issued: 2024-01-19}\n"
    "  - {id: bbc-b, title: Councils hit, container-title: BBC News, issued: 2024-01-20}\n"
    "claims: [{id: c}]",
)  # fmt: skip

_NUMBER = re.compile(r"[0-9]{4,}")


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield sources that share title, outlet and date, or a capture at an archive."""
    seen: set[tuple[str, str]] = set()
    rows = [row for source in kb.sources.values() for row in _keys(source)]
    for first, second, loc, at in iter_pairs(rows):
        is_titled = loc == ("title",)
        if (first, second) in seen or (is_titled and _are_numbered(kb, first, second)):
            continue
        seen.add((first, second))
        what = "a title, an outlet and a date" if is_titled else "an address"
        one, other = (source_name(first), at), (source_name(second), loc)
        yield may_be_one(kb, CODE, one, other, f"they share {what}")


def _are_numbered(kb: KnowledgeBase, first: str, second: str) -> bool:
    """Return whether the outlet itself counts them as two pages: by numbers in the addresses."""
    one, other = (
        set(_NUMBER.findall((kb.sources[name].URL or "").rpartition("/")[2]))
        for name in (first, second)
    )
    return bool(one) and bool(other) and not one & other


def _keys(source: Source) -> Iterator[Keyed]:
    # Titles in brackets are ours: two of them may well be alike.
    if source.issued is not None and not source.title.startswith("["):
        day = source.issued.text.rstrip("~?%")
        yield ("title", slugify(source.title), slugify(outlet(source)), day), source.id, ("title",)
    if source.URL is not None:
        yield ("url", normalise_url(source.URL)), source.id, ("URL",)
    if source.archive_url is not None:
        capture = WAYBACK.fullmatch(source.archive_url)
        url = capture[2] if capture else source.archive_url
        yield ("url", normalise_url(url)), source.id, ("archive_url",)


RULE = Rule(CODE, check)
