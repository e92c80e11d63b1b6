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
    cite_from_younger,
    compatible_idle,
    confirmed,
    contradiction,
    copy_before_original,
    date_in_words,
    decided_early,
    determination_alleged,
    event_foretold,
    fallen_without_day,
    figure_in_quotes,
    figure_of_another,
    from_circle,
    ground_barred,
    joint_speakers,
    key_date_of_basis,
    key_dates_order,
    older_sources,
    restates_younger,
    rests_on_fallen,
    season_or_years,
    superseded_early,
    supersedes_younger,
    undisputed,
    unknown_beside_known,
    unproven,
    words_of_another,
)
from kb.rules.entry import Rule

RULES: tuple[Rule, ...] = (
    before_evidence.RULE,
    cite_from_younger.RULE,
    compatible_idle.RULE,
    confirmed.RULE,
    contradiction.RULE,
    copy_before_original.RULE,
    date_in_words.RULE,
    decided_early.RULE,
    determination_alleged.RULE,
    event_foretold.RULE,
    fallen_without_day.RULE,
    figure_in_quotes.RULE,
    figure_of_another.RULE,
    from_circle.RULE,
    ground_barred.RULE,
    joint_speakers.RULE,
    key_date_of_basis.RULE,
    key_dates_order.RULE,
    older_sources.RULE,
    restates_younger.RULE,
    rests_on_fallen.RULE,
    season_or_years.RULE,
    superseded_early.RULE,
    supersedes_younger.RULE,
    undisputed.RULE,
    unknown_beside_known.RULE,
    unproven.RULE,
    words_of_another.RULE,
)

CATALOGUE: MappingProxyType[str, Code] = MappingProxyType(
    {**PLAIN_CODES, **{rule.code.code: rule.code for rule in RULES}}
)
"""Every problem code there is, those of the rules included."""

__all__ = ["CATALOGUE", "RULES", "Rule"]
