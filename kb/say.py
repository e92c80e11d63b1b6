# Every text that a reader of the site sees passes here, so that a catalogue can stand in for the
# English one without a change anywhere else. What records say is not text of ours: it never does.
# The texts themselves stay where they are used, in full sentences, as gettext wants them.
"""What the site says, in the language in which it is built."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from gettext import NullTranslations
from typing import Any

from markupsafe import Markup

__all__ = [
    "english", "gettext", "mark", "ngettext", "say", "say_count", "say_either", "say_html",
    "say_list", "say_number", "speaking",
]  # fmt: skip

_ENGLISH = NullTranslations()
_CATALOGUE: ContextVar[NullTranslations | None] = ContextVar("catalogue", default=None)
_HEARD: ContextVar[dict[str, str] | None] = ContextVar("heard", default=None)
"""What was said in another language → the English text behind it."""


@contextmanager
def speaking(catalogue: NullTranslations) -> Iterator[None]:
    """Say everything in the language of a catalogue of gettext, until the block ends."""
    token, heard = _CATALOGUE.set(catalogue), _HEARD.set({})
    try:
        yield
    finally:
        _CATALOGUE.reset(token)
        _HEARD.reset(heard)


def mark(message: str) -> str:
    """Return a text as it is, as one for the catalogue: a constant that `say` says later."""
    return message


def gettext(message: str) -> str:
    """Return a text in the language in which the site is built (templates ask)."""
    catalogue, heard = _CATALOGUE.get(), _HEARD.get()
    if catalogue is None or heard is None or not message:
        return message
    text = catalogue.gettext(message)
    heard.setdefault(text, message)
    return text


def english(text: str) -> str:
    """Return the English text behind one that was said; any other text as it is.

    Ids of headings are addresses, so they are the same in every language.
    """
    return (_HEARD.get() or {}).get(text, text)


def ngettext(one: str, many: str, number: int) -> str:
    """Return the form of a text that a number wants (templates ask)."""
    return (_CATALOGUE.get() or _ENGLISH).ngettext(one, many, number)


def say(message: str, **values: object) -> str:
    """Return a text for readers.

    Args:
        message: The English text, whole, with a `{name}` for each value.
        values: What the names stand for, as text that is ready to be read.
    """
    text = gettext(message)
    return text.format(**values) if values else text


def say_count(one: str, many: str, number: int, **values: object) -> str:
    """Return a text with a number in it, in the form that the number wants.

    Args:
        one: The English text for one: `{number} claim`.
        many: The English text for any other number.
        number: How many; `{number}` in the text, with commas between thousands.
        values: What other names in the text stand for.
    """
    return ngettext(one, many, number).format(number=say_number(number), **values)


def say_html(message: str, **values: Any) -> Markup:
    """Return a text that is HTML of ours; values that are none are escaped."""
    return Markup(gettext(message)).format(**values)


# How numbers and lists are written is English for now, as the names of months in `kb.dates.show`
# are: one place for each, so that a language can bring its own.


def say_number(number: float) -> str:
    """Return a number with commas between thousands."""
    return f"{number:,}"


def say_list(words: Sequence[str]) -> str:
    """Return words joined with commas and a final “and”; empty when there are none."""
    if len(words) < 2:
        return "".join(words)
    return say("{first} and {last}", first=", ".join(words[:-1]), last=words[-1])


def say_either(words: Sequence[str]) -> str:
    """Return words with “or” between them; empty when there are none."""
    text = "".join(words[:1])
    for word in words[1:]:
        text = say("{first} or {last}", first=text, last=word)
    return text
