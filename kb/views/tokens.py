# While a page is made nobody knows in which order its parts will be read. So whoever writes a
# citation, a name or the way to an explanation leaves a token, and kb.views.numbering puts the text
# in its place once the whole page stands. Tokens are set in noncharacters of Unicode, which are
# meant for use inside a program: prose with one is refused and masked (kb.prose.characters), plain
# text loses them when it is printed (`without_tokens`), and none of them is a letter, a blank or a
# line break for Python, HTML or Markdown.
"""What stands in a page for what is decided when the page is complete."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

OPEN, BETWEEN, CLOSE = "\ufdd0", "\ufdd1", "\ufdd2"

# The kinds of tokens, as they stand behind `OPEN`.
CITED, CITED_BY, NAMED, LINKED = "cited", "by", "name", "link"
MARK, SECTION, LATER = "mark", "section", "later"

_SIGNS = re.compile(f"[{OPEN}{BETWEEN}{CLOSE}]")
_TOKEN = re.compile(f"{OPEN}([^{OPEN}{CLOSE}]*){CLOSE}")


def _token(*fields: str) -> str:
    return OPEN + BETWEEN.join(fields) + CLOSE


def without_tokens(text: str) -> str:
    """Return a text that somebody wrote, in which nothing can be taken for a token."""
    return text if text.isascii() else _SIGNS.sub("", text)


def safe(text: str) -> Markup:
    """Return plain text as HTML without markup and without tokens."""
    return escape(without_tokens(text))


def cited(key: str, details: str) -> str:
    """Return the token of a citation that is a place of its own: the source leads back to it."""
    return _token(CITED, key, str(safe(details)))


def cited_by(key: str, details: str, anchor: str) -> str:
    """Return the token of a citation in something with an anchor, to which the source leads back.

    An empty anchor: to nothing.
    """
    return _token(CITED_BY, key, str(safe(details)), anchor)


def named(target: str, linked: str, bare: str) -> str:
    """Return the token of a name that links by itself: the first of a section, others are bare."""
    return _token(NAMED, target, linked, bare)


def linked(target: str) -> str:
    """Return the token before a link that its author made: it counts as a mention."""
    return _token(LINKED, target)


def mark(name: str) -> Markup:
    """Return the token of the address at which a mark on pages is explained (kb.views.marks)."""
    return Markup(_token(MARK, name))


def begin_section() -> str:
    """Return the token at the beginning of a section: every name may be linked again."""
    return _token(SECTION)


def later(part: str) -> str:
    """Return the token of a part of the page that is rendered when the order is known."""
    return _token(LATER, part)


def strip_tokens(text: str) -> str:
    """Return a text without citations and links: of each name its words stay."""

    def bare(match: re.Match[str]) -> str:
        kind, *fields = match[1].split(BETWEEN)
        return fields[-1] if kind == NAMED and fields else ""

    return _TOKEN.sub(bare, text)
