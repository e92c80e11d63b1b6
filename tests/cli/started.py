"""A small content folder in which commands start records."""

from __future__ import annotations

import shutil
from pathlib import Path

from click.testing import CliRunner, Result

from kb.cli import main

BASE = Path(__file__).resolve().parent.parent / "cases/base"


def lay_out_base(folder: Path) -> Path:
    """Copy the small base into `folder` and return its content folder."""
    shutil.copytree(BASE, folder / "content")
    return folder / "content"


def kb(*arguments: str, answers: str | None = None) -> Result:
    """Run a command in the working directory, with what a person would type."""
    return CliRunner().invoke(main, list(arguments), input=answers)


def files_of(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder with its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
