"""Numbers and names follow the order in which a page is read, whatever order it was made in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.prose.characters import has_hidden
from kb.views import tokens
from kb.views.builder import PageBuilder
from kb.views.cited import CitedSources
from kb.views.numbering import WAYS_BACK, Numbering
from tests.views.small import ALPHA, FILES, listed_on, make_base, make_pages


def test_numbers_follow_the_text_and_not_the_making() -> None:
    """The source that stands first has the number 1, though it was written last."""
    second = tokens.cited("made-first", "")
    first = tokens.cited("made-second", "")
    numbering = Numbering("page/index.md")
    shown = numbering.resolve(f"<p>{first} {second} {first}</p>")
    assert re.findall(r">(\d+)<", shown) == ["1", "2", "1"]
    assert list(numbering.numbers) == ["made-second", "made-first"]


def test_a_place_has_an_anchor_and_what_has_one_already_gets_none() -> None:
    """The list leads back to the citation, or to the claim in which it stands: to that once."""
    numbering = Numbering("page/index.md")
    by_claim = tokens.cited_by("a", ", page 3", "the-claim")
    shown = numbering.resolve(tokens.cited("a", "") + by_claim + by_claim)
    assert shown.count(' id="') == 1
    assert 'id="C1-1"' in shown
    assert 'aria-label="Source 1, page 3"' in shown
    assert numbering.uses == {"a": ["C1-1", "the-claim"]}


def test_a_name_is_a_link_once_a_section() -> None:
    """The first mention is the link; a link of the author counts; a heading begins anew."""
    name = tokens.named("kent", "[Kent](kent)", "Kent")
    text = f"{name}, {name}.{tokens.begin_section()}{tokens.linked('kent')}our Kent, {name}"
    assert Numbering("page/index.md").resolve(text) == "[Kent](kent), Kent.our Kent, Kent"


def test_a_mark_leads_to_its_explanation_as_seen_from_the_page() -> None:
    """An unknown mark leads nowhere, and says so in the address alone."""
    numbering = Numbering("a/b/index.md", {"grade": ("methodology/index.md", "origin")})
    assert numbering.resolve(tokens.mark("grade")) == "../../methodology/#origin"
    assert numbering.resolve(tokens.mark("colour")) == "#"


FORGED = (
    tokens.cited("gazette-1", ""), tokens.named("alpha", "x", "y"), tokens.begin_section(),
    tokens.later("sources"), tokens.OPEN, tokens.CLOSE, f"{tokens.OPEN}cited", tokens.OPEN * 3,
)  # fmt: skip


@pytest.mark.parametrize("forged", FORGED)
def test_what_somebody_wrote_is_no_token(forged: str) -> None:
    """Prose with a sign of a token is refused and masked; plain text loses it."""
    assert has_hidden(forged)
    assert tokens.OPEN not in tokens.without_tokens(forged)
    assert tokens.safe(f"<{forged}>").startswith("&lt;")
    assert Numbering("page/index.md").resolve(str(tokens.safe(forged))) == tokens.safe(forged)


TITLE = "Cyber incident at Alpha <img src=x onerror=alert(1)>"


def test_signs_of_tokens_in_a_record_change_nothing_on_its_page(tmp_path: Path) -> None:
    """A title with a whole token is shown without its signs, and cites nothing."""
    signs, path = r"\uFDD0cited\uFDD1copy-2\uFDD1\uFDD2", "incidents/alpha-2024/index.md"
    bodies = []
    for title in (f"Quiet{signs}", "Quietcitedcopy-2"):
        assert TITLE in ALPHA
        files = {**FILES, "incidents/alpha-2024.yml": ALPHA.replace(TITLE, title)}
        page = make_pages(tmp_path, files)[path]
        bodies.append(page.split("---\n", 2)[2])
    assert bodies[0] == bodies[1]
    assert "Quietcitedcopy-2" in bodies[0]
    assert len(listed_on(bodies[0])) > 1


@given(st.text(alphabet=f"{tokens.OPEN}{tokens.BETWEEN}{tokens.CLOSE}cited by<a>", max_size=40))
def test_no_text_stops_the_numbering(text: str) -> None:
    """Whatever stands in a page, its tokens are gone afterwards and nothing is raised."""
    assert tokens.OPEN not in Numbering("page/index.md").resolve(text).replace(
        tokens.later("sources"), ""
    )


def test_stripped_text_keeps_the_words_of_names() -> None:
    """Inside a link of our own a name is bare and a citation is not there."""
    text = f"{tokens.named('kent', '<a>Kent</a>', 'Kent')} said so{tokens.cited('a', '')}"
    assert tokens.strip_tokens(text) == "Kent said so"


@pytest.mark.parametrize(("times", "ways", "more"), [(12, 12, 0), (15, 12, 3)])
def test_a_source_leads_back_to_its_first_places(
    tmp_path: Path, times: int, ways: int, more: int
) -> None:
    """Of the others it says how many there are, and they have no anchor that nobody uses."""
    builder = PageBuilder(make_base(tmp_path), "page/index.md", frozenset())
    numbering = Numbering(builder.path)
    cited = [numbering.resolve(builder.citations(["gazette-1"])) for _ in range(times)]
    (line, *_) = CitedSources(builder).finish(numbering)["sources"]
    assert (len(line.uses), line.more_uses) == (ways, more)
    assert sum(' id="' in each for each in cited) == ways == min(times, WAYS_BACK)
