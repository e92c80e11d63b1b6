# Written against the promise, not against a template: a question never stands without its verdict,
# a denial never reads as its opposite, nobody is accused without his answer.
"""What is said wherever a disputed question, a denial or an allegation stands."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from kb.index import KnowledgeBase
from kb.pages.changes import decisions
from kb.pages.incident.summary import build_disputed, build_wrong
from kb.pipeline import build, check
from kb.views.accounts import account_of
from kb.views.builder import PageBuilder
from kb.views.claim import build_claim
from kb.views.dispute import build_dispute
from kb.views.marks import build_marks
from kb.views.per_body import build_data_lines, per_body_value
from tests.looking import looked_at
from tests.rules.laid_out import check_short, lay_out

BASE = """
entities:
  - {id: dover, org_kind: local-authority}
  - {id: thanet, org_kind: local-authority}
  - {id: maker}
sources:
  - {id: paper, issued: 2024-01-10}
  - {id: reply, issued: 2024-01-20, issuer: maker, origin: primary}
  - {id: ruling, issued: 2024-03-01}
  - {id: de, issued: 2024-01-12, language: de}
participants:
  - {entity: dover, role: victim, claims: [none-seen]}
  - {entity: thanet, role: victim, claims: [blame]}
per_body:
  - {body: dover, data: none-found, resolved: 2024-02-05,
     basis: {data: [none-seen], resolved: [none-seen]}}
  - {body: thanet, data: nothing-published}
claims:
  - {id: blame, text: The maker's program was the way in., asserted_by: {text: Analyst},
     cites: [paper], asserted: 2024-01-10, speech_act: alleged,
     about: {predicate: provider-of, subject: maker},
     history: ['2024-01-20 disputed [reply]', '2024-03-01 refuted [ruling]']}
  - {id: old, text: It makes programs., asserted_by: {text: Analyst}, cites: [paper],
     asserted: 2018-05-01}
  - {id: not-so, text: Its program was not the way in., asserted_by: maker, cites: [reply],
     asserted: 2024-01-20, speech_act: denied, denies: [blame]}
  - {id: lonely, text: The maker hid it., asserted_by: {text: Analyst}, asserted: 2024-01-12,
     cites: [{source: de, quote: versteckt}], speech_act: alleged,
     about: {predicate: outcome, subject: maker}}
  - {id: none-seen, text: Dover found no evidence of a theft., asserted_by: dover, cites: [paper],
     asserted: 2024-01-10, about: {predicate: data-accessed, subject: dover, evidence: none-found}}
  - {id: guess, text: It will take long., asserted_by: {text: Analyst}, cites: [paper],
     asserted: 2024-01-10, speech_act: speculated, borne_out_by: [none-seen]}
  - {id: part-one, text: One half., split_from: whole, cites: [paper]}
  - {id: part-two, text: Other half., split_from: whole, cites: [paper]}
impacts:
  - {kind: availability, text: People, measure: people-affected, value: 500, unit: people,
     claims: [lonely]}
disputes:
  - {id: d, question: 'Was the program the way in?',
     verdict: 'No: the maker denied it and an inquiry found otherwise.',
     outcome: settled, decided: ../2024-03-05, assessment: It was not., cites: [ruling],
     sides: [{answer: 'Yes', claims: [blame]}, {answer: 'No', holds: true, claims: [not-so]}],
     context: [old]}
"""


@pytest.fixture(scope="module")
def kb(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    """Return the base of all examples here."""
    found = check_short(BASE, tmp_path_factory.mktemp("verdicts")).kb
    assert found is not None
    return found


def desk_of(kb: KnowledgeBase) -> PageBuilder:
    """Return a builder on the page of the incident."""
    return PageBuilder(kb, "incidents/kent/index.md", frozenset({"kent"}))


def test_a_dispute_exists_from_its_second_side(kb: KnowledgeBase) -> None:
    """Nobody is shown as disputed before two answers were public, whatever old papers explain."""
    view = build_dispute(desk_of(kb), kb.disputes["kent#d"])
    assert view.known_from == "2024-01-20"
    assert view.since == "Two answers public since 20 January 2024"
    assert [(side.answer, side.holds) for side in view.sides] == [("Yes", False), ("No", True)]
    assert [claim.ref for claim in view.context] == ["kent#old"]


def test_a_bound_is_shown_as_one(kb: KnowledgeBase) -> None:
    """A decision of which only a last day is known is clear by that day, and the editors judged."""
    judged = build_dispute(desk_of(kb), kb.disputes["kent#d"]).judged
    assert judged.decided == "by 5 March 2024"
    assert [link.text for link in judged.by] == ["the editors"]


def test_a_settled_question_leaves_the_disputed_ones(kb: KnowledgeBase) -> None:
    """It stands with its answer, and among the disputed only for the days on which it was."""
    builder, incident = desk_of(kb), kb.incidents["kent"]
    disputed = build_disputed(builder, incident)
    assert [(line.known_from, line.known_to) for line in disputed] == [("2024-01-20", "2024-03-05")]
    (decided,) = build_wrong(builder, incident)
    assert decided.answer.startswith("No:")
    assert decided.known_from == "2024-03-05"


def test_a_decision_is_news_with_its_answer(kb: KnowledgeBase) -> None:
    """A feed does not say that a question was settled without saying how."""
    (change,) = decisions(kb, kb.incidents["kent"])
    dispute = kb.disputes["kent#d"]
    assert change.text == f"{dispute.question} {dispute.verdict}"
    assert (change.what, change.day) == ("Settled", "2024-03-05")


LATER_FOUND = """
entities: [{id: maker}]
sources: [{id: early, issued: 2024-01-10}, {id: late, issued: 2024-03-01}]
claims:
  - {id: none, asserted_by: maker, cites: [early],
     about: {predicate: data-accessed, subject: maker, evidence: none-found}}
  - {id: some, asserted_by: maker, cites: [late], supersedes: none,
     about: {predicate: data-accessed, subject: maker, value: true}}
disputes:
  - {id: d, question: 'Was data reached?', verdict: 'Yes, as its maker found later.',
     outcome: settled, decided: 2024-03-01, assessment: It says so., cites: [late], by: maker,
     sides: [{answer: None found, claims: [none]}, {answer: 'Yes', claims: [some], holds: true}]}
"""


def test_who_found_it_later_was_not_wrong(tmp_path: Path) -> None:
    """“None found so far” is no error that the brief of a page lays to anybody's charge."""
    kb = check_short(LATER_FOUND, tmp_path).kb
    assert kb is not None
    assert build_wrong(desk_of(kb), kb.incidents["kent"]) == ()
    assert [change.what for change in decisions(kb, kb.incidents["kent"])] == ["Settled"]


def test_a_denial_says_what_it_denies(kb: KnowledgeBase) -> None:
    """The sentence of a denial is true for its speaker; what it denies stands beside it."""
    view = build_claim(desk_of(kb), kb.claims["kent#not-so"])
    assert [link.text for link in view.denies] == ["what Analyst said"]
    assert [link.url for link in view.denies] == ["#blame"]


def test_an_allegation_stands_with_its_reply(kb: KnowledgeBase) -> None:
    """The answer of whoever is accused, or that none is on record."""
    (answered,) = build_claim(desk_of(kb), kb.claims["kent#blame"]).replies
    assert answered.claim is not None
    assert answered.claim.text == "Its program was not the way in."
    assert answered.since == "2024-01-20"
    (silent,) = build_claim(desk_of(kb), kb.claims["kent#lonely"]).replies
    assert silent.claim is None
    assert silent.body.text == "Maker"


def test_every_body_is_answered(kb: KnowledgeBase) -> None:
    """Who published nothing is named too, and whose account an answer is stands beside it."""
    builder, incident = desk_of(kb), kb.incidents["kent"]
    lines = build_data_lines(builder, incident)
    assert [(line.body.text, line.answer) for line in lines] == [
        ("Dover", "No evidence found"), ("Thanet", "Nothing published"),
    ]  # fmt: skip
    assert lines[0].whose == "by its own account, 10 January 2024"
    assert per_body_value(builder, incident, "resolved") == (
        "Dover: 5 February 2024; Thanet: nothing published"
    )
    assert per_body_value(builder, incident, "occurred") is None


def test_a_guess_that_proved_right_stays_a_guess(kb: KnowledgeBase) -> None:
    """It keeps its speech act and says by whom it was borne out, and when."""
    view = build_claim(desk_of(kb), kb.claims["kent#guess"])
    assert view.act == "speculated"
    assert [(item.speakers, item.since) for item in view.borne_out] == [("Dover", "2024-01-10")]


def test_a_split_claim_keeps_its_address(kb: KnowledgeBase) -> None:
    """The former address leads to the first part, which names the others."""
    first, second = (build_claim(desk_of(kb), kb.claims[f"kent#part-{n}"]) for n in ("one", "two"))
    assert first.split is not None
    assert second.split is not None
    assert (first.split.anchor, second.split.anchor) == ("whole", None)
    assert [link.text for link in first.split.others] == ["Other half."]


def test_a_figure_names_who_vouches_for_it(kb: KnowledgeBase) -> None:
    """A number that was only alleged is never printed bare."""
    assert account_of(desk_of(kb), "kent", ["lonely"]) == "alleged by Analyst"
    assert account_of(desk_of(kb), "kent", ["blame"]) == ""
    assert account_of(desk_of(kb), "kent", ["none-seen"]) == "says Dover"


def test_marks_lead_to_what_they_mean(kb: KnowledgeBase, tmp_path: Path) -> None:
    """A base without a page on method explains its marks on the page of values."""
    assert build_marks(kb)["grade"] == ("reference/values/index.md", "values-admiralty-reliability")
    pages = {item.path: item.data.decode() for item in build(lay_out(BASE, tmp_path)).artifacts}
    incident = pages["incidents/kent/index.md"]
    assert 'href="../../reference/values/#values-admiralty-reliability"' in incident
    assert "mark:" not in incident
    values = pages["reference/values/index.md"]
    marks = looked_at(build_marks(kb).values(), 5)
    assert all(f'id="{anchor}"' in values for _, anchor in marks)


def test_a_page_on_method_explains_what_it_has_a_heading_for(tmp_path: Path) -> None:
    """Another base's page leads nowhere that is not there."""
    page = tmp_path / "content/pages/methodology.md"
    page.parent.mkdir(parents=True)
    page.write_text(
        "---\nid: methodology\ntitle: Method\ncreated: 2026-11-25\nupdated: 2026-11-25\n---\n\n"
        "## Origin and *grade* of a source\n\nText.\n",
        encoding="utf-8",
    )
    base = check(lay_out(BASE, tmp_path)).kb
    assert base is not None
    marks = build_marks(base)
    assert marks["grade"] == ("methodology/index.md", "origin-and-grade-of-a-source")
    assert marks["act"] == ("reference/values/index.md", "values-speech-act")


def test_words_of_another_language_say_so(tmp_path: Path) -> None:
    """A quote carries the language of its source."""
    pages = {item.path: item.data.decode() for item in build(lay_out(BASE, tmp_path)).artifacts}
    assert '<q lang="de">versteckt</q>' in pages["incidents/kent/index.md"]


def test_the_verdict_stands_wherever_the_question_does(tmp_path: Path) -> None:
    """On every page that has the question, the verdict follows it before the next question."""
    verdict = "No: the maker denied it and an inquiry found otherwise."
    pages = {item.path: item.data.decode() for item in build(lay_out(BASE, tmp_path)).artifacts}
    asking = {path: text for path, text in pages.items() if "Was the program the way in?" in text}
    assert {path for path in asking if "known/" not in path} >= {
        "incidents/kent/index.md", "disputes/index.md", "disputes/kent/d/index.md",
        "entities/maker/index.md", "index.md",
    }  # fmt: skip
    for path in looked_at((path for path in asking if "known/" not in path), 5):
        assert verdict in asking[path], path
    page = asking["disputes/kent/d/index.md"]
    assert page.index(verdict, page.index("<h1")) < page.index("The sides")


def test_no_day_comes_before_the_record(kb: KnowledgeBase) -> None:
    """A dispute's own day is never before the first day of its second side."""
    since = kb.disputes["kent#d"].since
    assert since is not None
    assert since.latest == dt.date(2024, 1, 20)
    assert since.earliest == dt.date(2024, 1, 20)
