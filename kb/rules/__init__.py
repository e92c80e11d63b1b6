# The house rules, one file each: the problem code with its reason, an example that breaks it and
# its nearest neighbour that does not, and the check. A new rule is a new file here that ends in a
# `RULE`: it is found by its file, and docs, `kb explain`, the check and the tests have it from
# here. What a rule needs to know of statements (days, origins, statuses) it asks `kb.judging`: it
# never works that out itself. What several rules ask for stands in `shared/`.
"""House rules: one file a rule, each with its code, reason, examples and check."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType

from kb.codes import CATALOGUE as PLAIN_CODES
from kb.codes.entry import Code
from kb.rules.shared.entry import AnyRule, DayRule, LastRule, Rule


def _find_rules() -> Iterator[AnyRule]:
    """Yield the rule of every file of this folder, in the order of their names."""
    for name in sorted(found.name for found in iter_modules(__path__) if not found.ispkg):
        rule = getattr(import_module(f"{__name__}.{name}"), "RULE", None)
        if not isinstance(rule, AnyRule):
            raise TypeError(
                f"kb/rules/{name}.py has no RULE: end it with `RULE = Rule(CODE, check)`,"
                " or move what is no rule to kb/rules/shared/"
            )
        yield rule


RULES: tuple[AnyRule, ...] = tuple(_find_rules())

CATALOGUE: MappingProxyType[str, Code] = MappingProxyType(
    {**PLAIN_CODES, **{rule.code.code: rule.code for rule in RULES}}
)
"""Every problem code there is, those of the rules included."""

__all__ = ["CATALOGUE", "RULES", "AnyRule", "DayRule", "LastRule", "Rule"]
