# Whole headings, once for a body or thing and once for people: no language need have an “it” and a
# “they” that fit into one sentence.
"""The headings of an entity's page that speak of the entity."""

from __future__ import annotations

from dataclasses import dataclass

from kb.model.entities import EntityBase
from kb.say import say
from kb.views.facts import speaks_of_people


@dataclass(frozen=True, slots=True)
class EntityHeadings:
    """The headings of an entity's page that speak of the entity."""

    involvement: str
    said: str
    about: str
    """What is said of it; differs by what stands above."""
    mentions: str
    mentions_note: str
    disputes: str
    questions: str
    publications: str


def build_headings(entity: EntityBase, *, has_contested: bool, has_said: bool) -> EntityHeadings:
    """Return the headings of an entity's page.

    Args:
        entity: whom the page is about.
        has_contested: whether contested claims about it stand above those about it.
        has_said: whether claims of its own stand above them.
    """
    if speaks_of_people(entity):
        return EntityHeadings(
            involvement=say("Their part in incidents"),
            said=say("What they said"),
            about=_about_them(has_contested=has_contested, has_said=has_said),
            mentions=say("Where else they are named"),
            mentions_note=say("Claims about something else that have their name in them."),
            disputes=say("Disputes that concern them"),
            questions=say("Open questions put to them"),
            publications=say("Sources they issued"),
        )
    return EntityHeadings(
        involvement=say("Its part in incidents"),
        said=say("What it said"),
        about=_about_it(has_contested=has_contested, has_said=has_said),
        mentions=say("Where else it is named"),
        mentions_note=say("Claims about something else that have its name in them."),
        disputes=say("Disputes that concern it"),
        questions=say("Open questions put to it"),
        publications=say("Sources it issued"),
    )


def _about_them(*, has_contested: bool, has_said: bool) -> str:
    if has_said:
        return (
            say("What else others said about them")
            if has_contested
            else say("What others said about them")
        )
    return say("What else is said about them") if has_contested else say("What is said about them")


def _about_it(*, has_contested: bool, has_said: bool) -> str:
    if has_said:
        return (
            say("What else others said about it")
            if has_contested
            else say("What others said about it")
        )
    return say("What else is said about it") if has_contested else say("What is said about it")
