# Plain words, made alike on every page. This room knows no record.
"""Count, join and shorten words."""

from __future__ import annotations

import re

from markupsafe import Markup

from kb.views.tokens import safe


def count_of(number: int, noun: str, plural: str | None = None) -> str:
    """Return “1 article” or “7 articles”."""
    return f"{number} {noun_of(number, noun, plural)}"


def noun_of(number: int, noun: str, plural: str | None = None) -> str:
    """Return “article” or “articles”, as the number wants it."""
    return noun if number == 1 else plural or f"{noun}s"


def capital(text: str) -> str:
    """Return a text with a capital at its beginning, and the rest as it is."""
    return text[:1].upper() + text[1:]


def join_words(words: list[str]) -> str:
    """Return words joined with commas and a final “and”."""
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1]


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
