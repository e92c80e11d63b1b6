"""`kb new`: asks on a terminal, has a flag for every question, invents and overwrites nothing."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from kb.cli import main
from kb.edit.files import read_file
from kb.edit.fmt import format_file
from kb.edit.new_questions import (
    all_entity_questions,
    claim_questions,
    entity_questions,
    questions_for,
)
from kb.model.entities import ENTITY_KINDS
from kb.pipeline import check
from tests.cli.started import files_of, kb, lay_out_base

TODAY = ("--today", "2026-11-26")


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the small base, in the working directory."""
    monkeypatch.chdir(tmp_path)
    return lay_out_base(tmp_path)


def codes_in(content: Path, name: str) -> list[str]:
    """Return the codes that the check reports for one file."""
    return [problem.code for problem in check(content).problems if problem.path.endswith(name)]


def test_an_incident_from_flags_says_what_is_known_and_marks_the_rest(content: Path) -> None:
    """The draft has id, days, schema line and answers; what is required and open is a comment."""
    title = "Cyber incident at Medway Council, March 2025"
    result = kb("new", "incident", "--title", title, "--country", "uk", "--disclosed",
                "2025-03-04", "--participant", "Civica:supplier", *TODAY)  # fmt: skip
    assert result.exit_code == 0, result.output
    assert "still to write there: summary, determination, types" in result.output
    text = (content / "incidents/medway-council-2025.yml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../../schemas/incident.schema.json\n")
    assert f'created: 2026-11-26\nupdated: 2026-11-26\ntitle: "{title}"\n' in text
    assert "# To write: What happened, what is not known" in text
    assert "# summary:\n" in text
    assert "# determination:\n" in text
    assert "One of: suspected, confirmed" in text
    assert "countries: [GB]" in text
    assert "  - {entity: civica, role: supplier}\n" in text
    assert codes_in(content, "medway-council-2025.yml") == ["KB202"] * 3


def test_a_whole_record_passes_the_check(content: Path) -> None:
    """With every required answer given, the check finds nothing wrong in the new file."""
    result = kb("new", "entity", "--kind", "pers", "--name", "Jane Doe", "--description",
                "Speaks for a council.", "--role", "Head of IT", *TODAY)  # fmt: skip
    assert result.exit_code == 0, result.output
    assert (content / "entities/person/jane-doe.yml").is_file()
    # Nobody names her yet: the check has read the file, and that is all that it says of it.
    assert set(codes_in(content, "jane-doe.yml")) == {"KB510"}


@pytest.mark.parametrize("kind", list(ENTITY_KINDS))
def test_every_kind_of_entity_can_be_started(content: Path, kind: str) -> None:
    """A draft of each kind is read without complaint but for what it says is missing."""
    result = kb("new", "entity", "--kind", kind, "--name", f"A new {kind}", *TODAY)
    assert result.exit_code == 0, result.output
    assert set(codes_in(content, f"new-{kind}.yml")) == {"KB202"}


def test_a_draft_is_in_the_house_style(content: Path) -> None:
    """`kb fmt` has nothing to do in what `kb new` writes."""
    kb("new", "incident", "--title", "Incident at Medway, 2025", "--type", "outage", "--alias",
       "x", *TODAY)  # fmt: skip
    kb("new", "incident", "--title", "Incident at Medway, 2025", "--type", "outage", *TODAY)
    kb("new", "entity", "--kind", "organization", "--name", "Medway", "--alias", "MC", "--link",
       "https://medway.gov.uk/", "--country", "GB", *TODAY)  # fmt: skip
    kb("new", "source", "--to", "medway", "--title", "A: title", "--url", "https://e.org/a",
       "--author", "Jane Doe", "--outlet", "The Town", "--kind", "news", *TODAY)  # fmt: skip
    names = ("incidents/medway-2025.yml", "entities/organization/medway.yml", "sources/medway.yml")
    for name in names:
        file = read_file(content / name, content)
        assert format_file(file) == (file.text, ())


def test_nothing_is_ever_overwritten(content: Path) -> None:
    """An id that is in use is refused with the place of its holder, for all kinds of record."""
    before = files_of(content)
    for arguments in (
        ("incident", "--title", "New", "--id", "kent"),
        ("incident", "--title", "New", "--id", "civica"),
        ("entity", "--kind", "person", "--name", "Anybody", "--id", "civica"),
        ("source", "--to", "kent", "--title", "New", "--id", "therecord-civica"),
    ):
        result = kb("new", *arguments, *TODAY, "--anyway")
        assert result.exit_code == 1, result.output
        assert "is taken by" in result.output
        assert "content/" in result.output
    assert files_of(content) == before


def test_a_file_that_cannot_be_read_is_not_overwritten(content: Path) -> None:
    """A broken record keeps its id and its bytes."""
    path = content / "entities/person/jane-doe.yml"
    path.parent.mkdir()
    path.write_text("kind: [person", encoding="utf-8")
    result = kb("new", "entity", "--kind", "person", "--name", "Jane Doe", "--anyway", *TODAY)
    assert result.exit_code == 1
    assert path.read_text(encoding="utf-8") == "kind: [person"


def test_a_likely_duplicate_is_shown_and_stops(content: Path) -> None:
    """A name that is there already, or nearly, is shown with its place; --anyway goes on."""
    before = files_of(content)
    start = ("new", "entity", "--kind", "organization", "--name", "Civicaa", *TODAY)
    result = kb(*start)
    assert result.exit_code == 1
    assert "content/entities/organization/civica.yml:3:5: 'civica' has the name 'Civica'" in (
        result.output
    )
    assert files_of(content) == before
    assert kb(*start, "--anyway").exit_code == 0
    assert (content / "entities/organization/civicaa.yml").exists()


def test_a_claim_is_added_and_nothing_else_changes(content: Path) -> None:
    """The claim stands at the end of the claims; every other line, comments too, is as it was."""
    path = content / "incidents/kent.yml"
    text = path.read_text(encoding="utf-8").replace("topics:", "\n# Topics come here.\ntopics:")
    text = text.replace("  - id: civica-denies", "  # An answer.\n  - id: civica-denies")
    path.write_text(text, encoding="utf-8")
    result = kb("new", "claim", "kent", "--text", "The council restored its forms.", "--by",
                "Canterbury", "--cite", "techcrunch-20240119", "--quote", "back online",
                "--predicate", "services", "--value", "forms", *TODAY)  # fmt: skip
    assert result.exit_code == 0, result.output
    item = (
        "  - id: council-restored-forms\n"
        '    text: "The council restored its forms."\n'
        "    about: {predicate: services-disrupted, value: forms}\n"
        "    asserted_by: canterbury\n"
        '    cites:\n      - {source: techcrunch-20240119, quote: "back online"}\n'
    )
    wanted = text.replace("\n\n# Topics come here.", "\n" + item + "\n# Topics come here.")
    wanted = wanted.replace("updated: 2026-11-25", "updated: 2026-11-26")
    assert path.read_text(encoding="utf-8") == wanted
    assert not {"KB201", "KB202", "KB203", "KB305", "KB306"} & set(codes_in(content, "kent.yml"))


def test_a_claim_is_named_where_the_record_rests_on_it(content: Path) -> None:
    """--basis and --shows name the claim under key facts and participants, in the same step."""
    result = kb("new", "claim", "kent", "--id", "c", "--text", "It was over.", "--by", "canterbury",
                "--cite", "canterbury-statement", "--basis", "resolved", "--basis", "disclosed",
                "--shows", "Canterbury", *TODAY)  # fmt: skip
    assert result.exit_code == 0, result.output
    text = (content / "incidents/kent.yml").read_text(encoding="utf-8")
    wanted = "basis: {disclosed: [announced, c], resolved: [c], determination: [announced]}\n"
    assert wanted in text
    assert "- {entity: canterbury, role: victim, claims: [announced, c]}" in text


def test_a_claim_without_source_or_speaker_is_not_begun(content: Path) -> None:
    """A claim is nothing without who says so and where: both are asked for by name."""
    before = files_of(content)
    result = kb("new", "claim", "kent", "--text", "Something happened.")
    assert result.exit_code == 2
    assert "--by and --cite" in result.output
    assert files_of(content) == before


def test_a_list_in_brackets_is_opened_for_a_claim(content: Path) -> None:
    """Brackets become lines; what stood in them and all around them stays."""
    path = content / "incidents/kent.yml"
    text = path.read_text(encoding="utf-8")
    start, end = text.index("claims:\n"), text.index("topics:")
    item = "{id: a, text: x, asserted_by: civica, cites: [therecord-civica]}"
    path.write_text(text[:start] + f"claims: [{item}]\n" + text[end:], encoding="utf-8")
    result = kb("new", "claim", "kent", "--id", "b", "--text", "More.", "--by", "civica", "--cite",
                "therecord-civica", "--today", "2026-11-25")  # fmt: skip
    assert result.exit_code == 0, result.output
    rows = f'claims:\n  - {item}\n  - id: b\n    text: "More."\n    asserted_by: civica\n'
    rows += "    cites: [therecord-civica]\n"
    assert path.read_text(encoding="utf-8") == text[:start] + rows + text[end:]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("incident", "--title", "T", "--determination", "sure"), "is no determination"),
        (("incident", "--title", "T", "--occurred", "18/01/2024"), "2024-01-18"),
        (("incident", "--title", "T", "--participant", "Civca:supplier"), "did you mean civica?"),
        (("incident", "--title", "T", "--participant", "civica"), "ENTITY:ROLE"),
        (("incident", "--title", "T", "--country", "England"), "country code"),
        (("incident", "--title", "T", "--id", "Not An Id"), "is no id"),
        (("incident",), "--title or --id"),
        (("entity", "--name", "N"), "--kind"),
        (("entity", "--kind", "person", "--name", "N", "--cve", "CVE-2024-1234"), "--cve"),
        (("source", "--title", "T"), "--to"),
        (("source", "--to", "kent", "--title", "T", "--url", "javascript:x"), "scheme"),
        (("claim", "kint", "--text", "T"), "did you mean 'kent'?"),
        (("claim", "kent", "--text", "T", "--by", "civica", "--cite", "nowhere"), "no source"),
    ],
)
def test_a_wrong_answer_is_refused_with_what_would_be_right(
    content: Path, arguments: tuple[str, ...], words: str
) -> None:
    """A flag that cannot be taken stops the command, says why, and nothing is written."""
    before = files_of(content)
    result = kb("new", *arguments)
    assert result.exit_code == 2, result.output
    assert words in result.output
    assert files_of(content) == before


def test_a_source_goes_to_the_end_of_its_bibliography(content: Path) -> None:
    """The new source follows the others; the same address under another key is refused."""
    path = content / "sources/kent.yml"
    before = path.read_text(encoding="utf-8")
    add = ("new", "source", "--to", "kent", "--title", "Council back online", "--outlet",
           "The Town Gazette", "--issued", "2024-02-01", *TODAY)  # fmt: skip
    result = kb(*add, "--url", "https://gazette.example/a")
    assert result.exit_code == 0, result.output
    text = path.read_text(encoding="utf-8")
    assert text.startswith(before + "- id: thetowngazette-20240201\n  created: 2026-11-26\n")
    result = kb(*add, "--id", "other", "--url", "http://www.gazette.example/a/?utm_source=x")
    assert result.exit_code == 1
    assert "content/sources/kent.yml" in result.output
    assert path.read_text(encoding="utf-8") == text


def test_json_names_the_file_and_what_is_to_write(content: Path) -> None:
    """`--format json` prints one object and nothing else."""
    result = kb("new", "incident", "--title", "Incident at Medway", "--format", "json", *TODAY)
    found = json.loads(result.stdout)
    assert found == {
        "id": "medway",
        "path": "content/incidents/medway.yml",
        "to_write": ["summary", "determination", "types"],
        "problems": [],
    }
    assert content.is_dir()


def test_every_question_has_a_flag() -> None:
    """Whatever a terminal asks for can be given without one."""
    groups = {
        "incident": questions_for("Incident"),
        "entity": all_entity_questions(),
        "source": questions_for("Source"),
        "claim": claim_questions(),
    }
    command = main.commands["new"]
    for name, questions in groups.items():
        parameters = command.commands[name].params  # type: ignore[attr-defined]
        options = {option for parameter in parameters for option in parameter.opts}
        assert {f"--{question.flag}" for question in questions} <= options


def test_every_required_key_is_asked_for() -> None:
    """No draft leaves out a required key without a word."""
    for kind in ENTITY_KINDS:
        asked = {question.key for question in entity_questions(kind) if question.is_required}
        assert {"id", "name", "description"} <= asked
    assert {q.key for q in questions_for("Incident") if q.is_required} == {
        "id", "title", "summary", "determination", "types",
    }  # fmt: skip


def test_a_terminal_is_asked(content: Path) -> None:
    """On a real terminal the questions are asked, a slip is asked again, and Enter goes on."""
    answers = (
        "organiz", "Medway Council", "", "A unitary authority in Kent.", "local gov", "local-auth",
        "MC; Medway", "", "", "UK", "",
    )  # fmt: skip
    keys = "".join(f"{answer}\n" for answer in answers)
    code = "from kb.cli import main; main()"
    command = [sys.executable, "-c", code, "new", "entity", *TODAY]
    shown = run_on_terminal(command, keys)
    assert "is no organisation kind" in shown
    text = (content / "entities/organization/medway-council.yml").read_text(encoding="utf-8")
    assert 'name: "Medway Council"\naliases: ["MC", "Medway"]\n' in text
    assert "org_kind: local-authority\ncountry: GB\n" in text


def run_on_terminal(command: list[str], keys: str) -> str:
    """Run a command on a terminal of its own, type `keys`, and return what it showed."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        os.write(ours, keys.encode())
        shown = b""
        while True:
            try:
                data = os.read(ours, 4096)
            except OSError:  # the other side has closed: the command has ended
                break
            if not data:
                break
            shown += data
        os.close(ours)
    assert process.returncode == 0, shown.decode()
    return shown.decode()


def test_a_terminal_is_not_asked_with_no_input(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """--no-input asks nothing, on a terminal either."""
    monkeypatch.setattr("kb.cli.new.is_terminal", lambda: True)
    result = kb("new", "entity", "--kind", "tool", "--name", "X-Tool", "--no-input", *TODAY)
    assert result.exit_code == 0, result.output
    assert (content / "entities/tool/x-tool.yml").exists()


def test_a_person_decides_about_a_likely_duplicate(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a terminal the alike is shown and the person says whether to go on."""
    monkeypatch.setattr("kb.cli.new.is_terminal", lambda: True)
    start = ("new", "entity", "--kind", "tool", "--name", "Civicaa", "--description", "D", *TODAY)
    no = kb(*start, answers="\n\n\nn\n")
    assert no.exit_code == 1
    assert "has the name 'Civica'" in no.output
    assert not (content / "entities/tool").exists()
    yes = kb(*start, answers="\n\n\ny\n")
    assert yes.exit_code == 0, yes.output
    assert (content / "entities/tool/civicaa.yml").exists()
