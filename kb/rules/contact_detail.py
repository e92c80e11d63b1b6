"""No private contact details."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.codes.entry import Code
from kb.index import KnowledgeBase
from kb.model.base import ProseMark
from kb.model.walk import iter_marked
from kb.problems import Problem, Severity, quoted
from kb.rules.shared.entry import Rule

CODE = Code(
    "KB540", Severity.WARNING, "something that looks like a telephone number or e-mail address",
    "No private contact details anywhere.",
    "claims: [{id: c, note: Write to a.person@example.org}]",
    "claims: [{id: c, note: The council gives an address on its page.}]",
)  # fmt: skip

_PHONE = re.compile(r"(?<![\w/.-])\+?\d[\d ()-]{8,}\d(?![\w/-])")
_FIGURES = re.compile(r"[\d(+][\d ()+-]{9,}")
_LONGEST_FIGURES = 60
"""No telephone number is longer; in a long table of figures the pattern would try every start."""
# At most 64 letters stand before the @ of an address (RFC 5321): more need not be looked at.
_MAIL = re.compile(r"\b[\w.+-]{1,64}@[\w-]+(\.[\w-]+)+\b")
_FEWEST_DIGITS, _MOST_DIGITS = 10, 15


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield telephone numbers and e-mail addresses in prose."""
    for authored in kb.authored.values():
        for loc, text, _ in iter_marked(authored.record, ProseMark):
            for match in (*_iter_phones(text), *_MAIL.finditer(text)):
                digits = sum(char.isdigit() for char in match[0])
                if "@" in match[0] or _FEWEST_DIGITS <= digits <= _MOST_DIGITS:
                    mark = authored.mark_inside(loc, match.start())
                    message = f"{quoted(match[0])} looks like a contact detail"
                    yield CODE.problem_at(mark, message, "leave it out")


def _iter_phones(text: str) -> Iterator[re.Match[str]]:
    for run in _FIGURES.finditer(text):
        if len(run[0]) <= _LONGEST_FIGURES:
            yield from _PHONE.finditer(text, run.start(), run.end() + 1)


RULE = Rule(CODE, check)
