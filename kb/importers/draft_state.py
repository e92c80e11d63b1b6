# What the last import said, kept beside the records and meant to be committed with them: whoever
# imports next, on whatever machine, must know what a person has changed since. Fingerprints, not
# values: the sheet's or library's own words are not ours to keep. A line a record, so that two
# branches that imported different things merge without a clash.
"""The memory of an import: fingerprints of what the source said."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from kb.errors import UsageError
from kb.problems import quoted

FOLDER = ".kb/import"
"""Below the content folder; the reader passes over names that begin with a dot."""

State = Mapping[str, Mapping[str, str]]
"""Record → field → fingerprint."""


def state_path(content: Path, format_name: str, name: str) -> Path:
    """Return the file of the fingerprints of one outside file."""
    return content / FOLDER / format_name / f"{name}.json"


def read_state(path: Path) -> dict[str, dict[str, str]]:
    """Return the fingerprints; none when nothing was imported yet.

    Raises:
        UsageError: The file is broken.
    """
    if not path.exists():
        return {}
    try:
        found = json.loads(path.read_bytes())
        return {
            str(record): {str(key): str(value) for key, value in fields.items()}
            for record, fields in found.items()
        }
    except (OSError, ValueError, AttributeError, RecursionError) as error:
        hint = "take it back from git, or delete it to import as for the first time"
        raise UsageError(f"{quoted(path, 200)} cannot be read: {error}; {hint}") from error


def write_state(state: State) -> bytes:
    """Return the bytes of the file."""
    lines = [
        f"{json.dumps(record)}: {json.dumps(dict(sorted(fields.items())), ensure_ascii=False)}"
        for record, fields in sorted(state.items())
    ]
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()
