"""What fell is shown as fallen, from its day, and counts nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.index import KnowledgeBase
from kb.pages.entity.page import build_entity
from kb.pages.incident.page import build_incident
from kb.pages.lists.comparisons import build_comparisons
from kb.pages.lists.kind import roles_of_all
from kb.pipeline import build
from kb.views.facets import build_facets
from kb.views.hanging import Hang
from tests.rules.laid_out import check_short, lay_out

SHORT = """
entities: [{id: civica}, {id: canterbury}, {id: ico, org_kind: regulator}]
sources:
  - {id: paper, issued: 2024-01-19}
  - {id: verdict, issued: 2024-02-13}
  - {id: firm, issued: 2024-01-20}
occurred: 2024-01-18
determination: confirmed
basis: {occurred: [alleged, said], determination: [alleged, said]}
claims:
  - {id: alleged, cites: [paper], speech_act: alleged}
  - {id: said, cites: [verdict]}
  - {id: fell, cites: [paper], history: ['2024-02-13 refuted [verdict]']}
  - {id: stands, cites: [firm]}
participants:
  - {entity: civica, role: vector, claims: [fell]}
  - {entity: canterbury, role: victim, claims: [stands]}
  - {entity: ico, role: regulator, claims: [stands]}
services:
  - {service: Forms, bodies: [canterbury], state: unavailable, claims: [fell]}
impacts:
  - {kind: external, text: Residents, measure: people-affected, value: 500, bodies: [canterbury],
     claims: [fell]}
  - {kind: monetary, text: A fine, measure: fine, value: 9, currency: GBP, claims: [fell]}
  - {kind: monetary, text: A lesser fine, measure: fine, value: 7, currency: GBP, claims: [stands]}
events:
  - {id: left, date: 2024-01-18, type: exfiltration, title: Data left, claims: [fell]}
  - {id: fined, date: 2024-01-18, type: fine, title: It is fined, actors: [ico], claims: [fell]}
"""
FELL = Hang("2024-01-19", "2024-02-13", "What it rests on was shown false (13 February 2024)")


@pytest.fixture
def kb(tmp_path: Path) -> KnowledgeBase:
    """Return a base in which half of an incident rests on a claim that was shown false."""
    checked = check_short(SHORT, tmp_path)
    assert checked.kb is not None, [problem.explain() for problem in checked.problems]
    return checked.kb


def test_the_page_of_the_incident_marks_each_part(kb: KnowledgeBase) -> None:
    """Roles, services, figures and events say since when they are known, and that they fell."""
    page = build_incident(kb, kb.incidents["kent"])
    people = {line.link.text: line.hang for row in page.roles for line in row.people}
    assert people["Civica"] == FELL
    assert people["Canterbury"] == Hang("2024-01-20", None, "")
    assert page.services[0].cells[0][0].hang == FELL
    assert [line.hang.fell for line in page.impacts] == ["2024-02-13", "2024-02-13", None]
    assert page.timeline is not None
    assert {row.event.hang.fell for row in page.timeline.rows} == {"2024-02-13"}


def test_a_key_fact_is_known_with_the_last_of_its_claims(kb: KnowledgeBase) -> None:
    """“Confirmed” is shown from the day on which it was, not from the allegation before."""
    facts = {line.label: line for line in build_incident(kb, kb.incidents["kent"]).facts}
    assert facts["Began"].known_from == facts["Incident"].known_from == "2024-02-13"


def test_the_head_gives_no_figure_that_fell(kb: KnowledgeBase) -> None:
    """Today the figure that stands is shown, or none; for the days before, the one that fell."""
    facts = [line for line in build_incident(kb, kb.incidents["kent"]).facts
             if line.label in {"People affected", "Fine"}]  # fmt: skip
    assert [(line.label, line.value, line.known_from, line.known_to) for line in facts] == [
        ("People affected", "Not known", None, None),
        ("People affected", "500", "2024-01-19", "2024-02-13"),
        ("Fine", "£7", "2024-01-20", None),
        ("Fine", "£9", "2024-01-19", "2024-02-13"),
    ]


def test_comparisons_leave_out_what_fell(kb: KnowledgeBase) -> None:
    """No figure, no outcome and no provider rests on what fell."""
    page = build_comparisons(kb)
    cells = dict(zip(page.measures, page.rows[0].cells, strict=True))
    assert cells["People affected"].figures == ()
    assert [figure.shown for figure in cells["Fine"].figures] == ["£7"]
    assert page.rows[0].outcomes == ()
    assert page.providers == ()


def test_a_role_that_fell_is_counted_nowhere(kb: KnowledgeBase) -> None:
    """Indexes, facets and ties take a fallen role for none; the way back to it is marked."""
    assert "civica" not in roles_of_all(kb)
    facets = build_facets(kb)
    for path in ("incidents/kent/index.md", "entities/civica/index.md"):
        assert ("role", "Way in") not in facets[path].values
    assert {tie.standing for tie in kb.connections["civica"]} == {"gone"}
    (link,) = [link for link in kb.backlinks["civica"] if link.kind == "role"]
    assert link.status == "refuted"


def test_the_pages_strike_what_fell_and_say_why(tmp_path: Path) -> None:
    """Struck text, the day and the reason stand on the incident, the entity and the timeline."""
    built = build(lay_out(SHORT, tmp_path))
    # Lines of a template are broken where no reader sees it.
    pages = {
        item.path: " ".join(item.data.decode().split()).replace("> <", "><")
        for item in built.artifacts
        if item.path.endswith("md")
    }
    note = '<b class="kb-fell" data-from="2024-02-13">What it rests on was shown false'
    incident = pages["incidents/kent/index.md"]
    assert "<del>Data left</del>" + note in incident
    assert 'data-from="2024-01-19" data-fell="2024-02-13"><del><a href="../../entities/civica/">' \
        in incident  # fmt: skip
    assert 'data-from="2024-01-19" data-to="2024-02-13" hidden><dt>People affected</dt>' in incident
    assert "<del>Data left</del>" + note in pages["timeline/index.md"]
    assert note in pages["entities/civica/index.md"]


def test_a_fallen_role_is_fallen_on_the_page_of_the_other_too(kb: KnowledgeBase) -> None:
    """What links to a body says that the role fell, in the row in which it names the role."""
    page = build_entity(kb, kb.entities["civica"])
    rows = [(reason.reason, reason.status) for row in page.linking for reason in row.reasons]
    assert rows == [("Way in", "refuted")]
    page = build_entity(kb, kb.entities["canterbury"])
    rows = [(reason.reason, reason.status) for row in page.linking for reason in row.reasons]
    assert {status for _, status in rows} == {None}
