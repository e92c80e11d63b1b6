# What a check says of a whole base is in the golden cases; here stands what it says of the rest of
# a base, of which something cannot be read.
"""One record that cannot be read hides nothing about the others, and accuses none of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.checking import Checked, Unjudged, check
from kb.index import build_knowledge_base
from kb.lint import lint
from kb.model.sources import Source
from kb.read.walk import read_content
from kb.resolve import Unread, resolve_records, sound_part
from kb.rules import RULES
from kb.validate import Authored, validate_content
from tests.rules.laid_out import check_short, codes_of, lay_out
from tests.views import small

CASES = Path(__file__).parent / "cases"
NEEDS_ALL = {rule.code.code for rule in RULES if rule.code.needs_all}

TWO = """
entities: [{id: acme}]
sources: [{id: paper}, {id: radio}]
participants: [{entity: acme, role: supplier, claims: [c]}]
claims: [{id: c, cites: [paper]}]
others:
  - id: dover
    title: Incident in Dover
    claims: [{id: d, cites: [radio], status: confirmed}]
"""
"""Two incidents, of which one breaks a rule (KB501)."""


def spoil(content: Path, name: str, *, old: str, new: str) -> Checked:
    """Return what a check says after an edit."""
    file = content / name
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")
    return check(content)


def test_a_broken_record_does_not_hide_the_others(tmp_path: Path) -> None:
    """Rules judge what can be read beside what cannot, and the base as a whole is refused."""
    content = lay_out(TWO, tmp_path)
    assert "KB501" in codes_of(check(content))
    checked = spoil(content, "incidents/kent.yml", old="- unknown", new="- hacking")
    assert {"KB204", "KB501"} <= codes_of(checked)
    assert checked.kb is None
    assert checked.unjudged == Unjudged(("kent",), tuple(sorted(NEEDS_ALL)))


def test_what_only_the_broken_record_names_is_not_accused(tmp_path: Path) -> None:
    """Nobody knows whether a source is cited while a record is not read: the rule is left out."""
    content = lay_out(TWO, tmp_path)
    codes = codes_of(spoil(content, "incidents/kent.yml", old="title:", new="title: [")) - {"KB501"}
    assert codes
    assert not codes & {"KB509", "KB510", "KB304", "KB305"}


def test_what_leads_to_a_broken_record_is_no_mistake(tmp_path: Path) -> None:
    """A record that can only not be read is not reported as missing; one with a typo is."""
    content = lay_out(TWO, tmp_path)
    checked = spoil(content, "entities/organization/acme.yml", old="company", new="nonsense")
    assert "KB304" not in codes_of(checked)
    assert checked.unjudged.records == ("acme", "kent")
    checked = spoil(content, "incidents/dover.yml", old="- radio", new="- radoi")
    assert "KB305" in codes_of(checked)
    assert checked.unjudged.records == ("acme", "dover", "kent")


def test_a_file_of_sources_that_cannot_be_read_may_hold_any_key(tmp_path: Path) -> None:
    """While nobody knows which sources it holds, no citekey is called unknown."""
    content = lay_out(TWO, tmp_path)
    checked = spoil(
        content, "sources/all.yml", old="title: Article paper", new="title: 'Article paper"
    )
    assert "KB305" not in codes_of(checked)
    assert len(checked.unjudged.records) == 3
    assert checked.unjudged.records[0].endswith("sources/all.yml")


def test_one_broken_source_leaves_the_others_known(tmp_path: Path) -> None:
    """Of a file of sources only the broken one is missing, and a mistyped key is still found."""
    content = lay_out(TWO, tmp_path)
    spoil(content, "sources/all.yml", old="Article paper", new="''")
    checked = spoil(content, "incidents/dover.yml", old="- radio", new="- radoi")
    assert "KB305" in codes_of(checked)
    assert checked.unjudged.records == ("@paper", "dover", "kent")


def test_a_whole_base_is_judged_whole(tmp_path: Path) -> None:
    """Where everything can be read, nothing is left out and nothing is said."""
    checked = check_short(TWO, tmp_path)
    assert not checked.unjudged
    assert checked.unjudged.explain() == ""
    assert checked.kb is not None


def test_what_was_not_judged_is_one_line() -> None:
    """The line names the first records, counts the others and names the rules."""
    assert Unjudged(("kent",), ("KB509",)).explain() == (
        "1 record was not judged, since something of it cannot be read or leads nowhere: kent;"
        " nor were the rules that ask for all records: KB509"
    )
    names = tuple(f"r{number}" for number in range(7))
    line = Unjudged(names, ("KB509", "KB510")).explain()
    assert line.startswith("7 records were not judged")
    assert "r0, r1, r2, r3, r4 and 2 more" in line
    assert "\n" not in Unjudged(("a\nb",), ()).explain()


def _records() -> tuple[Authored, ...]:
    records, problems = validate_content(read_content(CASES / "base").documents)
    assert not problems
    return records


@pytest.mark.parametrize("gone", _records(), ids=lambda found: str(found.record.id))
def test_a_sound_base_without_one_record_breaks_no_rule(gone: Authored) -> None:
    """Whichever record is missing, no rule that is run accuses the rest of anything."""
    records = _records()
    assert not lint(build_knowledge_base(resolve_records(records)[0]))
    name = frozenset({gone.record.id})
    is_source = isinstance(gone.record, Source)
    unread = Unread(frozenset() if is_source else name, name if is_source else frozenset())
    rest = [found for found in records if found.record.id != gone.record.id]
    assert len(rest) == len(records) - 1
    resolved, problems = resolve_records(rest, unread)
    assert not problems
    sound, _ = sound_part(resolved)
    rules = tuple(rule for rule in RULES if not rule.code.needs_all)
    assert len(rules) == len(RULES) - len(NEEDS_ALL) > 80
    assert not lint(build_knowledge_base(sound), rules=rules)


def test_a_clean_folder_is_counted(tmp_path: Path) -> None:
    """The numbers are those of the base, and no finding is an error."""
    checked = check(small.lay_out(tmp_path))
    assert checked.kb is not None
    assert not checked.has_errors
    assert checked.counts == {
        "files": len(small.FILES), "incidents": 2, "entities": 4, "sources": 4, "claims": 7,
        "disputes": 3, "events": 1,
    }  # fmt: skip


def test_a_folder_without_an_incident_is_more_often_lost_than_meant(tmp_path: Path) -> None:
    """It is an error where it is not allowed, which says how many other files there are."""
    name = "entities/organization/gazette.yml"
    content = small.lay_out(tmp_path, {name: small.FILES[name]})
    assert {found.code for found in check(content).problems} == {"KB510"}
    (found,) = (
        each for each in check(content, may_be_empty=False).problems if each.code != "KB510"
    )
    assert (found.code, "there is 1 other file" in found.message) == ("KB143", True)


def test_every_step_is_told(tmp_path: Path) -> None:
    """Whoever waits sees what is being done, in the order in which it is done."""
    told: list[str] = []
    check(small.lay_out(tmp_path), progress=lambda step, done, total: told.append(step))
    assert told == ["read", "validate", "resolve", "index", "lint"]
