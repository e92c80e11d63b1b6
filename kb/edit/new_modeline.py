# The first line of a record tells the YAML language server which schema it has, in every editor and
# without any setting. It is a comment: the check does not look at it.
"""The schema line at the top of a record."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from kb.edit.files import Change
from kb.outputs.schema import schema_file
from kb.read.listing import real_path
from kb.read.opening import read_bytes
from kb.read.walk import MAX_BYTES, RawDocument

MARK = "yaml-language-server:"


def modeline(path: Path, folder: str, schemas: Path) -> str:
    """Return the schema line for a file at `path`, in the folder `folder` of the content."""
    target = schemas / schema_file(folder)
    way = Path(os.path.relpath(real_path(target), real_path(path.parent))).as_posix()
    return f"# {MARK} $schema={way}"


def plan_modelines(documents: Iterable[RawDocument], schemas: Path) -> tuple[Change, ...]:
    """Return the changes that put the schema line on top of every YAML record without one."""
    changes = []
    for document in documents:
        path = Path(document.path)
        if path.suffix != ".yml":
            continue
        data, fault = read_bytes(path, MAX_BYTES)
        if fault is not None or MARK.encode() in data.split(b"\n\n", 1)[0][:400]:
            continue
        line = modeline(path, document.folder, schemas).encode() + b"\n"
        if b"\r\n" in data:
            line = line.replace(b"\n", b"\r\n")
        bom = b"\xef\xbb\xbf"
        start = bom if data.startswith(bom) else b""
        changes.append(Change(path, data, start + line + data.removeprefix(bom)))
    return tuple(changes)
