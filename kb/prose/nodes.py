# The tree of a piece of prose. It holds only what prose may say: there is no node for raw HTML, an
# image from elsewhere or an attribute, so nothing downstream can pass one on. Values; no behaviour.
"""The nodes of parsed prose."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """Words as a reader sees them: character references and escapes are decoded."""

    text: str
    offset: int = 0
    """Where it begins in the text given to `parse_prose`, in characters."""


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Stressed words."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Strong:
    """Strongly stressed words."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """A code span."""

    text: str


@dataclass(frozen=True, slots=True)
class WebLink:
    """A link to an address outside of the knowledge base."""

    url: str
    """As the author wrote it; the emitters check it again."""
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line break that the author asked for."""


@dataclass(frozen=True, slots=True)
class RecordLink:
    """`[[target#local|label]]`, or a name that was linked by itself."""

    target: str
    """The id of a record; before resolving, whatever stands in the brackets."""
    local: str | None
    """The id of a part of that record."""
    label: str | None
    """The words shown; none: the record's name."""
    offset: int = 0
    """Where the link begins, in characters."""
    is_automatic: bool = False
    """True when nobody wrote the brackets."""


@dataclass(frozen=True, slots=True)
class CitationItem:
    """One cited source, `@key, p. 4`."""

    key: str
    locator: str | None
    """Page, paragraph or section, as written."""
    offset: int = 0
    """Where its `@` stands, in characters."""


@dataclass(frozen=True, slots=True)
class Citation:
    """`[@key]` or `[@key, p. 4; @other]`."""

    items: tuple[CitationItem, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """`![words](img/name.png)`: a file of `static/`; only on pages written by hand."""

    path: str
    """Where it is, below the address of the site."""
    words: str
    """What is to be seen, for those who do not see it."""


Inline = Text | Emphasis | Strong | Code | WebLink | LineBreak | RecordLink | Citation | Picture


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; only where long prose is allowed."""

    level: int
    """2 to 6: the title of the page is the one heading of the first level."""
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list, with bullets or numbers."""

    items: tuple[tuple[Block, ...], ...]
    is_ordered: bool = False
    start: int = 1
    """The first number of an ordered list."""
    is_tight: bool = True
    """True when the items are single lines without space between them."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation set apart."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a head; only on pages written by hand."""

    header: tuple[tuple[Inline, ...], ...]
    """The cells of the head."""
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]
    """Rows of as many cells as the head has."""


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Lines of code, as they are."""

    text: str


Block = Paragraph | Heading | ListBlock | Quotation | Table | CodeBlock


@dataclass(frozen=True, slots=True)
class Prose:
    """A piece of prose."""

    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in prose that is refused."""

    offset: int
    """Where, in characters of the text given to `parse_prose`."""
    code: str
    """A code of kb.codes.prose."""
    message: str
    hint: str = ""
    times: int = 1
    """How many it stands for: more than one where the rest of a kind is only counted."""
