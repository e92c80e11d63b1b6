"""A figure in what is said of a body has its source beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.codes.entry import Code
from kb.index import KnowledgeBase
from kb.problems import Problem, Severity, quoted
from kb.prose.nodes import Citation, Prose, Text
from kb.prose.walk import iter_inline
from kb.rules.shared.entry import Rule

_FIGURE = re.compile(r"(?<![\w.-])[0-9][0-9.,]*(?![\w-])")
"""A number by itself: no part of a name such as `CVE-2024-1` or `9.1R18`."""

_END = re.compile(r"(?<=[.!?])\s+")
_CITED = "\N{OBJECT REPLACEMENT CHARACTER}"

CODE = Code(
    "KB547", Severity.WARNING, "a figure or day in a description without a source",
    "The description of a body stands at the top of its page, and in every preview. A figure or a"
    " day in it has a source beside it, `[@key]`, or is left out.",
    "entities: [{id: civica, description: 'A company that was sold in 2023.'}]",
    "entities: [{id: civica, description: 'A company that was sold in 2023 [@paper].'}]",
)  # fmt: skip


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield descriptions of entities with a figure in a sentence that cites nothing."""
    for entity in kb.entities.values():
        prose = kb.prose_of(entity.id, "description")
        if prose is None:
            continue
        names = {entity.name, *(alias.text for alias in entity.aliases)}
        for sentence in _sentences(prose):
            found = None if _CITED in sentence else _figure(sentence, names)
            if found is not None:
                mark = kb.authored[entity.id].mark("description")
                message = f"the description of {quoted(entity.id)} says {found} without a source"
                hint = "cite the source that says it in that sentence, or leave it out"
                yield CODE.problem_at(mark, message, hint)


def _sentences(prose: Prose) -> list[str]:
    """Return the sentences in words, each citation as one character."""
    parts = []
    for node in iter_inline(prose):
        if isinstance(node, Citation):
            parts.append(_CITED)
        elif isinstance(node, Text):
            parts.append(node.text)
    return _END.split("".join(parts))


def _figure(sentence: str, names: set[str]) -> str | None:
    for name in names:
        sentence = sentence.replace(name, "")
    found = _FIGURE.search(sentence)
    return found[0] if found is not None else None


RULE = Rule(CODE, check)
