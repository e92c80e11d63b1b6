"""What a claim rests on, in words."""

from __future__ import annotations

from dataclasses import dataclass

from kb.index.entries import ClaimEntry, Support
from kb.say import say, say_count
from kb.views.words import count_sources

MOST_BARS = 24
"""Bars of a meter; of more sources it shows no more."""
_STEP = 9
"""Width of a bar with its gap, in pixels."""


@dataclass(frozen=True, slots=True)
class MeterBar:
    """A source in a meter."""

    x: int
    is_origin: bool
    """True for as many as there are independent origins."""


@dataclass(frozen=True, slots=True)
class Meter:
    """What a claim rests on, drawn: a bar a source, the independent origins in ink."""

    width: int
    """In pixels."""
    bars: tuple[MeterBar, ...]


def build_meter(support: Support) -> Meter:
    """Return the meter of what a claim rests on."""
    shown, origins = min(len(support.sources), MOST_BARS), len(support.origins)
    bars = tuple(MeterBar(number * _STEP + 1, number < origins) for number in range(shown))
    return Meter(max(shown, 1) * _STEP, bars)


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
