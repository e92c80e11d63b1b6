"""A claim is written in our own words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.codes.entry import Code
from kb.index import KnowledgeBase
from kb.problems import Problem, Severity, quoted
from kb.prose.emit import to_plain
from kb.prose.spelling import name_key
from kb.rules.shared.entry import Rule
from kb.rules.shared.places import claim_mark

MOST_WORDS = 8
"""Words in a row that may be those of a source outside a quotation."""

_WORD = re.compile(r"[\w']+")

CODE = Code(
    "KB598", Severity.WARNING, "a claim in the words of its source",
    f"More than {MOST_WORDS} words in a row are those of the source: say it in your own words. What"
    " must be word for word stands in `quote`, of at most 25 words.",
    "claims:\n"
    "  - id: c\n"
    "    text: The council said it remains in a long period of recovery with a full review.\n"
    "    cites:\n"
    "      - {source: paper, quote: it remains in a long period of recovery with a full review}",
    "claims:\n"
    "  - id: c\n"
    "    text: The council said that recovery will take long.\n"
    "    cites:\n"
    "      - {source: paper, quote: it remains in a long period of recovery with a full review}",
)  # fmt: skip


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield claims that share a long run of words with one of their quotes."""
    for entry in kb.claims.values():
        quotes = [cite.quote for cite in entry.claim.cites if cite.quote]
        if not quotes:
            continue
        words = _words(to_plain(kb.prose[entry.record_id, (*entry.loc, "text")]))
        run = max((_shared(words, _words(quote)) for quote in quotes), key=len)
        if len(run) > MOST_WORDS:
            message = f"{quoted(entry.claim.id)} shares {len(run)} words in a row with its source"
            hint = f"say it in your own words: {quoted(' '.join(run), 120)}"
            yield CODE.problem_at(claim_mark(kb, entry), message, hint)


def _words(text: str) -> list[str]:
    return _WORD.findall(name_key(text))


def _shared(words: list[str], others: list[str]) -> list[str]:
    """Return the longest run of words that stands in both texts."""
    best: list[str] = []
    lengths = [0] * (len(others) + 1)
    for place, word in enumerate(words, start=1):
        row = [0] * (len(others) + 1)
        for index, other in enumerate(others, start=1):
            if word == other:
                row[index] = lengths[index - 1] + 1
                if row[index] > len(best):
                    best = words[place - row[index] : place]
        lengths = row
    return best


RULE = Rule(CODE, check)
