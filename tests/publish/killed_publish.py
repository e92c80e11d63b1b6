# Run as a program by test_kept.py: publishes into a folder and sends itself a signal just before
# the n-th thing it does to the disk.
"""`killed_publish.py ROOT MOMENT`; moment 0 prints how many there are."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

from kb.artifact import Artifact
from kb.publish import publish_tree
from tests.publish.killed_build import Counter

NEW = {"index.md": b"new", "a/same.md": b"same", "a/changed.md": b"new text", "c": b"file now",
       "d/deep.md": b"folder now", "e/f/g.md": b"fresh"}  # fmt: skip


def main() -> None:
    """Publish, be ended."""
    root, moment = sys.argv[1:]
    counter = Counter(signal.SIGKILL, int(moment))
    sys.addaudithook(counter.hook)
    publish_tree([Artifact(name, data) for name, data in NEW.items()], Path(root))
    sys.stdout.write(f"{counter.count}\n")


if __name__ == "__main__":
    main()
