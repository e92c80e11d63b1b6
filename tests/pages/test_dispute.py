"""The page of a dispute."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from kb.pages.dispute.page import build_dispute_page
from kb.pages.lists.disputes import build_disputes_index
from kb.pages.lists.questions import build_questions_index
from tests.markup import words
from tests.views.small import ALPHA, FILES, listed_on, make_base, make_pages

PATH = "disputes/alpha-2024/who-runs-it/index.md"


def test_a_settled_dispute_shows_what_fell_and_what_held(tmp_path: Path) -> None:
    """Each side has its answer and says whether it held; every claim stands below."""
    kb = make_base(tmp_path)
    page = build_dispute_page(kb, kb.disputes["alpha-2024#who-runs-it"])
    assert page.head.path == PATH
    sides = [(side.answer, side.holds, [claim.ref for claim in side.claims])
             for side in page.dispute.sides]  # fmt: skip
    assert sides == [
        ("Yes", False, ["alpha-2024#bravo-runs-it"]),
        ("No", True, ["alpha-2024#bravo-denies"]),
    ]
    assert [claim.anchor for claim in page.claims] == [
        "alpha-2024--bravo-runs-it",
        "alpha-2024--bravo-denies",
    ]
    assert page.dispute.context == ()


def test_who_decided_and_when_stands_on_the_page(tmp_path: Path) -> None:
    """Verdict, outcome, day and judge are in the head, the assessment beside the sides."""
    head, _, rest = make_pages(tmp_path)[PATH].partition("</header>")
    assert '<p class="kb-verdict" data-now>No: the paper took it back.</p>' in head
    assert "Settled One side held. Clear since 13 February 2024, judged by The Gazette" in words(
        head
    )
    assert "The claim was withdrawn at its source" in rest


def test_a_dispute_is_one_since_its_second_side_was_public(tmp_path: Path) -> None:
    """Three claims of one answer are no dispute, however old; the page says since when it is."""
    more = (
        "  - {id: older, text: 'It runs it all.', asserted_by: {text: A resident},"
        " cites: [alpha-statement], history: ['2024-02-13 refuted [gazette-1]']}\ndisputes:"
    )
    alpha = ALPHA.replace("disputes:", more, 1)
    alpha = alpha.replace("claims: [bravo-runs-it]}", "claims: [bravo-runs-it, older]}")
    kb = make_base(tmp_path, {**FILES, "incidents/alpha-2024.yml": alpha})
    entry = kb.disputes["alpha-2024#who-runs-it"]
    assert kb.claims["alpha-2024#older"].known.latest == dt.date(2024, 1, 18)
    assert build_dispute_page(kb, entry).dispute.known_from == "2024-01-19"
    assert build_dispute_page(kb, entry).dispute.since == "Two answers public since 19 January 2024"


def test_what_only_explains_stands_on_no_side(tmp_path: Path) -> None:
    """It is on the page, folded away, and gives the dispute neither a side nor a day."""
    alpha = ALPHA.replace("    assessment:", "    context: [forms-down]\n    assessment:", 1)
    files = {**FILES, "incidents/alpha-2024.yml": alpha}
    kb = make_base(tmp_path, files)
    page = build_dispute_page(kb, kb.disputes["alpha-2024#who-runs-it"])
    assert [claim.ref for claim in page.dispute.context] == ["alpha-2024#forms-down"]
    assert page.dispute.known_from == "2024-01-19"
    text = make_pages(tmp_path / "pages", files)[PATH]
    assert "1 more claim that explains, and takes no side" in text


def test_everything_cited_is_in_the_list_of_sources(tmp_path: Path) -> None:
    """The statement's sources are numbered on the page itself, copies included."""
    kb = make_base(tmp_path)
    page = build_dispute_page(kb, kb.disputes["alpha-2024#who-runs-it"])
    assert len(page.claims) > 1
    text = make_pages(tmp_path / "site")[PATH]
    assert listed_on(text) == ["Alpha & <b>Bravo</b>", "Alpha copied"]


def test_the_way_a_claim_travelled_is_shown(tmp_path: Path) -> None:
    """A copy hangs below what it copies."""
    kb = make_base(tmp_path)
    (root,) = build_dispute_page(kb, kb.disputes["alpha-2024#who-runs-it"]).dispute.travelled
    assert [node.link.text for node in root.children] == ["Mirror, 20 January 2024"]


def test_speakers_and_those_named_are_linked(tmp_path: Path) -> None:
    """Whoever speaks or is spoken of is listed with the claims in question."""
    kb = make_base(tmp_path)
    page = build_dispute_page(kb, kb.disputes["alpha-2024#who-runs-it"])
    rows = {line.link.text: (len(line.says), len(line.named_in)) for line in page.parties}
    assert rows == {"Bravo Ltd": (1, 2), "Alpha Borough Council": (0, 2)}


def test_a_pair_without_an_authored_dispute_has_a_page_too(tmp_path: Path) -> None:
    """`conflicts_with` alone makes a dispute that is open and not assessed."""
    pages = make_pages(tmp_path)
    text = pages["disputes/beta-2022/many-or-few/index.md"]
    assert "Not assessed yet." in text
    assert "Open" in text


def test_a_dispute_in_the_record_of_an_entity_has_a_page(tmp_path: Path) -> None:
    """Claims that belong to no incident may contradict each other too."""
    kb = make_base(tmp_path)
    page = build_dispute_page(kb, kb.disputes["bravo-ltd#old-or-new"])
    assert page.record.url == "../../../entities/bravo-ltd/#old"


def test_a_page_can_be_cited(tmp_path: Path) -> None:
    """The citation names the question, the record and the day of the last change."""
    kb = make_base(tmp_path)
    page = build_dispute_page(kb, kb.disputes["beta-2022#many-or-few"])
    assert page.citation.text == (
        "“How many people were affected? (Cyber incident at Beta)” Open. Knowledge base,"
        " updated 1 February 2026."
    )
    assert page.citation.bibtex.startswith("@misc{beta-2022-many-or-few,&#10;")


def test_the_index_sorts_disputes_by_outcome(tmp_path: Path) -> None:
    """Open disputes come first; outcomes without a dispute are left out."""
    index = build_disputes_index(make_base(tmp_path))
    rows = [(group.id, [pair.page.text for pair in group.pairs]) for group in index.groups]
    assert rows == [
        ("open", ["How many people were affected?", "When did it begin?"]),
        ("settled", ["Did Bravo run the council's IT?"]),
    ]


def test_open_questions_keep_whom_they_were_asked_of(tmp_path: Path) -> None:
    """The register names the question, the record, who was asked, and as of when."""
    (group,) = build_questions_index(make_base(tmp_path)).groups
    (line,) = group.questions
    assert (group.label, line.text, line.as_of) == (
        "Not disclosed", "How did it begin?", "13 February 2024",
    )  # fmt: skip
    assert [link.text for link in line.asked_of] == ["Alpha Borough Council"]


def test_the_outcomes_are_counted_in_a_figure(tmp_path: Path) -> None:
    """Each bar counts the list it leads to, in the ink of its standing."""
    page = build_disputes_index(make_base(tmp_path))
    bars = {bar.url: (bar.number, bar.ink) for bar in page.multiples[0].rows}
    assert bars == {
        f"#{group.id}-disputes": (
            len(group.pairs),
            {"open": "kb-hatch", "settled": "kb-ink"}[group.id],
        )
        for group in page.groups
    }
    assert page.multiples[0].sentence == "2 of 3: open. The sources do not decide it."
