# Plain words, made alike on every page. This room knows no record.
"""Count, join and shorten words."""

from __future__ import annotations

import re

from markupsafe import Markup

from kb.say import say_count
from kb.views.tokens import safe


def capital(text: str) -> str:
    """Return a text with a capital at its beginning, and the rest as it is."""
    return text[:1].upper() + text[1:]


def count_claims(number: int) -> str:
    """Return “1 claim” or “7 claims”."""
    return say_count("{number} claim", "{number} claims", number)


def count_sources(number: int) -> str:
    """Return “1 source” or “7 sources”."""
    return say_count("{number} source", "{number} sources", number)


def count_incidents(number: int) -> str:
    """Return “1 incident” or “7 incidents”."""
    return say_count("{number} incident", "{number} incidents", number)


def count_questions(number: int) -> str:
    """Return “1 open question” or “7 open questions”."""
    return say_count("{number} open question", "{number} open questions", number)


def count_events(number: int) -> str:
    """Return “1 event” or “7 events”."""
    return say_count("{number} event", "{number} events", number)


def count_services(number: int) -> str:
    """Return “1 service” or “7 services”."""
    return say_count("{number} service", "{number} services", number)


def count_impacts(number: int) -> str:
    """Return “1 impact” or “7 impacts”."""
    return say_count("{number} impact", "{number} impacts", number)


def count_relations(number: int) -> str:
    """Return “1 relation” or “7 relations”."""
    return say_count("{number} relation", "{number} relations", number)


# Of people one speaks otherwise than of things: whole sentences, since not every language has an
# “it” and a “they” to put into one.


def count_said(number: int, *, is_people: bool) -> str:
    """Return “7 claims by it”, or “by them”."""
    if is_people:
        return say_count("{number} claim by them", "{number} claims by them", number)
    return say_count("{number} claim by it", "{number} claims by it", number)


def count_about(number: int, *, is_people: bool) -> str:
    """Return “7 claims about it”, or “about them”."""
    if is_people:
        return say_count("{number} claim about them", "{number} claims about them", number)
    return say_count("{number} claim about it", "{number} claims about it", number)


def count_naming(number: int, *, is_people: bool) -> str:
    """Return “7 more that name it”, or “name them”."""
    if is_people:
        return say_count("{number} more that names them", "{number} more that name them", number)
    return say_count("{number} more that names it", "{number} more that name it", number)


_SENTENCE_END = re.compile(r"(?<=\w{3}[.!?])\s+(?=[A-Z“‘])")


def shorten(text: str, limit: int = 110) -> str:
    """Return a text of at most `limit` characters, cut between words."""
    flat = " ".join(text.split())
    if len(flat) <= limit:
        return flat
    return flat[: limit - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def first_sentence(text: str, limit: int = 180) -> str:
    """Return the first sentence of a text, shortened where it is long."""
    return shorten(_SENTENCE_END.split(" ".join(text.split()), maxsplit=1)[0], limit)


def keep_line_breaks(text: str) -> Markup:
    """Return text for a `pre`, escaped; its line breaks survive the folding of HTML lines."""
    return Markup(str(safe(text)).replace("\n", "&#10;"))
