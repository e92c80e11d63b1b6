# `kb migrate`: former formats become the present one, and the registry leads somewhere.
"""Migrating records of former formats."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import yaml

from kb.edit.migrate import find_steps, plan_migration
from kb.edit.migrations import MIGRATIONS
from kb.edit.staging import Plan, carry_out
from kb.model.entities import Organization
from kb.model.formats import CURRENT
from kb.model.incidents import Incident
from kb.pipeline import check
from tests.edit.editing import make_content

NOTE = """\
# from the research notes
schema: entity/0
slug: cisa
type: agency
name: Cybersecurity and Infrastructure Security Agency
aliases: []
description: US civilian cyber defence agency.  # as it says itself
# its own site
official_url: https://www.cisa.gov
identifiers:
- "wikidata: Q1"
incidents:
- kent
publisher_of_sources: 3
"""
DAY = dt.date(2026, 11, 25)


def test_the_form_of_the_research_notes_becomes_a_record(tmp_path: Path) -> None:
    """Keys are renamed, lists become mappings, what is derived goes, comments stay."""
    name = "entities/organization/cisa.yml"
    content = make_content(tmp_path, {name: NOTE})
    plan = plan_migration(content, day=DAY)
    assert plan.problems == ()
    carry_out(plan, content, "kb test")
    assert (
        (content / name).read_text()
        == """\
# from the research notes
schema: entity/1
kind: organization
id: cisa
created: 2026-11-25
updated: 2026-11-25
external_ids:
  wikidata: "Q1"
name: "Cybersecurity and Infrastructure Security Agency"
description: "US civilian cyber defence agency."  # as it says itself
# its own site
links:
  - {url: "https://www.cisa.gov"}
org_kind: agency
"""
    )
    checked = check(content)
    assert checked.counts["entities"] > 1
    assert not [item for item in checked.problems if item.severity == "error"]
    assert plan_migration(content, day=DAY).changes == ()
    assert [note for note in plan.notes if "`incidents` left out" in note]


def test_a_record_moves_to_the_folder_of_its_kind(tmp_path: Path) -> None:
    """A flaw kept among organisations goes where its kind lives, with its number as `cve`."""
    text = "schema: entity/0\nslug: cve-2021-30116\ntype: vulnerability\nname: CVE-2021-30116\n"
    text += "description: A flaw.\nidentifiers: [CVE-2021-30116]\nofficial_url: null\n"
    content = make_content(tmp_path, {"entities/organization/note.yml": text})
    carry_out(plan_migration(content, day=DAY), content, "kb migrate")
    moved = content / "entities/vulnerability/cve-2021-30116.yml"
    assert "cve: CVE-2021-30116\n" in moved.read_text()
    assert not (content / "entities/organization/note.yml").exists()


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("entity/2", "is newer than this program"),
        ("entity/x", "is no format"),
        ("entity/²", "is no format"),
        ("entity/" + "9" * 5000, "is no format"),
        ("incident/1", "is no format"),
        ("incident/2", "is no format"),
        ("7", "is no format"),
    ],
)
def test_unknown_and_newer_formats_are_told_apart(value: str, words: str, tmp_path: Path) -> None:
    """KB704 says what the program reads, and nothing is written."""
    text = NOTE.replace("entity/0", value)
    content = make_content(tmp_path, {"entities/organization/cisa.yml": text})
    plan = plan_migration(content)
    assert [(item.code, item.line) for item in plan.problems] == [("KB704", 2)]
    assert words in plan.problems[0].message
    assert "entity/0, entity/1" in plan.problems[0].hint


def test_what_has_no_place_is_reported(tmp_path: Path) -> None:
    """A type that no kind answers to stops the migration at its place: KB705."""
    text = NOTE.replace("agency\n", "report\n", 1)
    content = make_content(tmp_path, {"entities/organization/cisa.yml": text})
    plan = plan_migration(content)
    assert plan.changes == ()
    assert [(item.code, item.line) for item in plan.problems] == [("KB705", 4)]


def test_the_registry_leads_to_the_formats_of_the_model() -> None:
    """Every step leads on to what the model reads, and no format has two ways."""
    assert CURRENT["incidents"] == Incident.model_fields["format"].default
    assert CURRENT["entities"] == Organization.model_fields["format"].default
    sources = [step.source for step in MIGRATIONS]
    assert len(sources) == len(set(sources))
    for step in MIGRATIONS:
        folder = {"entity": "entities", "incident": "incidents"}[step.source.split("/")[0]]
        assert find_steps(step.source, CURRENT[folder])


FORMER = """\
# the head of the file
schema: incident/1
id: dover
created: 2026-11-25
updated: 2026-11-25
title: "Incident in Dover"
summary: "Nobody knows."
determination: suspected
basis: {determination: [said]}
types: [unknown]
claims:
  - {id: said, text: "It ran it.", asserted_by: civica, cites: [therecord-civica]}
  - id: rewritten  # later
    text: "It ran all of it."
    asserted_by: {text: Another}
    cites: [copy-of-therecord]
  # the answer
  - id: not-so
    text: "It did not run it."
    about: {subject: civica, predicate: provider-of, entities: [canterbury]}  # as the paper has it
    asserted_by: civica
    cites: [techcrunch-20240119]
    speech_act: denied
    conflicts_with: [said]  # word by word
  - {id: explains, text: "It has a contract.", asserted_by: civica, cites: [techcrunch-20240119]}
  - id: paid
    text: "A ransom was paid."
    about: {predicate: ransom-paid, value: 5, currency: GBP}
    asserted_by: canterbury
    cites: [canterbury-statement]
disputes:
  # the first
  - id: d-settled
    question: "Did it run it?"
    claims:
      - said
      # a rewrite
      - rewritten
      - not-so  # by mail
      # nothing after this
    outcome: settled
    # what is left
    holds:
      # the company
      - not-so
    assessment: "It did not."
    decided: 2024-02-13
    by: "The Record, after a mail"  # who else
  - {id: d-open, question: "Which?", claims: [said, explains], outcome: open, assessment: "Open.",
     by: "nobody yet"}
  - id: d-read
    question: "Is it one?"
    claims: [rewritten, explains]
    outcome: compatible
    assessment: "Both."
impacts:
  - {kind: financial, text: "It paid.", measure: ransom, value: 5, currency: GBP, claims: [paid]}
  - kind: financial
    text: "A sum."
    measure: ransom  # which
    cites: [canterbury-statement]
"""


def migrate(text: str, folder: Path) -> tuple[str, Plan]:
    """Return an incident of a former format as the program rewrites it, and what it says."""
    content = make_content(folder, {"incidents/dover.yml": text})
    plan = plan_migration(content)
    assert plan.problems == ()
    carry_out(plan, content, "kb migrate")
    assert plan_migration(content).changes == (), "running it twice changes something"
    return (content / "incidents/dover.yml").read_text(), plan


def test_a_dispute_gets_its_sides_and_no_claim_is_lost(tmp_path: Path) -> None:
    """The side that held is the former `holds`; without one all claims stand apart, unjudged."""
    text, plan = migrate(FORMER, tmp_path)
    record = yaml.safe_load(text)
    assert record["schema"] == "incident/2"
    settled, still_open, read = record["disputes"]
    assert settled["sides"] == [
        {"claims": ["said", "rewritten"]},
        {"claims": ["not-so"], "holds": True},
    ]
    assert (still_open["context"], read["context"]) == (
        ["said", "explains"],
        ["rewritten", "explains"],
    )
    assert not {"claims", "holds", "by"} & {key for item in record["disputes"] for key in item}
    names = [item["id"] for item in yaml.safe_load(FORMER)["claims"]]
    assert [item["id"] for item in record["claims"]] == names
    said = "\n".join(plan.notes)
    for words in ("d-settled: `answer`", "d-settled: `verdict`", "d-open: `sides`",
                  "d-read: `sides`",
                  "d-settled: `by` named 'The Record, after a mail'"):  # fmt: skip
        assert words in said


def test_no_comment_and_no_word_is_lost(tmp_path: Path) -> None:
    """Who judged, and what kind of sum it was, stay as comments, beside all that stood there."""
    text, _ = migrate(FORMER, tmp_path)
    for comment in (
        "the head of the file", "later", "the answer", "as the paper has it", "word by word",
        "the first", "a rewrite", "by mail", "nothing after this", "what is left", "the company",
        "who else", "which", "formerly `by: The Record, after a mail`", "formerly `by: nobody yet`",
        "formerly `measure: ransom`",
    ):  # fmt: skip
        assert sum(comment == line.partition("# ")[2] for line in text.splitlines()) == 1, comment


def test_what_held_and_stood_in_no_list_is_kept(tmp_path: Path) -> None:
    """A former record with that mistake keeps the claim, on the side that held."""
    text, _ = migrate(
        FORMER.replace("      - not-so\n    assess", "      - paid\n    assess"), tmp_path
    )
    assert yaml.safe_load(text)["disputes"][0]["sides"][1] == {"claims": ["paid"], "holds": True}


def test_a_ransom_is_one_demanded_or_one_paid(tmp_path: Path) -> None:
    """Where the claims of an impact say which, so does the impact."""
    text, plan = migrate(FORMER, tmp_path)
    paid, unsaid = yaml.safe_load(text)["impacts"]
    assert paid["measure"] == "ransom-paid"
    assert "measure" not in unsaid
    assert [note for note in plan.notes if "impact 'A sum.'" in note]


@pytest.mark.parametrize(
    ("about", "negated"),
    [
        # A denial of format 1 said of its value that it is not so, and of a bare property that
        # there is none …
        ("ransom-paid", True),
        ("{predicate: ransom-paid}", True),
        ("{predicate: ransom-paid, subject: canterbury}", True),
        ("{predicate: ransom-paid, value: true}", True),
        ("{predicate: individuals-affected, value: 500}", True),
        ("{predicate: individuals-affected, min: 5, max: 9}", True),
        ("{predicate: provider-of, entities: [canterbury]}", True),
        ("{predicate: provider-of, entities: [canterbury], negated: true}", True),
        # … and a value that was a no already stayed that no.
        ("{predicate: ransom-paid, value: false}", None),
        ("{predicate: individuals-affected, value: 0}", None),
        ("{predicate: individuals-affected, max: 0}", None),
        ("{predicate: individuals-affected, value: nobody}", None),
        ("{predicate: data-accessed, value: no personal data}", None),
    ],
)
def test_a_denial_means_after_it_what_it_meant_before(
    about: str, negated: bool | None, tmp_path: Path
) -> None:
    """Format 1 read a no into every denial; format 2 reads what stands there, so it is written."""
    former = "about: {subject: civica, predicate: provider-of, entities: [canterbury]}"
    text, _ = migrate(FORMER.replace(former, f"about: {about}"), tmp_path)
    claim = next(item for item in yaml.safe_load(text)["claims"] if item["id"] == "not-so")
    assert claim["about"].get("negated") is negated
    assert claim["denies"] == ["said"]
    assert "conflicts_with" not in claim


def test_what_a_denial_denies_is_asked_for(tmp_path: Path) -> None:
    """The program cannot know it where no claim is named, and says so."""
    _, plan = migrate(FORMER.replace("    conflicts_with: [said]  # word by word\n", ""), tmp_path)
    assert [note for note in plan.notes if "not-so: `denies` is missing" in note]
