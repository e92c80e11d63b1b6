# The house rules, one file each: the problem code with its reason, an example that breaks it and
# its nearest neighbour that does not, and the check. A new rule is a new file with a `RULE` and its
# line in RULES below; docs, `kb explain` and the tests find it there. What a rule needs to know of
# statements (days, origins, statuses) it asks `kb.judging`: it never works that out itself.
"""House rules: one file a rule, each with its code, reason, examples and check."""

from __future__ import annotations

from types import MappingProxyType

from kb.codes import CATALOGUE as PLAIN_CODES
from kb.codes.entry import Code
from kb.rules import (
    before_evidence,
    confirmed,
    copy_before_original,
    fallen_without_day,
    figure_in_quotes,
    from_circle,
    ground_barred,
    joint_speakers,
    older_sources,
    season_or_years,
    undisputed,
    unknown_beside_known,
    unproven,
    words_of_another,
)
from kb.rules.entry import Rule

RULES: tuple[Rule, ...] = (
    confirmed.RULE,
    unproven.RULE,
    copy_before_original.RULE,
    before_evidence.RULE,
    from_circle.RULE,
    unknown_beside_known.RULE,
    fallen_without_day.RULE,
    undisputed.RULE,
    joint_speakers.RULE,
    older_sources.RULE,
    ground_barred.RULE,
    season_or_years.RULE,
    words_of_another.RULE,
    figure_in_quotes.RULE,
)

CATALOGUE: MappingProxyType[str, Code] = MappingProxyType(
    {**PLAIN_CODES, **{rule.code.code: rule.code for rule in RULES}}
)
"""Every problem code there is, those of the rules included."""

__all__ = ["CATALOGUE", "RULES", "Rule"]
