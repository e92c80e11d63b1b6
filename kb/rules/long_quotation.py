"""A quotation is short."""

from __future__ import annotations

from collections.abc import Iterator

from kb.codes.entry import Code
from kb.index import KnowledgeBase
from kb.problems import Problem, Severity
from kb.resolve.references import iter_cites
from kb.rules.shared.entry import Rule

MOST_WORDS = 25

CODE = Code(
    "KB508", Severity.ERROR, f"a quotation over {MOST_WORDS} words",
    "Short quotations only: the rest is said in our own words.",
    "claims:\n"
    "  - id: c\n"
    "    cites:\n"
    "      - source: paper\n"
    "        quote: We were made aware on Thursday evening of an incident that touches the\n"
    "          network which we share with two neighbours, and at once took all of our\n"
    "          public systems offline",
    "claims:\n"
    "  - id: c\n"
    "    cites:\n"
    "      - source: paper\n"
    "        quote: We were made aware on Thursday evening of an incident that touches the\n"
    "          network which we share with two neighbours, and took systems offline",
)  # fmt: skip


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield quotations that are too long."""
    for authored in kb.authored.values():
        for loc, cite in iter_cites(authored.record):
            words = len((cite.quote or "").split())
            if words > MOST_WORDS:
                message = f"the quotation has {words} words"
                hint = f"at most {MOST_WORDS}: quote less, say the rest in your own words"
                yield CODE.problem_at(authored.mark(*loc, "quote"), message, hint)


RULE = Rule(CODE, check)
