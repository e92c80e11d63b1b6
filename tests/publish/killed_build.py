# Run as a program by test_swap.py: builds a fake site and sends itself a signal just before the
# n-th thing it does to the disk (as the interpreter's own audit events count them).
"""`killed_build.py LIVE exchange|renames SIGNAL MOMENT`; moment 0 prints how many there are."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from kb.artifact import Artifact
from kb.publish import building_beside, publish_tree, swap

EVENTS = frozenset({"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "ctypes.dlsym"})


class Counter:
    """Counts what is done to the disk, and ends the process at its moment."""

    def __init__(self, number: int, moment: int) -> None:
        """Remember when to end."""
        self.number = number
        self.moment = moment
        self.count = 0

    def hook(self, event: str, _: tuple[object, ...]) -> None:
        """Count one audit event."""
        if event in EVENTS:
            self.count += 1
            if self.count == self.moment:
                os.kill(os.getpid(), self.number)


def build(live: Path) -> None:
    """Build the new site: two folders, four files."""
    with building_beside(live) as beside:
        names = ("index.html", "a/index.html", "a/new.html", "b/c/deep.html")
        publish_tree([Artifact(name, f"new {name}".encode() * 50) for name in names], beside)


def main() -> None:
    """Build, be ended."""
    live, mode, number, moment = sys.argv[1:]
    # Started in the background, a process inherits that SIGINT is ignored.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if mode == "renames":
        swap.exchange = lambda one, other: False
    counter = Counter(int(number), int(moment))
    sys.addaudithook(counter.hook)
    build(Path(live))
    sys.stdout.write(f"{counter.count}\n")


if __name__ == "__main__":
    main()
