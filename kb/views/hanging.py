"""Since when something that rests on claims is shown, and since when as fallen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kb.dates import show_day
from kb.index.entries import Hanging
from kb.index.hanging import CLEARED, TAKEN_BACK, Resting
from kb.model.incident_parts import Participant
from kb.model.incidents import Incident
from kb.say import mark, say
from kb.views.builder import PageBuilder


@dataclass(frozen=True, slots=True)
class Hang:
    """Since when something that rests on claims is shown, and since when as fallen."""

    since: str | None
    """ISO day from which it is surely public; None for what is said with hindsight."""
    fell: str | None
    """ISO day on which the last of what it rests on fell."""
    words: str
    """What became of it; empty while it stands."""


_FELL: Mapping[str, str] = {
    "retracted": mark("What it rests on was withdrawn ({day})"),
    "refuted": mark("What it rests on was shown false ({day})"),
    "superseded": mark("What it rests on was superseded ({day})"),
    TAKEN_BACK: mark("Its source was withdrawn ({day})"),
}


def show_hanging(hanging: Hanging, *, with_hindsight: bool = False) -> Hang:
    """Return since when something is shown, and in words why it fell."""
    since = None if with_hindsight else hanging.known_from.isoformat()
    if hanging.fall is None:
        return Hang(since, None, "")
    day = hanging.fall.day
    return Hang(since, day.isoformat(), say(_FELL[hanging.fall.why], day=show_day(day)))


def hanging_of(builder: PageBuilder, incident: Incident, item: Resting) -> Hang:
    """Return since when a part of an incident is shown, and since when as fallen."""
    # That somebody was cleared is known only after what named it fell.
    is_cleared = isinstance(item, Participant) and item.role == CLEARED
    return show_hanging(builder.kb.hangs.of(incident.id, item), with_hindsight=is_cleared)
