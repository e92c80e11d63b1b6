"""Change one line at a time, and see whether a test notices.

`python -m benchmarks.mutants --seed 1 2 3 --count 200` takes 200 one-line mutants for each seed
(another operator, constant, condition or return value, a statement dropped), spread evenly over
seven rooms, and runs the room's own tests on each: first those that reach the line, the quickest
first, until one fails. Mutants are made in a copy; the repository is never touched. `--room R`
takes one room only, `--minutes M` bounds the whole, `--seconds S` one mutant. With the library
`coverage` on the path (`PYTHONPATH=FOLDER`) it knows which tests reach a line; without it all are
tried by their time. Survivors are listed with their place and both lines. Those that change
nothing anybody can notice are named in `mutants_equivalent.txt`, each with its reason. Ends with
1 when a room kills less than `--floor` percent, or when more than 8 % are called equivalent.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from benchmarks.mutants_made import Mutant, read_mutants

ROOT = Path(__file__).resolve().parent.parent
EQUIVALENT = Path(__file__).with_name("mutants_equivalent.txt")
MOST_EQUIVALENT = 8.0
"""Percent of all mutants that may be called equivalent."""
CASES = "tests/test_cases.py"
ROOMS: dict[str, tuple[str, ...]] = {
    "rules": ("tests/rules", "tests/test_lint.py", "tests/reasoning/test_cases.py", CASES),
    "index": ("tests/index", "tests/rules/test_findings.py", CASES),
    "resolve": ("tests/resolve", CASES),
    "validate": ("tests/validate", CASES),
    "dates": ("tests/dates",),
    "publish": ("tests/publish",),
    "edit": ("tests/edit", "tests/cli/test_edit.py", "tests/cli/test_new.py"),
}
"""Room → its tests; a folder that is not there is passed over."""
OTHERS: dict[str, tuple[str, ...]] = {
    "judging": ("tests/judging", "tests/reasoning", "tests/rules", CASES),
    "vocab": ("tests/vocab", CASES),
}
"""Rooms that are only tried when asked for."""
CODE = {"rules": ("kb/rules", "kb/lint.py")}
"""Where a room's modules are, if not in the folder of its name alone."""

Job = dict[str, Any]


@dataclass(slots=True)
class Result:
    """How one mutant ended."""

    mutant: Mutant
    room: str
    killed: bool
    how: str
    """How it was noticed: `failed`, `hangs`, `died`, `cannot be loaded`."""
    by: str
    """The test that noticed."""
    reached: bool
    """Whether a test reaches the line at all, as far as that was measured."""
    reason: str = ""
    """Why it changes nothing, if the list of equivalent mutants says so."""


@dataclass(slots=True)
class Tests:
    """The tests of a room, as they run on the unchanged code."""

    seconds: dict[str, float] = field(default_factory=dict)
    fixtures: dict[str, list[str]] = field(default_factory=dict)
    lines: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    """Module → line → the tests and fixtures that reach it; empty when not measured."""
    shared: float = 0.0
    """Seconds that the fixtures take which tests share."""

    def order_for(self, mutant: Mutant) -> tuple[dict[str, float], bool]:
        """Return all tests, those that reach the line first, and whether any does."""
        names = set(self.lines.get(mutant.path, {}).get(str(mutant.line), ()))
        is_reached = bool(names) or not self.lines
        quick = sorted(self.seconds, key=lambda name: self.seconds[name])
        near = [name for name in quick if not names.isdisjoint({name, *self.fixtures[name]})]
        order = dict.fromkeys([*near, *quick]) if "" not in names else dict.fromkeys(quick)
        return {name: self.seconds[name] for name in order}, is_reached


class Worker:
    """A copy of the repository, and the process that runs tests in it."""

    def __init__(self, folder: Path) -> None:
        """Copy what git knows, and start the process."""
        self.root = folder / "copy"
        copy_tree(self.root)
        for name in ("tmp", "home"):
            (folder / name).mkdir()
        paths = [str(self.root), *filter(None, [os.environ.get("PYTHONPATH")])]
        environment = {
            **os.environ, "PYTHONPATH": os.pathsep.join(paths), "TMPDIR": str(folder / "tmp"),
            "HOME": str(folder / "home"), "HYPOTHESIS_STORAGE_DIRECTORY": str(folder / "found"),
            "PYTHONHASHSEED": "0",
        }  # fmt: skip
        script = Path(__file__).with_name("mutants_worker.py")
        self._process = subprocess.Popen(
            [sys.executable, str(script), str(folder / "answer.json")], cwd=self.root,
            env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def do(self, job: Job) -> Job:
        """Give the process a job and wait for what it says."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(job) + "\n")
        self._process.stdin.flush()
        return dict(json.loads(self._process.stdout.readline()))

    def said(self) -> str:
        """Return the last lines that the last child printed."""
        return "\n".join((self.root.parent / "answer.log").read_text().splitlines()[-20:])

    def stop(self) -> None:
        """End the process."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()


def copy_tree(target: Path) -> None:
    """Copy the files that git knows or would take, as they are in the working tree."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout
    for name in filter(None, names.decode().split("\0")):
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target / name)


@contextmanager
def workers(count: int) -> Iterator[list[Worker]]:
    """Give some workers, each with its copy, and take them away at the end."""
    with tempfile.TemporaryDirectory(prefix="mutants-") as name:
        found = []
        for number in range(count):
            folder = Path(name) / str(number)
            folder.mkdir()
            found.append(Worker(folder))
        try:
            yield found
        finally:
            for worker in found:
                worker.stop()


def choose(mutants: Sequence[Mutant], count: int, seed: str) -> list[Mutant]:
    """Return some mutants: lines by lot, and one change of each."""
    by_line: dict[tuple[str, int], list[Mutant]] = {}
    for mutant in mutants:
        by_line.setdefault((mutant.path, mutant.line), []).append(mutant)
    lot = random.Random(seed)
    lines = lot.sample(sorted(by_line), min(count, len(by_line)))
    return [lot.choice(by_line[line]) for line in lines]


def read_equivalent(text: str) -> dict[tuple[str, str, str, str], str]:
    """Return the mutants that change nothing, each with its reason.

    An entry is four lines: module and function, `- ` line, `+ ` changed line, reason. Lines are
    found by their words, so that an entry lives on when its module grows.
    """
    found = {}
    body = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    for entry in filter(None, (part.strip() for part in body.split("\n\n"))):
        place, before, after, *reason = entry.splitlines()
        path, _, function = place.partition(" ")
        key = (path, function, before.removeprefix("- "), after.removeprefix("+ "))
        assert reason, f"{EQUIVALENT.name}: {place}: no reason"
        found[key] = " ".join(line.strip() for line in reason)
    return found


def measure(worker: Worker, room: str, seconds: float) -> Tests:
    """Run a room's tests on the unchanged code; leave out those that fail there, and say so."""
    paths = [path for path in (ROOMS | OTHERS)[room] if (worker.root / path).exists()]
    found = worker.do({"record": paths, "seconds": max(seconds * 10, 600)})
    if "tests" not in found:
        sys.exit(f"{room}: the tests do not run: {found['how']}\n{worker.said()}")
    tests = Tests(lines=found["lines"], shared=found["shared"])
    for name, entry in found["tests"].items():
        if entry["passed"]:
            tests.seconds[name] = entry["seconds"]
            tests.fixtures[name] = [f"fixture {fixture}" for fixture in entry["fixtures"]]
        else:
            say(f"{room}: left out, it does not pass on the unchanged code: {name}")
    total = sum(tests.seconds.values()) + tests.shared
    reach = "which lines they reach is known" if tests.lines else "no `coverage`: all are tried"
    say(f"{room}: {len(tests.seconds)} tests, {total:.0f} s; {reach}")
    return tests


def say(text: str) -> None:
    """Say something at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


class Trial:
    """The mutants of one room under its tests."""

    def __init__(self, room: str, tests: Tests, pool: list[Worker], options: Any) -> None:
        """Take the room, its tests and what runs them."""
        self.room = room
        self._tests = tests
        self._free: SimpleQueue[Worker] = SimpleQueue()
        self._pool = pool
        self._seconds: float = options.seconds
        self._log: str = options.log
        self._known = read_equivalent(EQUIVALENT.read_text("utf-8"))
        self._lock = threading.Lock()
        for worker in pool:
            self._free.put(worker)

    def run(self, mutants: Sequence[Mutant], end: float) -> list[Result]:
        """Return how mutants end, as many as the time allows."""
        with ThreadPoolExecutor(len(self._pool)) as threads:
            found = threads.map(lambda mutant: self._try(mutant, end), mutants)
            return [result for result in found if result is not None]

    def _try(self, mutant: Mutant, end: float) -> Result | None:
        if time.monotonic() > end:
            return None
        order, is_reached = self._tests.order_for(mutant)
        worker = self._free.get()
        job = {"path": mutant.path, "source": mutant.source, "order": order,
               "shared": self._tests.shared, "seconds": self._seconds}  # fmt: skip
        try:
            answer = worker.do(job)
        finally:
            self._free.put(worker)
        result = Result(
            mutant, self.room, answer["killed"], answer["how"], answer["by"], is_reached
        )
        result.reason = self._known.get(mutant.key, "")
        self._note(result)
        return result

    def _note(self, result: Result) -> None:
        """Add a result to the log, so that a run cut short is not lost."""
        if not self._log:
            return
        entry = {"room": self.room, "key": result.mutant.key, "line": result.mutant.line,
                 "killed": result.killed, "how": result.how, "by": result.by}  # fmt: skip
        with self._lock, open(self._log, "a", encoding="utf-8") as file:
            file.write(json.dumps(entry) + "\n")


def what_fails_now(worker: Worker, tests: Tests, seconds: float) -> str:
    """Return the test that fails in the unchanged copy: else the mutants left nothing behind."""
    order = dict(sorted(tests.seconds.items(), key=lambda item: item[1]))
    answer = worker.do({"order": order, "shared": tests.shared, "seconds": seconds})
    return f"{answer['how']}: {answer['by']}" if answer["killed"] else ""


def show_survivor(result: Result) -> None:
    """Print a survivor as the list of equivalent mutants would have it, and its place."""
    mutant = result.mutant
    reach = "" if result.reached else "   (no test reaches the line)"
    say(f"# {mutant.path}:{mutant.line}{reach}")
    say(f"{mutant.path} {mutant.function}\n- {mutant.before}\n+ {mutant.after}")
    say(f"  {result.reason}\n" if result.reason else "")


def show_table(name: str, results: Sequence[Result], asked: int) -> dict[str, float]:
    """Print a row for each room, and return the percent it kills of what changes anything."""
    say(f"\n{name}\n{'room':10} {'made':>5} {'killed':>7} {'survived':>9} {'no effect':>10}  share")
    counts: dict[str, Counter[str]] = {}
    for result in results:
        kind = "killed" if result.killed else "no effect" if result.reason else "survived"
        counts.setdefault(result.room, Counter())[kind] += 1
    shares = {}
    whole: Counter[str] = sum(counts.values(), Counter())
    for room, count in [*counts.items(), ("together", whole)]:
        meant = count["killed"] + count["survived"]
        shares[room] = 100 * count["killed"] / meant if meant else 100.0
        say(f"{room:10} {count.total():5} {count['killed']:7} {count['survived']:9}"
            f" {count['no effect']:10}   {shares[room]:5.1f} %")  # fmt: skip
    if len(results) < asked:
        say(f"{asked - len(results)} of {asked} were not run: there are no more, or time was over")
    share = 100 * whole["no effect"] / max(whole.total(), 1)
    say(f"called equivalent: {share:.1f} %, at most {MOST_EQUIVALENT:.0f} % may be")
    shares["equivalent"] = share
    return shares


def run_room(room: str, pool: list[Worker], options: Any, end: float) -> dict[str, list[Result]]:
    """Return seed → the results of a room; a mutant that two seeds draw runs once."""
    made = read_mutants(ROOT, [path for path in CODE.get(room, (f"kb/{room}",))
                               if (ROOT / path).exists()])  # fmt: skip
    share, rest = divmod(options.count, len(options.room))
    count = share + (options.room.index(room) < rest)
    drawn = {str(seed): choose(made, count, f"{seed} {room}") for seed in options.seed}
    tests = measure(pool[0], room, options.seconds)
    every = list(dict.fromkeys(mutant for chosen in drawn.values() for mutant in chosen))
    say(f"{room}: {len(made)} mutants could be made, {len(every)} are tried")
    results = Trial(room, tests, pool, options).run(every, end)
    for result in results:
        if not result.killed:
            show_survivor(result)
    for worker in pool:
        failed = what_fails_now(worker, tests, options.seconds)
        if failed:
            sys.exit(f"{room}: the unchanged copy now fails, so results are void: {failed}")
    by_mutant = {result.mutant: result for result in results}
    return {seed: [by_mutant[mutant] for mutant in chosen if mutant in by_mutant]
            for seed, chosen in drawn.items()}  # fmt: skip


def parse(arguments: Sequence[str] | None) -> Any:
    """Return what was asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seed", nargs="+", default=["1"], help="one run of --count each")
    parser.add_argument("--count", type=int, default=200, help="mutants a seed, over all rooms")
    parser.add_argument("--room", nargs="+", choices=[*ROOMS, *OTHERS], default=[*ROOMS])
    parser.add_argument("--minutes", type=float, default=120, help="for everything")
    parser.add_argument("--seconds", type=float, default=60, help="for the tests of one mutant")
    parser.add_argument("--floor", type=float, default=85, help="percent each room must kill")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--log", default="", help="file that each result is added to, as JSON")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Try mutants room by room, print survivors and a table a seed, and return the exit code."""
    options = parse(arguments)
    end = time.monotonic() + options.minutes * 60
    by_seed: dict[str, list[Result]] = {str(seed): [] for seed in options.seed}
    with workers(options.workers) as pool:
        for number, room in enumerate(options.room):
            left = len(options.room) - number
            until = time.monotonic() + (end - time.monotonic()) / left
            for seed, results in run_room(room, pool, options, until).items():
                by_seed[seed] += results
    shares = [show_table(f"seed {seed}", results, options.count)
              for seed, results in by_seed.items()]  # fmt: skip
    if len(by_seed) > 1:
        every = [result for results in by_seed.values() for result in results]
        shares.append(show_table("all seeds", every, options.count * len(by_seed)))
    last = shares[-1]
    is_well = last.pop("equivalent") <= MOST_EQUIVALENT
    return 0 if is_well and all(share >= options.floor for share in last.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
