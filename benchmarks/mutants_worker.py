# Runs inside a copy of the repository and is spoken to in lines of JSON. It loads the libraries and
# nothing of `kb`, and forks for each mutant: the child reads the changed `kb` and runs pytest. So a
# mutant costs its tests and not the start of Python. It imports nothing of `benchmarks` either: it
# is started by its path, with the copy as the folder it works in.
"""Run the tests of one mutant after the other, each in a process of its own."""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import resource
import signal
import sys
import time
import traceback
import types
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest

LIBRARIES = (
    "yaml", "pydantic", "markdown_it", "jinja2", "click", "ahocorasick", "frontmatter", "PIL.Image",
    "ruamel.yaml", "rich.progress", "babel", "hypothesis", "selectolax.lexbor",
)  # fmt: skip
OPTIONS = (
    "-q", "-x", "-p", "no:cacheprovider", "-m", "not long and not browser and not node",
    "-W", "ignore::pytest.PytestAssertRewriteWarning",  # the libraries are there before pytest
)  # fmt: skip
MOST_MEMORY = 4 << 30
"""Bytes a child may ask for: a mutant may build a list without end."""
SLOWEST = 10.0
"""Times a test may take longer than it did before it counts as hanging, and the least seconds."""


class Hangs(BaseException):
    """A test takes far longer than it did: no `except Exception` may swallow that."""


class Recorder:
    """Notes of every test how long it took, how it ended, and which lines it reached."""

    def __init__(self, root: str) -> None:
        """Start to measure, where the library for it is at hand."""
        self.tests: dict[str, dict[str, Any]] = {}
        self.shared = 0.0
        """Seconds that fixtures shared by tests took."""
        self._root = root
        self._cover = _coverage(root)

    def _switch(self, name: str) -> None:
        if self._cover is not None:
            self._cover.switch_context(name)

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, Any, None]:
        """Time a test, its fixtures included."""
        self._switch(item.nodeid)
        started, shared = time.monotonic(), self.shared
        yield
        started += self.shared - shared
        fixtures = getattr(item, "fixturenames", [])
        entry = self.tests.setdefault(item.nodeid, {"passed": True})
        entry |= {"seconds": time.monotonic() - started, "fixtures": list(fixtures)}
        self._switch("")

    @pytest.hookimpl(hookwrapper=True)
    def pytest_fixture_setup(self, fixturedef: Any, request: Any) -> Generator[None, Any, None]:
        """Lay what a shared fixture reaches to the fixture, not to the test that came first."""
        if fixturedef.scope == "function":
            yield
            return
        self._switch(f"fixture {fixturedef.argname}")
        started = time.monotonic()
        yield
        self.shared += time.monotonic() - started
        self._switch(request.node.nodeid if hasattr(request, "node") else "")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note a test that does not pass on the unchanged code."""
        if report.failed or report.skipped:
            self.tests.setdefault(report.nodeid, {})["passed"] = False

    def lines(self) -> dict[str, dict[str, list[str]]]:
        """Return module → line → the tests and fixtures that reached it."""
        if self._cover is None:
            return {}
        self._cover.stop()
        data = self._cover.get_data()
        return {
            os.path.relpath(file, self._root): {
                str(line): names for line, names in data.contexts_by_lineno(file).items()
            }
            for file in data.measured_files()
        }


def _coverage(root: str) -> Any:
    """Return what measures the lines of `kb`, or None without the library `coverage`."""
    try:
        coverage = importlib.import_module("coverage")
    except ImportError:
        return None
    cover = coverage.Coverage(data_file=None, config_file=False, source=[f"{root}/kb"])
    cover.start()
    return cover


class Judge:
    """Runs tests in a given order, and ends each that hangs."""

    def __init__(self, order: dict[str, float], shared: float, seconds: float) -> None:
        """Take the tests in their order, each with the seconds it takes, and the time for all.

        The test that comes first waits for the fixtures that it shares with others.
        """
        self.ran = 0
        self.killer = ""
        self.how = ""
        self._order = order
        self._shared = shared
        self._places = {name: place for place, name in enumerate(order)}
        self._end = time.process_time() + seconds  # its own: others may keep the machine busy

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Keep the tests that were asked for, in their order."""
        wanted = [item for item in items if item.nodeid in self._places]
        items[:] = sorted(wanted, key=lambda item: self._places[item.nodeid])

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, Any, None]:
        """Let a test run in its time; start none when the time for all is over."""
        if time.process_time() > self._end:
            pytest.exit("time is over", returncode=0)
        limit = SLOWEST * max(1.0, self._order[item.nodeid] + self._shared)
        signal.signal(signal.SIGALRM, _hang)
        signal.setitimer(signal.ITIMER_REAL, limit)
        self.ran += 1
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note the test that fails."""
        if report.failed and not self.killer:
            hangs = "Hangs" in str(report.longrepr)
            self.killer, self.how = report.nodeid, "hangs" if hangs else "failed"


def _hang(signum: int, frame: types.FrameType | None) -> None:
    raise Hangs


def record(paths: list[str], root: str) -> dict[str, Any]:
    """Return the tests below some paths on the unchanged code, and the lines they reach."""
    recorder = Recorder(root)
    options = [option for option in OPTIONS if option != "-x"]
    pytest.main([*options, *paths], plugins=[recorder])
    return {"tests": recorder.tests, "lines": recorder.lines(), "shared": recorder.shared}


def judge(order: dict[str, float], shared: float, seconds: float) -> dict[str, Any]:
    """Return how the tests end: `killed` by which one and how, and how many were run."""
    judging = Judge(order, shared, seconds)
    signal.signal(signal.SIGALRM, _hang)
    signal.setitimer(signal.ITIMER_REAL, 3 * SLOWEST)  # for reading the changed module
    files = list(dict.fromkeys(name.split("::")[0] for name in order))
    try:
        status = int(pytest.main([*OPTIONS, *files], plugins=[judging]))
    except Hangs:
        return {"killed": True, "how": "hangs", "by": "", "ran": judging.ran}
    if status not in {0, 1, 5} and not judging.killer:
        judging.how = "cannot be loaded"
    killed = bool(judging.how) or status == 1
    return {"killed": killed, "how": judging.how, "by": judging.killer, "ran": judging.ran}


@contextlib.contextmanager
def changed(path: str, source: str) -> Iterator[None]:
    """Put a mutant in the place of its module, and the module back.

    Byte code is told from old by size and second, which two mutants may share: so it goes.
    """
    file = Path(path)
    before = file.read_bytes()
    for old in (file.parent / "__pycache__").glob(f"{file.stem}.*.pyc"):
        old.unlink()
    file.write_text(source, encoding="utf-8")
    try:
        yield
    finally:
        file.write_bytes(before)


def in_child(job: dict[str, Any], answer: Path) -> dict[str, Any]:
    """Do a job in a child of its own, and return what it says, or that it hung or died."""
    answer.unlink(missing_ok=True)
    child = os.fork()
    if child == 0:
        _be_child(job, answer)
    end = time.monotonic() + 5 * job["seconds"] + 60
    while time.monotonic() < end:
        if os.waitpid(child, os.WNOHANG) != (0, 0):
            if answer.exists():
                return dict(json.loads(answer.read_text()))
            return {"killed": True, "how": "died", "by": "", "ran": 0}
        time.sleep(0.02)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return {"killed": True, "how": "hangs", "by": "", "ran": 0}


def _be_child(job: dict[str, Any], answer: Path) -> None:
    """Run the tests of a job, leave the answer, and end without coming back."""
    os.setsid()
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    with open(os.devnull, "rb") as nowhere, open(answer.with_suffix(".log"), "wb") as said:
        os.dup2(nowhere.fileno(), 0)
        os.dup2(said.fileno(), 1)
        os.dup2(said.fileno(), 2)
    sys.dont_write_bytecode = not job.get("record")
    try:
        if job.get("record"):
            result = record(job["record"], os.getcwd())
        else:
            result = judge(job["order"], job["shared"], job["seconds"])
        answer.write_text(json.dumps(result))
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)


def main() -> None:
    """Answer each line of JSON with another: `record` paths, or a mutant with its `order`."""
    for name in LIBRARIES:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    answer = Path(sys.argv[1])
    for line in sys.stdin:
        job = json.loads(line)
        with changed(job["path"], job["source"]) if "path" in job else contextlib.nullcontext():
            result = in_child(job, answer)
        sys.stdout.write(json.dumps(result) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
