"""Kill what writes, at many moments, and look at what is left.

`python -m benchmarks.kills edits [N]` kills `kb mv`, `merge`, `fmt`, `migrate` and `import` N times
(200) at moments spread over everything they do to the disk. After each kill the records are as
before or as after, or `kb check` names the edit; in every third case a person then works in two of
the files; another editing command is called; and at the end no word of the person may be missing
and no file half-changed. `build [N]` (40) kills `kb build`, `serve [N]` (20) kills `kb serve` while
records are saved: the site is the old one or the new one, the records and own files in `docs/` are
as they were, and the next build comes through. Ends with 1 when anything is lost.
"""

from __future__ import annotations

import contextlib
import io
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from kb.cli import main as kb
from kb.read.unfinished import find_unfinished

ROOT = Path(__file__).resolve().parent.parent
EVENTS = frozenset({"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link",
                    "ctypes.dlsym"})  # fmt: skip
"""What the interpreter tells of the disk; the kill comes just before one of them."""
SEED = 20261129
_LINK = re.compile(r"\[\[(?P<id>[^\]|]+)(?:\|(?P<words>[^\]]+))?\]\]|\[@[^\]]+\]")

Picture = dict[str, bytes]

BODY = """schema: entity/1
kind: organization
id: {id}
created: 2026-01-01
updated: 2026-01-01
name: {name}
description: A body of the example; see [[council]].
org_kind: local-authority
country: GB
"""
FORMER = """schema: entity/0
slug: {id}
type: agency
name: {name}
description: A body in a former format.
identifiers: []
official_url: https://{id}.example
"""
INCIDENT = """# a remark at the top
schema: incident/2
id: incident-{n}
created: 2026-01-01
updated: 2026-01-01
title: Incident {n} at the council
summary: Systems of [[council]] went down [@page-{n}].
determination: suspected
types: [outage]
sectors: [local-government]
countries: [GB]
occurred: 2024-01-{n:02}
basis: {{occurred: [down], determination: [down]}}
participants:
  - {{entity: council, role: victim, claims: [down]}}
  - {{entity: eks, role: supplier, claims: [down]}}
claims:
  - id: down
    text: Systems were down.   # its words
    asserted_by: council
    cites: [page-{n}]
"""
SOURCE = """- id: page-{n}
  created: 2026-01-01
  type: webpage
  title: Page {n}
  container-title: Example {n}
  URL: https://example.org/{n}
  issued: 2024-01-{n:02}
  kind: news
  origin: secondary
  reliability: B
  read: full
  language: en
"""
LIBRARY = (
    '[{"id": "one-2024", "type": "webpage", "title": "One", "URL": "https://one.example/"},'
    '{"id": "two-2024", "type": "webpage", "title": "Two", "URL": "https://two.example/"}]'
)
EDITS: dict[str, Sequence[str]] = {
    "mv": ("mv", "council", "city-council"),
    "merge": ("merge", "eks", "ek-services", "--prefer", "a"),
    "fmt": ("fmt",),
    "migrate": ("migrate", "--on", "2026-11-29"),
    "import": ("import", "csl", "LIBRARY", "--today", "2026-11-29"),
}
NEXT: Sequence[Sequence[str]] = (
    ("fmt",),
    ("mv", "page-3", "page-three"),
    ("new", "entity", "--kind", "organization", "--name", "Dover Town", "--today", "2026-11-29"),
    ("import", "csl", "LIBRARY", "--today", "2026-11-29"),
    ("migrate", "--on", "2026-11-29"),
)
"""What somebody calls after the kill."""


def lay_out(folder: Path, *, has_former: bool) -> Path:
    """Write a base of a dozen incidents and return its content folder."""
    content = folder / "content"
    files = {f"incidents/incident-{n}.yml": INCIDENT.format(n=n) for n in range(1, 13)}
    files["sources/all.yml"] = "".join(SOURCE.format(n=n) for n in range(1, 13))
    for name in ("council", "eks", "ek-services"):
        text = BODY.format(id=name, name=f"The {name} body")
        files[f"entities/organization/{name}.yml"] = text
    for name in ("alpha", "beta", "gamma") if has_former else ():
        text = FORMER.format(id=name, name=f"Agency {name}")
        files[f"entities/organization/{name}.yml"] = text
    for name, text in files.items():
        path = content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (folder / "library.json").write_text(LIBRARY)
    return content


def picture(content: Path) -> Picture:
    """Return the records and what importers remember, without what an edit sets aside."""
    return {
        path.relative_to(content).as_posix(): path.read_bytes()
        for path in sorted(content.rglob("*"))
        if path.is_file() and not path.relative_to(content).parts[0].startswith(".kb-edit")
    }


def put_down(content: Path, found: Picture) -> None:
    """Make the folder hold exactly these files."""
    shutil.rmtree(content, ignore_errors=True)
    for name, data in found.items():
        path = content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def call(content: Path, words: Sequence[str], moment: int = 0) -> int:
    """Call a command in a process of its own and return how it ended; kill it at `moment`."""
    child = os.fork()
    if child == 0:
        code = 70
        with contextlib.ExitStack() as stack:
            said = stack.enter_context((content.parent / "said").open("w"))
            stack.enter_context(contextlib.redirect_stdout(said))
            stack.enter_context(contextlib.redirect_stderr(said))
            try:
                if moment:
                    kill_at(moment, content)
                kb(arguments(content, words), standalone_mode=True)
            except SystemExit as error:
                code = int(error.code or 0)
        os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def arguments(content: Path, words: Sequence[str]) -> list[str]:
    """Return the words of a command with the paths of this base."""
    option = "--to" if words[0] == "import" else "--content"
    named = [str(content.parent / "library.json") if w == "LIBRARY" else w for w in words]
    return [*named, option, str(content)]


def kill_at(moment: int, content: Path) -> None:
    """Kill this process before the n-th thing it does to the disk once an edit has begun."""
    count = 0

    def hook(event: str, _: tuple[object, ...]) -> None:
        nonlocal count
        if event in EVENTS and (count or (content / ".kb-edit").exists()):
            count += 1
            if count == moment:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


def count_moments(content: Path, words: Sequence[str], before: Picture) -> int:
    """Return how many moments a command has."""
    moments = 1
    while True:
        put_down(content, before)
        if call(content, words, moments) != -signal.SIGKILL:
            return moments - 1
        moments *= 2
        if moments > 4096:
            raise SystemExit("a command never ends")


def last_moment(content: Path, words: Sequence[str], before: Picture) -> int:
    """Return the last moment at which a command can still be killed."""
    low, high = 1, max(2, 2 * (count_moments(content, words, before) + 1))
    while low < high:
        middle = (low + high) // 2
        put_down(content, before)
        is_killed = call(content, words, middle) == -signal.SIGKILL
        low, high = (middle + 1, high) if is_killed else (low, middle)
    return low - 1


def work_by_hand(content: Path, chance: random.Random) -> dict[str, bytes]:
    """Add a remark to two files, as a person would; return the remarks by file."""
    names = [name for name in picture(content) if name.endswith(".yml")]
    done = {}
    for name in chance.sample(names, 2):
        remark = f"# by hand in {name}\n".encode()
        with (content / name).open("ab") as stream:
            stream.write(remark)
        done[name] = remark
    return done


def try_edits(folder: Path, number: int) -> Iterator[tuple[str, str]]:
    """Yield for each kill how it ended, and what was lost ("" when nothing)."""
    chance = random.Random(SEED)
    each = number // len(EDITS)
    for name, words in EDITS.items():
        content = lay_out(folder / name, has_former=name == "migrate")
        before = picture(content)
        last = last_moment(content, words, before)
        put_down(content, before)
        assert call(content, words) == 0, (content.parent / "said").read_text()
        after = picture(content)
        for turn in range(each):
            moment = 1 + turn * last // each if last > each else 1 + turn % last
            put_down(content, before)
            if call(content, words, moment) != -signal.SIGKILL:
                yield f"{name}: ended before its moment", ""
                continue
            follow = NEXT[turn % len(NEXT)]
            if turn % 3 == 2:
                yield f"{name}: hand edits", after_hand(content, follow, chance)
            else:
                yield after_kill(content, name, follow, before, after)


def after_kill(
    content: Path, name: str, follow: Sequence[str], before: Picture, after: Picture
) -> tuple[str, str]:
    """Look at what a kill has left, and call the next command."""
    state = picture(content)
    is_named = bool(find_unfinished(content))
    whole = "before" if state == before else "after" if state == after else "between"
    if whole == "between" and not is_named:
        return f"{name}: half-changed", "half-changed and not named"
    wanted = []
    for start in (before, after):
        twin = content.parent / "twin" / "content"
        put_down(twin, start)
        shutil.copy(content.parent / "library.json", twin.parent / "library.json")
        call(twin, follow)
        wanted.append(picture(twin))
    code = call(content, follow)
    said = (content.parent / "said").read_text()
    if code not in (0, 1, 2) or "Traceback" in said:
        return f"{name}: {whole}", f"`kb {' '.join(follow)}` ended with {code}: {said}"
    if picture(content) not in wanted:
        return f"{name}: {whole}", f"after `kb {' '.join(follow)}` the records are neither"
    return f"{name}: {whole}{', named' if is_named else ''}", ""


def after_hand(content: Path, follow: Sequence[str], chance: random.Random) -> str:
    """Work by hand after a kill, call the next command, recover: every remark is still there."""
    remarks = work_by_hand(content, chance)
    for words in (follow, ("recover",), follow):
        call(content, words)
        lost = lost_remarks(content, remarks)
        if lost:
            return f"after `kb {words[0]}`: {', '.join(lost)}"
    keep = [word for name in remarks for word in ("--keep", str(content / name))]
    call(content, ("recover", *keep))
    lost = lost_remarks(content, remarks)
    if lost or find_unfinished(content):
        return f"after --keep: {', '.join(lost) or 'the edit is still there'}"
    return ""


def lost_remarks(content: Path, remarks: dict[str, bytes]) -> list[str]:
    """Return the files whose remark is in no record any more."""
    everything = b"".join(picture(content).values())
    return [name for name, remark in remarks.items() if remark not in everything]


def project(folder: Path) -> Path:
    """Lay out a project that can be built, with a file of somebody's own in `docs/`."""
    content = lay_out(folder, has_former=False)
    (content / "pages").mkdir()
    for page in sorted((ROOT / "content/pages").glob("*.md")):
        # Their links lead to records that are not here.
        text = _LINK.sub(lambda found: found["words"] or found["id"] or "", page.read_text())
        (content / "pages" / page.name).write_text(text)
    config = (ROOT / "mkdocs.yml").read_text()
    (folder / "mkdocs.yml").write_text(config.replace("kb/theme", str(ROOT / "kb/theme")))
    (folder / "docs").mkdir()
    (folder / "docs/own.css").write_text("body { margin: 0 }\n")
    return content


def start(folder: Path, *words: str) -> subprocess.Popen[bytes]:
    """Start a command in the background."""
    command = [sys.executable, "-c", "from kb.cli import main; main()", *words]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0"}
    with (folder / "said").open("wb") as said:
        return subprocess.Popen(command, cwd=folder, env=environment, stdout=said, stderr=said)


def tree(folder: Path) -> Picture:
    """Return every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def try_builds(folder: Path, number: int) -> Iterator[tuple[str, str]]:
    """Kill `kb build` at moments spread over its time, old site and new site in turn."""
    chance = random.Random(SEED)
    content = project(folder)
    path = content / "incidents/incident-1.yml"
    texts = (path.read_text(), path.read_text().replace("Incident 1 at", "Incident One at"))
    sites = []
    began = time.monotonic()
    for text in texts:
        path.write_text(text)
        assert start(folder, "build").wait() == 0, (folder / "said").read_text()
        sites.append(tree(folder / "site"))
    seconds = (time.monotonic() - began) / 2
    for turn in range(number):
        path.write_text(texts[turn % 2])
        process = start(folder, "build")
        time.sleep(seconds * (turn + chance.random()) / number)
        process.send_signal(signal.SIGKILL)
        process.wait()
        found = tree(folder / "site")
        state = "old" if found == sites[1 - turn % 2] else "new" if found == sites[turn % 2] else ""
        yield f"build: {state or 'torn'}", finish_build(folder, content, texts, sites, state)


def finish_build(
    folder: Path, content: Path, texts: Sequence[str], sites: Sequence[Picture], state: str
) -> str:
    """Build once more after a kill: it comes through, and everything is as it should be."""
    if not state:
        return "the site is neither the old one nor the new one"
    text = (content / "incidents/incident-1.yml").read_text()
    if start(folder, "build").wait() != 0:
        return f"the next build failed: {(folder / 'said').read_text()}"
    if tree(folder / "site") != sites[texts.index(text)]:
        return "the next build made another site"
    if (folder / "docs/own.css").read_text() != "body { margin: 0 }\n":
        return "the own file in docs/ has changed"
    left = [p.name for p in folder.iterdir() if p.name.startswith("site.")]
    return f"left lying about: {left}" if left else ""


def try_serve(folder: Path, number: int) -> Iterator[tuple[str, str]]:
    """Kill `kb serve` while records are saved; the records and the next build are whole."""
    chance = random.Random(SEED)
    content = project(folder)
    assert start(folder, "build").wait() == 0, (folder / "said").read_text()
    path = content / "incidents/incident-1.yml"
    texts = (path.read_text(), path.read_text().replace("Incident 1 at", "Incident One at"))
    sites: list[Picture] = []
    for text in texts:
        path.write_text(text)
        assert start(folder, "build").wait() == 0
        sites.append(tree(folder / "site"))
    for turn in range(number):
        process = start(folder, "serve", "--port", str(8300 + turn))
        time.sleep(2 + 6 * chance.random())
        text = texts[turn % 2]
        path.write_text(text)
        before = picture(content)
        time.sleep(4 * chance.random())
        process.send_signal(signal.SIGKILL)
        process.wait()
        said = (folder / "said").read_text()
        lost = "" if picture(content) == before else "records have changed"
        lost = lost or ("a traceback" if "Traceback" in said else "")
        state = "new" if tree(folder / "site") == sites[1 - turn % 2] else "old"
        yield "serve", lost or finish_build(folder, content, texts, sites, state)


TRIALS: dict[str, tuple[Callable[[Path, int], Iterator[tuple[str, str]]], int]] = {
    "edits": (try_edits, 200),
    "build": (try_builds, 40),
    "serve": (try_serve, 20),
}


def main(words: Sequence[str]) -> int:
    """Run one of the trials and print what came of it."""
    trial, number = TRIALS[words[0]]
    number = int(words[1]) if len(words) > 1 else number
    counts: Counter[str] = Counter()
    losses = []
    with tempfile.TemporaryDirectory(prefix="kb-kills-") as folder:
        for count, (state, lost) in enumerate(trial(Path(folder).resolve(), number), 1):
            counts[state] += 1
            if lost:
                losses.append(f"{count}: {state}: {lost}")
    out = io.StringIO()
    for state, count in sorted(counts.items()):
        out.write(f"{count:>5}  {state}\n")
    out.write(f"{sum(counts.values()):>5}  kills, {len(losses)} losses\n")
    out.writelines(f"{line}\n" for line in losses)
    sys.stdout.write(out.getvalue())
    return 1 if losses else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or ["edits"]))
