"""What a claim rests on, in words."""

from __future__ import annotations

from kb.index.entries import ClaimEntry, Support
from kb.say import say, say_count
from kb.views.words import count_sources


def show_support(entry: ClaimEntry, support: Support | None = None) -> str:
    """Return what a claim rests on, in words: today, or as `support` has it for another day."""
    of_a_day = support is not None
    support = support or entry.support
    origins = len(support.origins)
    inputs = {cite.source for cite in entry.claim.cites if cite.stance == "input"}
    is_ours = entry.claim.is_ours
    if inputs and not support.sources:
        return say_count(
            "worked out by us from {number} source",
            "worked out by us from {number} sources",
            len(inputs),
        )
    if is_ours and not support.sources:
        return say("our own finding")
    if of_a_day and not support.sources:
        return say("No source was public yet")
    words = [
        count_sources(len(support.sources)),
        say_count("{number} independent origin", "{number} independent origins", origins)
        if origins
        else say("no independent origin"),
    ]
    if support.untraced:
        words.append(say("{number} of unknown lineage", number=support.untraced))
    if support.withdrawn:
        words.append(say("{number} more taken back", number=len(support.withdrawn)))
    if support.is_own_account and entry.status in {"confirmed", "reported"}:
        words.append(say("by its own account"))
    return ", ".join(words)
