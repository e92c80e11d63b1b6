"""How the time of `kb check` grows with what it reads: each shape of content at 1x, 2x and 4x.

Seconds are CPU seconds beyond start-up, in a process of its own for each case. A shape that takes
more than 5 times as long for 4 times as much is marked, and so is one above its target: 1 s for
100 kB of prose, 30 s and 500 MB for 50,000 small files, 30 s for 20,000 claims in one record. Run
it from the repository's root: `.venv/bin/python -m benchmarks.growth [--only WORDS]`.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import os
import re
import resource
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.growth_records import iter_bases, iter_yaml
from benchmarks.growth_shapes import CARRIERS, Files, Shape, iter_prose
from kb.cli import main as kb

STEEP = 5
"""Above this ratio, time grows faster than size."""
TOO_SHORT = 0.1
"""Below these seconds at 4x a ratio says nothing."""
AGAIN = 2
"""How often a marked shape is measured again; the least of each size counts."""
MEMORY = 500
"""Megabytes that a case with a target in records may take."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One case."""

    seconds: float
    megabytes: float
    end: str
    """How it ended, where that was not of itself: `cut` by the limit, `crashed`."""


def main() -> int:
    """Measure the shapes asked for, print each, and end with 1 when one is marked."""
    asked = argparse.ArgumentParser(description="How the time of kb check grows")
    asked.add_argument("--only", default="", help="shapes whose name matches this expression")
    asked.add_argument("--size", default=1.0, type=float, help="times the usual size (1)")
    asked.add_argument("--limit", default=20, type=int, help="CPU seconds a case may take (20)")
    asked.add_argument(
        "--carrier", action="append", choices=CARRIERS,
        help="how prose is written (default: double and page)",
    )  # fmt: skip
    asked.add_argument("--bad", action="store_true", help="print only what is marked")
    options = asked.parse_args()
    carriers = tuple(options.carrier or ("double", "page"))
    marked = count = 0
    for shape in (*iter_prose(carriers), *iter_yaml(), *iter_bases()):
        if not re.search(options.only, shape.name):
            continue
        line, is_bad = judge(shape, options.size, max(options.limit, int(shape.target)))
        count += 1
        marked += is_bad
        if is_bad or not options.bad:
            sys.stdout.write(line + "\n")
            sys.stdout.flush()
    sys.stdout.write(f"{count} shapes, {marked} of them marked\n")
    return 1 if marked else 0


def judge(shape: Shape, factor: float, limit: int) -> tuple[str, bool]:
    """Return the line about a shape, and whether it is marked; a mark is measured again first."""
    sizes = [int(shape.size * factor * part / 4) for part in (1, 2, 4)]
    runs = [measure(shape.make(size), limit) for size in sizes]
    for _ in range(AGAIN):
        if any(run.end for run in runs) or not find_faults(shape, factor, runs):
            break
        again = [measure(shape.make(size), limit) for size in sizes]
        runs = [min(pair, key=lambda run: run.seconds) for pair in zip(runs, again, strict=True)]
    ends = [f"{run.end} (limit {limit} s)" for run in runs if run.end]
    faults = ends[:1] or find_faults(shape, factor, runs)
    times = "".join(f"{run.seconds:>8.2f}" for run in runs)
    shown = f"{shape.name:<44}{times} s  x{ratio_of(runs):<5.1f}{runs[-1].megabytes:>5.0f} MB"
    return f"{shown}  {', '.join(faults)}".rstrip(), bool(faults)


def ratio_of(runs: Sequence[Measured]) -> float:
    """Return how many times as long four times as much takes."""
    return runs[-1].seconds / max(runs[0].seconds, 0.001)


def find_faults(shape: Shape, factor: float, runs: Sequence[Measured]) -> list[str]:
    """Return what is too much in the measurements of a shape."""
    last = runs[-1]
    faults = []
    if ratio_of(runs) > STEEP and last.seconds > TOO_SHORT:
        faults.append("STEEP")
    if shape.target and last.seconds > shape.target * factor:
        faults.append(f"above {shape.target * factor:g} s")
    if shape.target > 1 and last.megabytes > MEMORY * factor:
        faults.append(f"above {MEMORY * factor:g} MB")
    return faults


def measure(files: Files, limit: int) -> Measured:
    """Check some content in a process of its own, and return what it took."""
    with laid_out(files) as content:
        sys.stdout.flush()
        receive, send = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(receive)
            _check(content, limit, send)
        os.close(send)
        with os.fdopen(receive) as answer:
            seconds = answer.read()
        _, status, used = os.wait4(child, 0)
    spent = float(seconds) if seconds else used.ru_utime + used.ru_stime
    end = "" if seconds else "cut" if os.WIFSIGNALED(status) else "crashed"
    return Measured(spent, used.ru_maxrss / 1024, end)


def _check(content: Path, limit: int, send: int) -> None:
    """Run `kb check` and send back its seconds; never returns."""
    code = 3
    try:
        os.chdir(content.parent)
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        gc.collect()
        start = time.process_time()
        with contextlib.suppress(SystemExit):
            kb(["check"], standalone_mode=False)
        os.write(send, f"{time.process_time() - start:.4f}".encode())
        code = 0
    finally:
        os._exit(code)


@contextlib.contextmanager
def laid_out(files: Files) -> Iterator[Path]:
    """Give a folder with these files for as long as it is used."""
    with tempfile.TemporaryDirectory(prefix="kb-growth-") as folder:
        content = Path(folder) / "content"
        for name, text in files.items():
            file = content / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="")
        yield content


if __name__ == "__main__":
    sys.exit(main())
