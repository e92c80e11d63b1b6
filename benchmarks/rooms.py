# `make coverage` runs this after the quick tests. A number here is no aim: a line that was run may
# still be tested by nobody, which `python -m benchmarks.mutants` tells. A line that was never run
# is tested by nobody for sure; so what is low in this table is where to look first.
"""Print how much of each room of `kb/` the tests ran, from a report of coverage in JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Room:
    """The lines of a room that hold code, and those that no test ran."""

    name: str
    lines: int
    missed: int
    worst: str
    """The module with the most lines that were never run; empty where there is none."""

    @property
    def share(self) -> float:
        """Return the share of lines that were run, from 0 to 1."""
        return 1 - self.missed / self.lines if self.lines else 1.0


def read_rooms(report: Mapping[str, Any]) -> tuple[Room, ...]:
    """Return the rooms of a report (`coverage json`), those with the smallest share first."""
    files: dict[str, list[tuple[int, int, str]]] = {}
    for path, found in report["files"].items():
        parts = Path(path).parts
        if "kb" not in parts:
            continue  # a made-up module that a test gave to a package of ours
        below = parts[parts.index("kb") + 1 :]
        numbers = found["summary"]["num_statements"], found["summary"]["missing_lines"]
        files.setdefault(below[0].removesuffix(".py"), []).append((*numbers, "/".join(below)))
    rooms = (_room(name, rows) for name, rows in files.items())
    return tuple(sorted(rooms, key=lambda room: (room.share, room.name)))


def _room(name: str, rows: Iterable[tuple[int, int, str]]) -> Room:
    lines, missed, names = zip(*rows, strict=True)
    most = max(missed)
    worst = f"{names[missed.index(most)]} ({most})" if most else ""
    return Room(name, sum(lines), sum(missed), worst)


def iter_table(rooms: tuple[Room, ...]) -> Iterator[str]:
    """Yield the table line by line, with the sum of all rooms below."""
    yield f"{'room':<16}{'lines':>7}{'not run':>9}{'run':>8}  most in"
    everything = Room("all", sum(r.lines for r in rooms), sum(r.missed for r in rooms), "")
    for room in (*rooms, everything):
        row = f"{room.name:<16}{room.lines:>7}{room.missed:>9}{room.share:>8.1%}  {room.worst}"
        yield row.rstrip()


def main() -> None:
    """Print the table of the report that is named."""
    report = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    sys.stdout.writelines(f"{line}\n" for line in iter_table(read_rooms(report)))


if __name__ == "__main__":
    main()
