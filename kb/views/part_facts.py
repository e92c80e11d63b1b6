# Any field can be shown from what the model says of it: its label, and its value by its type. What
# a page words by itself is named by that page; everything else comes from here, so that a new field
# is on the page before anybody has written a word about it.
"""Facts of a record or part, made from the fields of the model."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from markupsafe import Markup

from kb.dates import EdtfDate, show_date
from kb.model.base import Part
from kb.model.fields import ModelField, fields_of
from kb.model.walk import Loc
from kb.say import say
from kb.views.builder import PageBuilder
from kb.views.fact import Fact
from kb.views.figures import show_number
from kb.views.link import Link
from kb.views.period import show_country


def part_facts(
    builder: PageBuilder, record_id: str, part: Part, loc: Loc, worded: Collection[str]
) -> tuple[Fact, ...]:
    """Return the facts of a part in the order of the model.

    Args:
        builder: where the page is made.
        record_id: the record that the part belongs to.
        part: what is shown.
        loc: where it stands in its record; nothing for the record itself.
        worded: the fields that the page words by itself, by their attributes.
    """
    found = (
        field_fact(builder, record_id, part, loc, field)
        for field in fields_of(type(part))
        if field.name not in worded
    )
    return tuple(fact for fact in found if fact.values)


def field_fact(
    builder: PageBuilder, record_id: str, part: Part, loc: Loc, field: ModelField
) -> Fact:
    """Return a field as a fact; it has no values where the field is empty."""
    value = getattr(part, field.name)
    several = value if isinstance(value, tuple) else () if value is None else (value,)
    words = field.words
    links: list[Link] = []
    if field.is_prose and several:
        links.append(Link(None, builder.inline(record_id, *loc, field.key)))
    else:
        links.extend(_iter_links(builder, field, several))
    label = words.labels if len(several) > 1 and words.labels else words.label or field.key
    caveat = say(words.caveat) if words.caveat else None
    return Fact(say(label), tuple(links), caveat, Markup(""))


def _iter_links(builder: PageBuilder, field: ModelField, values: tuple[Any, ...]) -> Iterator[Link]:
    if field.names & {"entity", "incident", "record", "trend"}:
        yield from (builder.link(name) for name in values)
    elif "source" in field.names:
        yield from (builder.source_link(key) for key in values)
    elif field.shown_as == "address":
        yield from (Link(value, value) for value in values)
    elif values:
        yield Link(None, ", ".join(_show(field, value) for value in values))


def _show(field: ModelField, value: Any) -> str:
    if field.vocabulary is not None:
        return field.vocabulary.label(value)
    if field.shown_as == "country":
        return show_country(value)
    if isinstance(value, EdtfDate):
        return show_date(value)
    if isinstance(value, bool):
        return say("yes") if value else say("no")
    return show_number(value) if isinstance(value, int | float) else str(value)
