# Two records for one thing split its story in half, and nobody notices: each looks complete. Rules
# about that group records by a key that is equal for all spellings of one name, so that the time it
# takes grows with the records and not with their pairs. What is found is likely, not sure.
"""Records that share a key, for rules about likely duplicates."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator

from kb.codes.entry import Code
from kb.ids import slugify
from kb.index import KnowledgeBase
from kb.model.entities import EntityBase
from kb.model.incidents import Incident
from kb.model.walk import Loc
from kb.problems import Problem, quoted

Keyed = tuple[Hashable, str, Loc]
"""Key of a group, name of a record, and where in it the key was found."""

_EMPTY_WORDS = frozenset(
    {"a", "and", "co", "company", "corp", "corporation", "for", "gmbh", "group", "inc",
     "incorporated", "limited", "llc", "ltd", "of", "plc", "the", "uk"}
)  # fmt: skip
"""Words that tell no two names apart."""


def name_key(name: str) -> str:
    """Return one form for all spellings of a name: its telling words, in order of the alphabet."""
    words = slugify(name).split("-")
    return "-".join(sorted(set(words) - _EMPTY_WORDS)) or "-".join(words)


def told_apart(records: Iterable[EntityBase | Incident]) -> set[tuple[str, str]]:
    """Return the pairs that the editors tell apart: by a relation from one to the other."""
    return {
        (record.id, target)
        for record in records
        for target in (
            *(relation.target for relation in record.relations),
            getattr(record, "parent", None) or "",
        )
    }


def iter_pairs(rows: Iterable[Keyed]) -> Iterator[tuple[str, str, Loc, Loc]]:
    """Yield each record that shares a key with an earlier one: both names, its place, the other."""
    groups: dict[Hashable, dict[str, Loc]] = {}
    for key, name, loc in rows:
        groups.setdefault(key, {}).setdefault(name, loc)
    found: dict[tuple[str, str], tuple[Loc, Loc]] = {}
    for members in groups.values():
        (first, at), *others = members.items()
        for second, loc in others:
            found.setdefault((first, second), (loc, at))
    for (first, second), (loc, at) in found.items():
        yield first, second, loc, at


def may_be_one(
    kb: KnowledgeBase, code: Code, earlier: tuple[str, Loc], later: tuple[str, Loc], why: str,
    mend: str = "",
) -> Problem:  # fmt: skip
    """Return the problem that two records may be one.

    Args:
        kb: The base.
        code: The code of the rule.
        earlier: The key of one record in `kb.authored`, and where in it what they share stands.
        later: The same of the other, where the problem is shown.
        why: What they share.
        mend: How to join them, if `kb merge` does not.
    """
    one, other = kb.authored[earlier[0]], kb.authored[later[0]]
    place = one.mark(*earlier[1])
    here, there = other.record.id, one.record.id
    message = f"{quoted(here)} may be {quoted(there)} in {place.path}:{place.line}: {why}"
    mend = mend or f"`kb merge {there} {here}`"
    hint = f"{mend}, relate one to the other, or accept {code.code} with the reason"
    return code.problem_at(other.mark(*later[1]), message, hint)
