# Run as a program by test_build.py, in the folder of a project: runs `kb build` and sends itself a
# signal just before the n-th thing it does to the disk (see tests/publish/killed_build.py).
"""`killed_build.py SIGNAL MOMENT`; moment 0 prints how many there are."""

from __future__ import annotations

import os
import signal
import sys

from kb.cli import main

EVENTS = frozenset({"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "ctypes.dlsym"})


def count_until(number: int, moment: int) -> list[int]:
    """Count what is done to the disk from now on, and end the process at its moment."""
    count = [0]

    def hook(event: str, _: tuple[object, ...]) -> None:
        if event in EVENTS:
            count[0] += 1
            if count[0] == moment:
                os.kill(os.getpid(), number)

    sys.addaudithook(hook)
    return count


if __name__ == "__main__":
    # Started in the background, a process inherits that SIGINT is ignored.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    counted = count_until(int(sys.argv[1]), int(sys.argv[2]))
    try:
        main(["build", "--strict"], prog_name="kb")
    finally:
        sys.stdout.write(f"\n{counted[0]}\n")
