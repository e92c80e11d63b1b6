"""The whole site in a language that brackets what it says: nothing is left outside of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from gettext import NullTranslations

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from kb.dates.value import MONTHS, SEASONS
from kb.say import speaking
from tests.views import fair, small

SPOKEN = ("aria-label", "title", "placeholder", "alt")
"""Attributes that are read out or shown."""
MACHINES = ("pre", "code", "script", "style", ".kb-citebox")
"""What programs read: BibTeX, CSL-JSON, examples of YAML."""
NAMES: Mapping[str, str] = {
    "Incident Record": "the name of the site",
    "CC BY": "the name of a licence",
    "BibTeX": "the name of a format",
    "CSL": "the name of a format",
    "JSON": "the name of a format",
    "Atom": "the name of a format",
    "RSIT": "the name of a list",
    "CVSS": "the name of a score",
    "CPE": "the name of a list",
    "CVE": "the name of a list",
}
"""Outside of brackets → why."""
ENGLISH_FOR_NOW = frozenset(
    {
        *MONTHS, *(month[:3] for month in MONTHS), *SEASONS.values(), "by", "from", "uncertain",
        "UTC", "United", "Kingdom", "English", "German",
    }
)  # fmt: skip
"""Words of dates (kb.dates.show), and the names of countries and languages (kb.model.countries)."""
WORD = re.compile(r"[^\W\d_]{2,}")


class Bracketing(NullTranslations):
    """A language in which every text is the English one in brackets."""

    def gettext(self, message: str) -> str:
        """Return a text in brackets."""
        return f"⟦{message}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return the form for a number in brackets."""
        return f"⟦{msgid1 if n == 1 else msgid2}⟧"


def outside(text: str) -> list[str]:
    """Return the pieces of a text that stand in no brackets."""
    pieces, depth = [""], 0
    for char in text:
        if char == "⟦":
            depth += 1
            pieces.append("")
        elif char == "⟧":
            depth -= 1
        elif depth == 0:
            pieces[-1] += char
    assert depth == 0, text
    return [" ".join(piece.split()) for piece in pieces if WORD.search(piece)]


def iter_texts(page: str) -> Iterator[str]:
    """Yield every block of text of a page, and every attribute that is read out."""
    tree = LexborHTMLParser(f"<body>{page.split('---', 2)[2]}</body>")
    for selector in MACHINES:
        for node in tree.css(selector):
            node.decompose()
    assert tree.body is not None
    yield from _iter_nodes(tree.body)
    for name in SPOKEN:
        for node in tree.css(f"[{name}]"):
            yield node.attributes[name] or ""


def _iter_nodes(node: LexborNode) -> Iterator[str]:
    """Yield the runs of text between blocks: a bracket may close in another node than it opened."""
    run = ""
    for child in node.iter(include_text=True):
        if child.tag == "-text":
            run += child.text(deep=False)
        elif child.tag in BLOCKS or child.css_first(", ".join(BLOCKS)) is not None:
            yield run
            yield from _iter_nodes(child)
            run = ""
        else:
            run += child.text(deep=True)
    yield run


BLOCKS = frozenset(
    {
        "article", "aside", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption", "figure",
        "form", "h1", "h2", "h3", "h4", "h5", "header", "label", "legend", "li", "nav", "ol",
        "option", "p", "section", "select", "summary", "table", "tbody", "td", "th", "thead", "tr",
        "ul",
    }
)  # fmt: skip


@pytest.fixture(scope="module", params=["fair", "small"])
def base(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> object:
    """Return the pages of a base in brackets, and every word that its records hold."""
    files = {"fair": fair.FILES, "small": small.FILES}[request.param]
    with speaking(Bracketing()):
        pages = small.make_pages(tmp_path_factory.mktemp(request.param), files)
    return pages, " ".join([*files, *files.values()])


def test_nothing_is_said_in_english_beside_the_catalogue(
    base: tuple[Mapping[str, str], str],
) -> None:
    """What stands outside of brackets on any page is from a record, a date or a name."""
    pages, records = base
    known = {*WORD.findall(records), *ENGLISH_FOR_NOW}
    known |= set(WORD.findall(" ".join(pages)))
    known |= {word for name in NAMES for word in WORD.findall(name)}
    looked_at, wrong = 0, []
    for path, page in pages.items():
        if path.startswith("reference/"):
            continue
        for text in iter_texts(page):
            looked_at += 1
            for piece in outside(text):
                is_known = (
                    set(WORD.findall(piece)) <= known or piece.isupper()
                )  # letters of an index
                if not is_known or piece in FUNCTION_WORDS:
                    wrong.append(f"{path}: {piece!r} in {' '.join(text.split())[:160]!r}")
    assert looked_at >= 1500, looked_at
    assert not wrong, f"{len(wrong)} texts\n" + "\n".join(wrong[:200])


FUNCTION_WORDS = frozenset(
    {"of", "in", "on", "to", "and", "or", "with", "is", "are", "it", "the", "a", "more", "says"}
)
"""Words that records hold too; alone between brackets they glue texts."""


def test_what_is_outside_of_brackets_is_found() -> None:
    """The test sees a word beside a said text, also beside one that holds another."""
    assert outside("⟦by ⟦Kent⟧⟧ says ⟦⟦a⟧ b⟧, 3 of") == ["says", ", 3 of"]
    assert outside("⟦all⟧ 12 · ⟦is⟧ said") == ["said"]
