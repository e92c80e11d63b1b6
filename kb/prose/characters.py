# Characters that a reader cannot see, or that turn the order of what he sees (CVE-2021-42574). The
# parser refuses them with a position; the emitters replace them whatever the parser said.
"""Invisible characters in prose."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.problems import quoted
from kb.prose.nodes import Fault

_REPLACEMENT = "\ufffd"
_CONTROLS = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\ufdd0-\ufdef"
)
_DIRECTIONS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
# Zero-width space, word joiner and friends, soft hyphen, Hangul fillers, tags, variation of tags.
_EMPTY = (
    "\u200b\u2060-\u2065\u206a-\u206f\ufeff\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u3164\uffa0"
    "\U000e0000-\U000e0fff"
)
# The zero-width joiners belong to some scripts and to emoji, but never between Latin letters.
_JOINERS = r"(?<![^\x00-\x7f])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\x7f])"
_REFUSED = re.compile(f"[{_CONTROLS}{_DIRECTIONS}{_EMPTY}]|{_JOINERS}")
_DIRECTION = re.compile(f"[{_DIRECTIONS}]")
_CONTROL = re.compile(f"[{_CONTROLS}]")
_HALF = re.compile("[\ud800-\udfff]")


def has_hidden(text: str) -> bool:
    """Return whether `text` holds a character that is refused."""
    return _REFUSED.search(text) is not None


def mask_hidden(text: str) -> str:
    """Return `text`, of the same length, with each refused character replaced."""
    return text if text.isascii() and text.isprintable() else _REFUSED.sub(_REPLACEMENT, text)


def clean_line(text: str) -> str:
    """Return a text from elsewhere on one line, without a character that is refused.

    Control characters become blanks and half characters U+FFFD, so that words stay apart and a loss
    is seen; what only hides or turns goes.
    """
    if not (text.isascii() and text.isprintable()):
        text = _HALF.sub(_REPLACEMENT, text)
        text = _REFUSED.sub("", _CONTROL.sub(" ", text))
    return " ".join(text.split())


def iter_hidden(text: str) -> Iterator[Fault]:
    """Yield a fault for each refused character."""
    for match in _REFUSED.finditer(text):
        yield hidden_fault(match.group(), match.start())


def hidden_fault(char: str, offset: int) -> Fault:
    """Return the fault of one refused character."""
    name = f"U+{ord(char):04X}"
    if _DIRECTION.match(char):
        message = f"{name} turns the direction of the text {quoted(char)}"
        return Fault(offset, "KB414", message, "delete it: it hides what is written")
    if _CONTROL.match(char):
        message = f"the control character {name} {quoted(char)}"
        return Fault(offset, "KB414", message, "delete it, or type the sign it was meant to be")
    return Fault(offset, "KB415", f"the invisible character {name}", "delete it: nobody can see it")
