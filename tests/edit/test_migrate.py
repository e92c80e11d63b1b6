# `kb migrate`: former formats become the present one, and the registry leads somewhere.
"""Migrating records of former formats."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from kb.edit.migrate import find_steps, plan_migration
from kb.edit.migrations import CURRENT, MIGRATIONS
from kb.edit.staging import carry_out
from kb.model.entities import Organization
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
    assert not [item for item in check(content).problems if item.severity == "error"]
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
        ("incident/1", "is no format"),
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
