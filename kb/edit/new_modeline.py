# The first line of a record tells the YAML language server which schema it has, in every editor and
# without any setting. It is a comment: the check does not look at it.
"""The schema line at the top of a record."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from kb.exporters.schema import schema_file
from kb.publish.atomic import write_file
from kb.read.walk import RawDocument

MARK = "yaml-language-server:"


def modeline(path: Path, folder: str, schemas: Path) -> str:
    """Return the schema line for a file at `path`, of the folder `folder` of the content."""
    target = schemas / schema_file(folder)
    way = Path(os.path.relpath(target.resolve(), path.parent.resolve())).as_posix()
    return f"# {MARK} $schema={way}\n"


def add_modelines(documents: Iterable[RawDocument], schemas: Path) -> tuple[str, ...]:
    """Put the schema line on top of every YAML record that has none; return their paths."""
    changed = []
    for document in documents:
        path = Path(document.path)
        if path.suffix != ".yml" or path.is_symlink():
            continue
        data = path.read_bytes()
        if MARK.encode() in data.split(b"\n\n", 1)[0][:400]:
            continue
        line = modeline(path, document.folder, schemas).encode()
        if b"\r\n" in data:
            line = line.replace(b"\n", b"\r\n")
        bom = b"\xef\xbb\xbf"
        start = bom if data.startswith(bom) else b""
        write_file(path, start + line + data.removeprefix(bom))
        changed.append(document.path)
    return tuple(changed)
