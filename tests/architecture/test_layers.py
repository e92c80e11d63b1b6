# A new module belongs to a layer here before it can be imported.
"""The walls of imports: who may know whom, and which room an outside library stays in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.architecture.source import MODULES, Module, Wall, all_faults

LAYERS: dict[str, int] = {
    "errors": 0, "site": 0, "say": 0, "problems": 0, "codes": 0, "dates": 0, "ids": 0, "refs": 0,
    "made_of": 0, "vocab": 0, "artifact": 0,
    "model": 1,
    "read": 2, "prose": 2,
    "validate": 3,
    "resolve": 4,
    "judging": 5, "index": 5, "timeline": 5, "citations": 5, "rules": 5, "lint": 5, "stats": 5,
    "messages": 6, "urls": 6, "views": 7, "pages": 8, "render": 9, "outputs": 9,
    "publish": 10, "checking": 10, "pipeline": 10,
    "cli": 11, "mkdocs_plugin": 11, "edit": 11, "importers": 11,
}  # fmt: skip
"""Room → layer; `kb/__init__.py` imports nothing."""

ONLY_IN: dict[str, tuple[str, ...]] = {
    "mkdocs": ("mkdocs_plugin",),
    "click": ("cli",),
    "yaml": ("read",),
    "frontmatter": ("read",),
    "bibtexparser": ("importers",),
    "ruamel": ("importers",),
    "extruct": ("importers",),
    "lxml": ("importers",),
    "w3lib": ("importers",),
    "babel": ("vocab", "views"),
    "jinja2": ("render",),
    "PIL": ("outputs",),
    "cbor2": ("publish",),
    "markdown_it": ("prose",),
    "ahocorasick": ("prose",),
    "pydantic": ("messages", "model", "validate", "resolve", "index", "edit"),
}
"""Library → the rooms that may import it."""

NETWORK = {"socket", "urllib.request", "http.client", "requests", "httpx", "ftplib", "smtplib"}


def homeless(module: Module) -> Iterator[str]:
    """Yield a module whose room has no layer."""
    if module.room not in LAYERS and module.path != "kb/__init__.py":
        yield f"{module.path}: {module.room} has no layer"


def upward(module: Module) -> Iterator[str]:
    """Yield every import of a higher layer."""
    here = LAYERS.get(module.room, 0)
    for name, line in module.imports:
        target = name.split(".")[1] if name.startswith("kb.") else ""
        if LAYERS.get(target, 0) > here:
            yield f"{module.place(line)}: {module.room} imports {target}"


def strange_libraries(module: Module) -> Iterator[str]:
    """Yield every import of an outside library that belongs to other rooms."""
    for name, line in module.imports:
        library = name.split(".")[0]
        if module.room not in ONLY_IN.get(library, (module.room,)):
            yield f"{module.place(line)}: {library}"


def network(module: Module) -> Iterator[str]:
    """Yield every import of an importer or of the network in the path of a build."""
    if module.room not in ("importers", "cli"):
        for name, line in module.imports:
            if name.startswith("kb.importers") or name in NETWORK:
                yield f"{module.place(line)}: {name}"


def records_in_render(module: Module) -> Iterator[str]:
    """Yield every import of the knowledge base in the render room."""
    if module.room == "render":
        for name, line in module.imports:
            if name.startswith(("kb.index", "kb.resolve", "kb.model")):
                yield f"{module.place(line)}: {name}"


def test_every_module_has_a_layer() -> None:
    """A new room is given a layer before it is used, and a room that is gone leaves the map."""
    assert all_faults(homeless) == []
    assert set(LAYERS) == {module.room for module in MODULES} - {"__init__"}


def test_no_module_imports_a_higher_layer() -> None:
    """Imports point down, or sideways into a room of the same layer."""
    assert all_faults(upward) == []


def test_a_library_is_imported_in_its_rooms_only() -> None:
    """Each outside library stays behind one wall, so that it can be replaced."""
    assert all_faults(strange_libraries) == []


@pytest.mark.parametrize("library", sorted(ONLY_IN))
def test_a_library_with_a_wall_is_used(library: str) -> None:
    """A library that nobody imports any more has no rooms: each room of its line imports it."""
    rooms = {module.room for module in MODULES
             for name, _ in module.imports if name.split(".")[0] == library}  # fmt: skip
    assert rooms == set(ONLY_IN[library])


def test_importers_are_never_in_the_build_path() -> None:
    """The pipeline and everything below it know no importer and no network."""
    assert all_faults(network) == []


def test_templates_receive_contexts_only() -> None:
    """The render room never sees the knowledge base."""
    assert all_faults(records_in_render) == []


@pytest.mark.parametrize(
    ("wall", "path", "text", "count"),
    [
        (homeless, "kb/attic/boxes.py", "", 1),
        (homeless, "kb/attic.py", "", 1),
        (homeless, "kb/views/boxes.py", "", 0),
        (upward, "kb/model/a.py", "from kb.pipeline import build", 1),
        (upward, "kb/model/a.py", "def f():\n    import kb.cli.main", 1),
        (upward, "kb/cli/a.py", "from kb.model import base", 0),
        (strange_libraries, "kb/views/a.py", "import click", 1),
        (strange_libraries, "kb/views/a.py", "from yaml.events import Event", 1),
        (strange_libraries, "kb/read/a.py", "from yaml.events import Event", 0),
        (strange_libraries, "kb/read/a.py", "import json", 0),
        (network, "kb/pipeline.py", "import urllib.request", 1),
        (network, "kb/publish/a.py", "from kb.importers.csl import read", 1),
        (network, "kb/importers/a.py", "import socket", 0),
        (records_in_render, "kb/render/a.py", "from kb.index.base import KnowledgeBase", 1),
        (records_in_render, "kb/views/a.py", "from kb.index.base import KnowledgeBase", 0),
    ],
)
def test_a_forbidden_import_is_seen(wall: Wall, path: str, text: str, count: int) -> None:
    """Each wall finds the fault that is planted before it, and none in what is allowed."""
    assert len(list(wall(Module(path, text)))) == count
