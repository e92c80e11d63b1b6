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
    attacker_fallen,
    before_evidence,
    cite_from_younger,
    compatible_fallen,
    compatible_idle,
    confirmed,
    confirmed_in_open,
    contradiction,
    copied_words,
    copy_before_original,
    copy_form,
    date_in_no_claim,
    date_in_words,
    decided,
    denial_of_nothing,
    determination_alleged,
    determination_negative,
    disputed_nowhere,
    event_foretold,
    fact_on_fallen,
    fallen_without_day,
    figure_in_no_claim,
    figure_in_quotes,
    figure_of_another,
    forecast_confirmed,
    from_circle,
    ground_barred,
    history_late,
    impossible_dates,
    joint_speakers,
    joint_unsaid,
    judge_of_dispute,
    key_date_of_basis,
    key_dates_order,
    loser_stands,
    no_evidence,
    none_found_side,
    older_sources,
    people_served,
    request_without_answer,
    restates_younger,
    rests_on_fallen,
    season_or_years,
    superseded_early,
    supersedes_younger,
    two_sides,
    undisputed,
    unknown_beside_known,
    unproven,
    verdict,
    victim_unanswered,
    words_of_another,
)
from kb.rules.entry import Rule

RULES: tuple[Rule, ...] = (
    attacker_fallen.RULE,
    before_evidence.RULE,
    cite_from_younger.RULE,
    compatible_fallen.RULE,
    compatible_idle.RULE,
    confirmed.RULE,
    confirmed_in_open.RULE,
    contradiction.RULE,
    copied_words.RULE,
    copy_before_original.RULE,
    copy_form.RULE,
    date_in_no_claim.RULE,
    date_in_words.RULE,
    decided.RULE,
    denial_of_nothing.RULE,
    determination_alleged.RULE,
    determination_negative.RULE,
    disputed_nowhere.RULE,
    event_foretold.RULE,
    fact_on_fallen.RULE,
    fallen_without_day.RULE,
    figure_in_no_claim.RULE,
    figure_in_quotes.RULE,
    figure_of_another.RULE,
    forecast_confirmed.RULE,
    from_circle.RULE,
    ground_barred.RULE,
    history_late.RULE,
    impossible_dates.RULE,
    joint_speakers.RULE,
    joint_unsaid.RULE,
    judge_of_dispute.RULE,
    key_date_of_basis.RULE,
    key_dates_order.RULE,
    loser_stands.RULE,
    no_evidence.RULE,
    none_found_side.RULE,
    older_sources.RULE,
    people_served.RULE,
    request_without_answer.RULE,
    restates_younger.RULE,
    rests_on_fallen.RULE,
    season_or_years.RULE,
    superseded_early.RULE,
    supersedes_younger.RULE,
    two_sides.RULE,
    undisputed.RULE,
    unknown_beside_known.RULE,
    unproven.RULE,
    verdict.RULE,
    victim_unanswered.RULE,
    words_of_another.RULE,
)

CATALOGUE: MappingProxyType[str, Code] = MappingProxyType(
    {**PLAIN_CODES, **{rule.code.code: rule.code for rule in RULES}}
)
"""Every problem code there is, those of the rules included."""

__all__ = ["CATALOGUE", "RULES", "Rule"]
