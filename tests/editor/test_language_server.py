# The schemas against the language server that editors run, over its own protocol. It is installed
# by npm from the committed lock into .kb/ (once), and nothing else is fetched.
"""What an editor offers, shows and underlines in a record."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.editor.language_server import LanguageServer
from tests.looking import looked_at
from tests.nodetools import install

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SERVER = "node_modules/yaml-language-server/bin/yaml-language-server"
FILES = {"incidents": "incident", "entities": "entity", "sources": "sources"}

pytestmark = [pytest.mark.node, pytest.mark.xdist_group("language-server")]


@pytest.fixture(scope="module")
def command(leave_out_node: Callable[[str], None]) -> list[str]:
    """Return the command that starts the server."""
    found = install(HERE, "language-server")
    if isinstance(found, str):
        leave_out_node(found)
    return ["node", str(Path(found) / SERVER), "--stdio"]


@pytest.fixture(scope="module")
def server(command: list[str]) -> Iterator[LanguageServer]:
    """Return a server without any setting: records name their schema themselves."""
    with LanguageServer(command, ROOT, {}) as found:
        yield found


NUMBERS = itertools.count()


class Editor:
    """A record that is being written, with the cursor at `|`."""

    def __init__(self, server: LanguageServer, name: str, text: str) -> None:
        """Open the record `name` (a path below `content/`) with its schema line."""
        # A name of its own: what is said of an earlier text must not be taken for this one's.
        self.path = ROOT / "content" / name.replace("new", f"new-{next(NUMBERS)}")
        top = schema_line(self.path)
        before, _, after = text.partition("|")
        start = top + before
        self.line = start.count("\n")
        self.column = len(start) - start.rfind("\n") - 1
        self.text = start + after
        self.server = server
        self.problems = server.open(self.path, self.text)

    def offered(self) -> dict[str, dict[str, Any]]:
        """Return what is offered at the cursor."""
        return self.server.complete(self.path, self.line, self.column)

    def shown(self) -> str:
        """Return what is shown at the cursor."""
        return self.server.hover(self.path, self.line, self.column)

    def underlined(self) -> dict[str, str]:
        """Return the underlined words, each with what is said of it."""
        lines = self.text.splitlines()
        found = {}
        for problem in self.problems:
            start, end = problem["range"]["start"], problem["range"]["end"]
            words = lines[start["line"]][start["character"] : end["character"]]
            found[words] = problem["message"]
        return found


def schema_line(path: Path) -> str:
    """Return the line with which a record names its schema."""
    parts = path.relative_to(ROOT).parts
    way = "../" * (len(parts) - 1)
    return f"# yaml-language-server: $schema={way}schemas/{FILES[parts[1]]}.schema.json\n"


def documentation(item: dict[str, Any]) -> str:
    """Return what an editor shows beside an offer."""
    found = item.get("documentation", "")
    return str(found["value"] if isinstance(found, dict) else found)


def test_every_record_is_free_of_marks(server: LanguageServer) -> None:
    """What the check accepts is not underlined: every record there is opens clean."""
    found = (p for folder in FILES for p in sorted((ROOT / "content" / folder).rglob("*.yml")))
    paths = looked_at(found, 300)
    wrong = []
    # A few at a time: the server's pipe would fill while we still write.
    for start in range(0, len(paths), 10):
        files = {p: schema_line(p) + p.read_text("utf-8") for p in paths[start : start + 10]}
        for path, problems in server.open_all(files).items():
            for problem in problems:
                wrong.append(f"{path.name}: {problem['range']['start']} {problem['message'][:200]}")
    assert not wrong, "\n".join(wrong)


def test_ids_of_this_knowledge_base_are_offered(server: LanguageServer) -> None:
    """Where an entity is named, ours are offered, each with its name."""
    editor = Editor(server, "incidents/new.yml", "participants:\n  - entity: |\n")
    offered = editor.offered()
    assert {"thanet-district-council", "civica", "kevin-beaumont"} <= set(offered)
    assert "Thanet District Council" in documentation(offered["thanet-district-council"])


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("claims:\n  - id: a\n    cites: [|]\n", "techcrunch-20240119"),
        ("claims:\n  - id: a\n    cites:\n      - |\n", "techcrunch-20240119"),
        ("claims:\n  - id: a\n    cites:\n      - source: |\n", "techcrunch-20240119"),
        ("claims:\n  - id: a\n    asserted_by: |\n", "editors"),
        ("claims:\n  - id: a\n    asserted_by: [|]\n", "civica"),
        ("claims:\n  - id: a\n    about: |\n", "provider-of"),
        ("claims:\n  - id: a\n    about:\n      predicate: |\n", "provider-of"),
        ("trends: [|]\n", "signal-outsourcing-it-services-risks"),
        ("relations:\n  - target: |\n", "kent-councils-2024"),
        ("determination: |\n", "false-positive"),
        ("types: [|]\n", "ransomware"),
        ("|\n", "determination"),
        ("claims:\n  - id: a\n    |\n", "speech_act"),
    ],
)
def test_names_terms_and_keys_are_offered(server: LanguageServer, text: str, wanted: str) -> None:
    """Citekeys, ids, terms and keys are offered in every form in which they may be written."""
    assert wanted in Editor(server, "incidents/new.yml", text).offered()


def test_the_keys_of_an_entity_hang_on_its_kind(server: LanguageServer) -> None:
    """A person is offered a role and no kind of organisation, and the other way round."""
    person = Editor(server, "entities/person/new.yml", "kind: person\n|\n").offered()
    body = Editor(server, "entities/organization/new.yml", "kind: organization\n|\n").offered()
    assert "role" in person
    assert "org_kind" not in person
    assert "org_kind" in body
    assert "role" not in body


def test_a_key_is_explained_under_the_pointer(server: LanguageServer) -> None:
    """Hovering over a key shows what the model says of it, and what its values mean."""
    shown = Editor(server, "incidents/new.yml", "deter|mination: confirmed\n").shown()
    assert "How firmly it is established that there was an incident." in shown
    assert "The organisation concerned or an authority says it happened." in shown
    shown = Editor(server, "incidents/new.yml", "sum|mary: Text.\n").shown()
    assert "two to four sentences" in shown


@pytest.mark.parametrize(
    ("name", "text", "word", "said"),
    [
        ("incidents/new.yml", "severity: highest\n", "highest", "moderate"),
        ("incidents/new.yml", "id: Big_One\n", "Big_One", "lower-case letters"),
        ("incidents/new.yml", "titel: x\n", "titel", "titel"),
        ("incidents/new.yml", "types: outage\n", "outage", "array"),
        ("incidents/new.yml", "claims:\n  - id: a\n    sources: [b]\n", "sources", "sources"),
        ("entities/person/new.yml", "kind: person\norg_kind: company\n", "org_kind", "org_kind"),
        ("entities/person/new.yml", "kind: persn\n", "persn", "person"),
        ("sources/new.yml", "- id: a\n  kind: newspaper\n", "newspaper", "news"),
    ],
)
def test_a_wrong_value_or_key_is_underlined(
    server: LanguageServer, name: str, text: str, word: str, said: str
) -> None:
    """A slip is underlined where it stands, with what would be right."""
    marks = Editor(server, name, text).underlined()
    assert word in marks, marks
    assert said in marks[word]


def test_an_unknown_name_is_left_to_the_check(server: LanguageServer) -> None:
    """An id that is not there yet is not underlined: its record may be the next to be written."""
    text = "participants:\n  - entity: not-there-yet\n    role: victim\n"
    marks = Editor(server, "incidents/new.yml", text).underlined()
    assert "not-there-yet" not in marks


def test_the_settings_of_the_editor_find_the_schemas(command: list[str]) -> None:
    """`.vscode/settings.json` gives a record without a schema line the right schema."""
    settings = json.loads((ROOT / ".vscode/settings.json").read_text(encoding="utf-8"))
    with LanguageServer(command, ROOT, settings["yaml.schemas"]) as server:
        for name, text, word in (
            ("content/incidents/new.yml", "severity: highest\n", "highest"),
            ("content/entities/person/new.yml", "kind: persn\n", "persn"),
            ("content/sources/new.yml", "- kind: newspaper\n", "newspaper"),
        ):
            problems = server.open(ROOT / name, text)
            lines = text.splitlines()
            marks = {
                lines[p["range"]["start"]["line"]][p["range"]["start"]["character"] :]
                for p in problems
            }
            assert word in marks, (name, problems)
