"""The page of an entity: fair to whoever is named, complete for whoever asks."""

from __future__ import annotations

from pathlib import Path

from kb.pages.entity.page import EntityPage, build_entity
from tests.looking import looked_at
from tests.markup import values
from tests.views.fair import FILES
from tests.views.small import listed_on, make_base, make_pages


def page_of(folder: Path, name: str) -> EntityPage:
    """Return the page context of an entity of the fair base."""
    kb = make_base(folder, FILES)
    return build_entity(kb, kb.entities[name])


def facts_of(page: EntityPage) -> dict[str, str]:
    """Return the facts as plain words."""
    return {fact.label: ", ".join(link.text for link in fact.values) for fact in page.facts}


def test_whoever_was_cleared_reads_it_before_anything_else(tmp_path: Path) -> None:
    """The clearance, its day and who withdrew the claim stand above the description."""
    (line,) = page_of(tmp_path, "civica-like").cleared
    assert line.incident.text == "Cyber incident at two councils"
    (end,) = line.ends
    assert (end.status, end.date) == ("retracted", "13 February 2024")
    assert end.by is not None
    assert end.by.text == "The Record"
    text = make_pages(tmp_path, FILES)["entities/civica-like/index.md"]
    assert text.index("Named, then cleared") < text.index('<p class="kb-lead">')
    assert "then cleared" in text.split("---")[1], "search engines show it too"


def test_an_allegation_stands_next_to_its_outcome(tmp_path: Path) -> None:
    """A contested claim is told once, with the dispute, what held and the assessment."""
    page = page_of(tmp_path, "civica-like")
    (group,) = page.contested
    assert [line.claim.ref for line in group.claims] == ["kent-2024#runs-it"]
    assert group.claims[0].claim.is_struck
    assert group.claims[0].end is not None
    assert (group.claims[0].end.date, group.claims[0].verdict) == ("13 February 2024", None)
    assert group.dispute is not None
    assert group.dispute.judged.outcome == "settled"
    assert group.dispute.judged.verdict == "Not Civica-like Ltd: the source took it back."
    (answer,) = group.dispute.answers
    assert (answer.answer, answer.holds) == ("Not Civica-like Ltd", True)
    assert [claim.text for claim in answer.claims] == ["We have never provided IT to the councils."]
    assert "took it back" in str(group.dispute.assessment)
    assert page.about == (), "what is contested is not repeated further down"


def test_what_nobody_decided_is_said_to_be_open(tmp_path: Path) -> None:
    """A speculation that names somebody in its words alone is found, and is not established."""
    page = page_of(tmp_path, "east-service")
    (group,) = page.contested
    assert group.dispute is None
    assert [line.claim.ref for line in group.claims] == ["kent-2024#guess"]
    assert group.claims[0].end is None
    assert str(group.claims[0].verdict).startswith("not established")
    assert page.about == ()
    assert [claim.text for part in page.mentions for claim in part.claims] == [
        "East Service runs the computers of both councils."
    ]


def test_claims_stand_under_who_said_them_and_their_incident(tmp_path: Path) -> None:
    """What somebody said about themselves is theirs, with speech act, date and citation."""
    page = page_of(tmp_path, "civica-like")
    (group,) = page.said
    (claim,) = group.claims
    assert group.record.text == "Cyber incident at two councils"
    assert (claim.act, claim.via, claim.asserted) == ("denied", "a spokesperson", "19 January 2024")
    assert "kb-cite" in claim.cites


def test_a_shared_provider_shows_every_body_hit_incident_by_incident(tmp_path: Path) -> None:
    """The latest incident comes first; each body has its role and its tie to the provider."""
    page = page_of(tmp_path, "east-service")
    assert [part.incident.text for part in page.provided] == [
        "Cyber incident at two councils",
        "Outage of the shared service",
    ]
    dover, thanet = page.provided[0].bodies
    assert dover.link.text == "Dover Council"
    assert [(tie.words, tie.note) for tie in dover.connections] == [
        ("takes on work outsourced by it, since 2011", "All ICT.")
    ]
    assert dover.services == ("Online forms: unavailable, since 18 January 2024",)
    assert thanet.role_label == "Affected through a supplier"
    assert thanet.connections == ()


def test_whoever_was_cleared_is_no_provider(tmp_path: Path) -> None:
    """Nobody is listed as hit through a body that was named wrongly."""
    assert page_of(tmp_path, "civica-like").provided == ()


def test_the_part_in_an_incident_has_note_services_and_impacts(tmp_path: Path) -> None:
    """Roles, services and impacts of one body are taken out of each incident."""
    page = page_of(tmp_path, "dover")
    kent, older = page.involvements
    assert (kent.when, older.when) == ("15–18 January 2024", "March 2019")
    assert kent.roles[0].note == "Its forms failed."
    assert [(item.service, item.state_label) for item in kent.services] == [
        ("Online forms", "Unavailable")
    ]
    assert [link.text for link in kent.impacts[0].bodies] == ["Thanet Council"]


def test_the_timeline_holds_the_events_of_the_entity_alone(tmp_path: Path) -> None:
    """Events of others in the same incident stay out."""
    assert [event.title for event in page_of(tmp_path, "dover").events] == ["Dover speaks"]


def test_facts_follow_the_kind(tmp_path: Path) -> None:
    """Countries have names, scores have sources, people have their public role."""
    dover = facts_of(page_of(tmp_path, "dover"))
    assert dover["Country"] == "United Kingdom"
    assert dover["Sectors"] == "Local government, Housing"
    assert dover["Its own pages"] == "Website"
    hole = page_of(tmp_path, "hole")
    words = facts_of(hole)
    assert (words["CVE"], words["Weakness"]) == ("CVE-2023-34362", "CWE-89")
    assert (words["CVSS 3.1"], words["Flaw in"]) == ("9.8 of 10", "Gate VPN")
    assert words["Known to be exploited"] == "Added 2 June 2023"
    text = make_pages(tmp_path / "site", FILES)["entities/hole/index.md"]
    assert listed_on(text) == ["Three councils at once"]
    assert facts_of(page_of(tmp_path, "an-analyst"))["Speaks as"].startswith("analyst")
    assert facts_of(page_of(tmp_path, "gate"))["Made by"] == "Civica-like Ltd"


def test_names_keep_their_notes_and_dates(tmp_path: Path) -> None:
    """An alias says where it comes from, a former name when it was in use."""
    page = page_of(tmp_path, "dover")
    assert [(name.text, name.note) for name in page.aliases] == [("Dover", "in short")]
    assert [(name.text, name.note) for name in page.former_names] == [
        ("Borough of Dover", "until 1974")
    ]


def test_relations_stand_on_both_sides(tmp_path: Path) -> None:
    """The target shows the inverse with date, note and citation."""
    (line,) = page_of(tmp_path, "east-service").relations
    assert (line.label, line.other.text) == ("takes on work outsourced by", "Dover Council")
    assert (line.period, line.note) == ("since 2011", "All ICT.")
    assert "kb-cite" in line.cites


def test_backlinks_say_why_and_count_what_stands_above(tmp_path: Path) -> None:
    """A mention is spelled out; claims on the page are counted with a link to their section."""
    page = page_of(tmp_path, "civica-like")
    lines = {record.link.text: record for record in page.linking}
    assert set(lines) == {"Cyber incident at two councils", "Gate VPN",
                          "Outage of the shared service"}  # fmt: skip
    assert [line.reason for line in lines["Outage of the shared service"].reasons] == [
        "Named in the summary"
    ]
    assert [line.reason for line in lines["Gate VPN"].reasons] == ["is made by it"]
    assert [count.text for count in lines["Cyber incident at two councils"].counts] == [
        "1 claim by it",
        "1 contested claim",
    ]


def test_questions_disputes_sources_and_corrections_are_there(tmp_path: Path) -> None:
    """What was asked, what is disputed, what was issued and what we got wrong."""
    assert [q.text for q in page_of(tmp_path, "east-service").questions] == ["How did it begin?"]
    dover = page_of(tmp_path, "dover")
    assert [(line.page.text, line.part) for line in dover.disputes] == [
        ("Who ran the IT?", "is named")
    ]
    assert [line.link.text for line in dover.publications] == ["Statement & <b>more</b>"]
    assert [line.text for line in dover.corrections] == ["We had the wrong year."]
    assert [line.issued for line in page_of(tmp_path, "the-record").publications] == [
        "19 January 2024"
    ]


def test_people_are_not_called_it(tmp_path: Path) -> None:
    """Headings and counts speak of people as people."""
    text = make_pages(tmp_path, FILES)["entities/an-analyst/index.md"]
    assert "## What they said" in text
    assert "2 claims by them" in text


def test_every_link_inside_an_entity_page_leads_somewhere(tmp_path: Path) -> None:
    """Citations, back-references and section links have their target on the page, once."""
    pages = make_pages(tmp_path, FILES)
    some = ("entities/", "sources/record", "trends/one", "incidents/kent-2024/k")
    for path in looked_at((path for path in pages if path.startswith(some)), 12):
        ids = values(pages[path], "id")
        assert len(ids) == len(set(ids)), path
        links = {link[1:] for link in values(pages[path], "href", "a") if link.startswith("#")}
        assert links - set(ids) == set(), path


def test_hostile_texts_arrive_escaped(tmp_path: Path) -> None:
    """A title with markup is shown, never run."""
    text = make_pages(tmp_path, FILES)["entities/dover/index.md"]
    assert "<b>more</b>" not in text
    assert "Statement &amp; &lt;b&gt;more&lt;/b&gt;" in text


def test_no_blank_line_breaks_an_html_block(tmp_path: Path) -> None:
    """Between two HTML lines there is never a blank one: every renderer passes the block on."""
    pages = make_pages(tmp_path, FILES)
    for path in looked_at((path for path in pages if path.startswith("entities/")), 8):
        body = pages[path].split("---\n", 2)[2]
        for block in body.strip().split("\n\n"):
            assert block.startswith(("<header", "<div", "<section", "<dl", "<p", "<ol", "<ul",
                                         "<figure", "## ", "### ")), (path, block[:60])  # fmt: skip
