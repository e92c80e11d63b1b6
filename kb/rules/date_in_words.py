"""When something happened is a date, not a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from kb.codes.entry import Code
from kb.dates import DateError, parse_date
from kb.index import KnowledgeBase
from kb.problems import Problem, Severity, quoted
from kb.rules.shared.entry import Rule
from kb.rules.shared.places import claim_mark
from kb.vocab.claims import DATE_PREDICATES

CODE = Code(
    "KB570", Severity.WARNING, "a property that is a day, given in words",
    "When something began, was discovered, made public, contained or over is compared as a date:"
    " words in its place are compared with nothing.",
    "claims: [{id: c, about: {predicate: began, value: the third week of January}}]",
    "claims:\n"
    "  - {id: c, about: {predicate: began, value: 2024-01-15/2024-01-21}}\n"
    "  - {id: d, about: {predicate: resolved, negated: true}}",
)  # fmt: skip


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield claims that give a day in words or in another figure."""
    for entry in kb.claims.values():
        about = entry.claim.about
        if about is None or about.predicate not in DATE_PREDICATES:
            continue
        if about.value is None or isinstance(about.value, bool):
            continue
        try:
            parse_date(str(about.value))
        except DateError as error:
            message = f"{quoted(str(about.value))} is no date, and {about.predicate} asks for one"
            hint = error.hint if error.hint != DateError("").hint else _HINT
            yield CODE.problem_at(claim_mark(kb, entry, "about", "value"), message, hint)


_HINT = (
    "write EDTF: 2024-01-18, 2024-01, 2024-01-15/2024-01-21 or ../2024-02-05; for “never” and"
    " “not yet” write `negated: true` without a value"
)

RULE = Rule(CODE, check)
