"""Feed mutated real inputs to what reads them, and look for crashes, hangs and silent losses.

`python -m benchmarks.fuzz check|cite|import [SECONDS] [--seed N] [--more DIR] [--keep DIR]`. Every
case runs in a process of its own with limits on time (30 CPU seconds) and memory (1 GB above the
start). A crash is a traceback or a signal, a hang is the limit; a silent loss is

- check: a file that is neither a document nor named, a place that is not in its file, a failure
  without a problem, or output that is no UTF-8 or no JSON;
- cite: a source that is written with an error of its own, raw control signs, or other records
  changed;
- import: an item that is in no list of the answer and in no problem, or records with errors.

Inputs are the records in `content/`, pages of `site/` and those below `--more` (`*.html`), and
bibliographies made by `kb export`, with the sheets below `--more` (`*.txt`). What failed is kept
below `--keep` with its seed. Ends with 1 when anything failed.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import random
import re
import resource
import shutil
import signal
import socketserver
import sys
import tempfile
import threading
import time
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

from kb.cli import main as kb
from kb.read.walk import read_content

CPU_SECONDS = 30
EXTRA_BYTES = 1 << 30
_RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
_WORDS = (
    b"[[", b"]]", b"[@", b"](", b"![", b"`", b"```", b"|", b">-", b"- ", b": ", b" #", b"&a ",
    b"*a ",
    b"!!int ", b"<<: ", b"%", b"---\n", b"...\n", b"\t", b"\r\n", b"\r", b"\x00", b"\xff", b"\xc3",
    b"\xef\xbb\xbf", "\u202e".encode(), "\u2028".encode(), "\u00a0".encode(),
    b"<script>alert(1)</script>", b"&lt;", b"{{ x }}", b"{% x %}", b"${x}",
    b"'", b'"', b"\\", b"\\u202e", b"\\ud800", b"{", b"}",
    b"[", b"]", b"2024-02-30", b"2024-13", b"99999999999999999999", b"1e999", b".nan",
    b"null", b"true", b"no",
    b"\\input{x}", b"@string{a = b}", b"{\\\"u}", b"<!--", b"-->", b"<![CDATA[", b"charset=utf-16",
    b"javascript:alert(1)", b"//example.org", b"http://[", b"https://\xc3\xbc.example/",
    b"A" * 3000,
)  # fmt: skip


class Case(NamedTuple):
    """One mutated input, ready to be tried."""

    name: str
    run: Callable[[], str]
    """Tries it; returns what was lost, "" when nothing."""
    data: bytes
    """What to keep when it fails."""


def mutate(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    """Return the bytes with one to six mistakes in them."""
    for _ in range(chance.choice((1, 1, 1, 2, 3, 6))):
        data = chance.choice(MUTATIONS)(data, chance, others)
    return data[:1_900_000]


def _cut(data: bytes, chance: random.Random) -> tuple[int, int]:
    start = chance.randrange(len(data) + 1)
    return start, min(len(data), start + chance.choice((1, 2, 8, 60, 400)))


def _flip(data: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    if not data:
        return data
    at = chance.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]


def _insert(data: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice(_WORDS) * chance.choice((1, 1, 1, 2, 50)) + data[at:]


def _delete(data: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    start, end = _cut(data, chance)
    return data[:start] + data[end:]


def _repeat(data: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    start, end = _cut(data, chance)
    return data[:end] + data[start:end] * chance.choice((1, 2, 30, 500)) + data[end:]


def _swap_lines(data: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    lines = data.splitlines(keepends=True)
    if len(lines) < 2:
        return data
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"".join(lines)


def _indent(data: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    lines = data.splitlines(keepends=True) or [b""]
    start = chance.randrange(len(lines))
    for at in range(start, min(len(lines), start + chance.choice((1, 3, 20)))):
        lines[at] = chance.choice((b"  ", b" ", b"\t", b"")) + lines[at].lstrip(b" ")
    return b"".join(lines)


def _truncate(data: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _splice(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    other = chance.choice(others)
    return data[: chance.randrange(len(data) + 1)] + other[chance.randrange(len(other) + 1) :]


def _value(data: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    """Give some key another value: the file stays well formed more often than not."""
    found = list(re.finditer(rb"(?<=: )[^\n:{}\[\]]+|(?<=: \")[^\"\n]+", data))
    if not found:
        return data
    match = chance.choice(found)
    new = chance.choice((*_WORDS, match.group()[::-1], match.group().upper(), b"", b'""'))
    return data[: match.start()] + new + data[match.end() :]


MUTATIONS = (_flip, _insert, _insert, _delete, _repeat, _swap_lines, _indent, _truncate, _splice,
             _value, _value, _value)  # fmt: skip


def call(words: Sequence[str]) -> tuple[int, str, str]:
    """Call a command in this process; return exit code, output and messages."""
    said, complained = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="") for _ in range(2))
    code = 0
    with redirect_stdout(said), redirect_stderr(complained):
        try:
            kb(list(words), standalone_mode=True)
        except SystemExit as error:
            code = int(error.code or 0)
    outputs = []
    for stream in (said, complained):
        stream.flush()
        raw = stream.buffer
        assert isinstance(raw, io.BytesIO)
        outputs.append(raw.getvalue().decode("utf-8"))
    return code, outputs[0], outputs[1]


def check_cases(folder: Path, chance: random.Random, _: argparse.Namespace) -> Callable[[], Case]:
    """Mutate records: of a small base, of ours laid over it, and now and then in all of ours."""
    ours, small = folder / "ours", folder / "small"
    shutil.copytree("content", ours)
    shutil.copytree("tests/cases/base", small)
    texts = {
        root: {path.relative_to(root): path.read_bytes()
               for path in sorted(root.rglob("*")) if path.is_file()}
        for root in (ours, small)
    }  # fmt: skip
    everything = list(texts[ours].values())

    def make() -> Case:
        content = folder / "content"
        shutil.rmtree(content, ignore_errors=True)
        kind = chance.choices(("small", "ours", "all of ours"), (6, 6, 1))[0]
        shutil.copytree(ours if kind == "all of ours" else small, content)
        source = texts[small if kind == "small" else ours]
        data = b""
        for name in chance.sample(list(source), chance.choice((1, 1, 1, 4))):
            data = mutate(source[name], chance, everything)
            path = content / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        return Case(f"check: {kind}", lambda: look_at_check(content), data)

    return make


def look_at_check(content: Path) -> str:
    """Check a folder in all forms of output and hold them against each other."""
    code, said, _ = call(("check", "--content", str(content), "--format", "json"))
    problems = json.loads(said)
    found = read_content(content)
    number = sum(len(names) for _, _, names in os.walk(content))
    named = {problem["path"] for problem in problems}
    if number > len(found.documents) + len(named):
        return f"{number} files, {len(found.documents)} read and {len(named)} named"
    unread = [d.path for d in found.documents if d.node is None and d.path not in named]
    if unread:
        return f"not read and not named: {unread}"
    errors = [problem for problem in problems if problem["severity"] == "error"]
    if (code == 1) != bool(errors) or code > 1:
        return f"ended with {code} and {len(errors)} errors"
    for problem in problems:
        if problem["line"] < 1 or problem["column"] < 1 or not problem["message"]:
            return f"no place or words: {problem}"
        path = Path(problem["path"])
        lines = path.read_bytes().count(b"\n") + path.read_bytes().count(b"\r") + 2
        if path.is_file() and problem["line"] > lines:
            return f"no such line: {problem}"
    code_text, text, _ = call(("check", "--content", str(content)))
    if code_text != code or _RAW.search(text):
        return f"text: ended with {code_text}, raw signs {_RAW.findall(text)[:3]}"
    return ""


PAGES = "*.html"


def cite_cases(
    folder: Path, chance: random.Random, words: argparse.Namespace
) -> Callable[[], Case]:
    """Mutate pages; half of them come from a file, half from a server with mutated headers."""
    paths = sorted(Path("site").rglob(PAGES)) + sorted(Path(words.more or "/nowhere").rglob(PAGES))
    paths = [path for path in paths if path.stat().st_size < 400_000]
    if not paths:
        sys.exit("no pages to spoil: build the site first, or name a folder of pages")
    texts = [path.read_bytes() for path in chance.sample(paths, min(400, len(paths)))]
    origin = folder / "origin"
    shutil.copytree("tests/cases/base", origin)
    before = {path.name: path.read_bytes() for path in origin.rglob("*.yml")}
    answer: list[bytes] = [b""]
    server = serve(answer)

    def make() -> Case:
        content = folder / "content"
        shutil.rmtree(content, ignore_errors=True)
        shutil.copytree(origin, content)
        data = mutate(chance.choice(texts), chance, texts)
        if chance.random() < 0.5:
            page = folder / "page.html"
            page.write_bytes(data)
            return Case("cite file", lambda: look_at_cite(content, str(page), before), data)
        answer[0] = with_headers(data, chance)
        address = f"http://127.0.0.1:{server}/page-{chance.randrange(10**6)}"
        return Case("cite address", lambda: look_at_cite(content, address, before), answer[0])

    return make


def serve(answer: list[bytes]) -> int:
    """Serve whatever `answer` holds, on loopback; return the port."""

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.connection.recv(4096)
            self.connection.sendall(answer[0])

    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return int(server.server_address[1])


def with_headers(data: bytes, chance: random.Random) -> bytes:
    """Return an answer over HTTP with now and then strange headers."""
    kind = chance.choice((b"text/html; charset=utf-8", b"text/html", b"text/html; charset=rot13",
                          b"text/html; charset=utf-7", b"application/xhtml+xml", b"\xff/\x00",
                          b"text/html; charset=" + chance.choice(_WORDS)))  # fmt: skip
    length = chance.choice((len(data), len(data), len(data), len(data) + 9, 3, -1, 10**30))
    status = chance.choice((b"200 OK", b"200 OK", b"200 OK", b"203 x", b"404 Not Found", b"999 ?",
                            b"200 \x1b[31mred", b"abc"))  # fmt: skip
    head = b"HTTP/1.1 " + status + b"\r\nContent-Type: " + kind + b"\r\nConnection: close\r\n"
    if chance.random() < 0.8:
        head += b"Content-Length: %d\r\n" % length
    if chance.random() < 0.1:
        head += b"Content-Encoding: gzip\r\n"
    head = head if chance.random() < 0.9 else mutate(head, chance, (head,))
    return head + b"\r\n" + data


def look_at_cite(content: Path, page: str, before: dict[str, bytes]) -> str:
    """Draft a source, and see whether anything else has changed or is wrong."""
    code, said, complained = call(
        ("cite", page, "--to", "new", "--content", str(content), "--allow-private",
         "--today", "2026-11-29")
    )  # fmt: skip
    if code not in (0, 1, 2):
        return f"ended with {code}"
    if raw := _RAW.findall(said + complained):
        return f"raw signs on the terminal: {raw[:3]!r}"
    new = content / "sources/new.yml"
    after = {p.name: p.read_bytes() for p in content.rglob("*.yml") if p != new}
    if after != before:
        return "other records have changed"
    if code == 0 and not new.exists():
        return "nothing was written, and nothing said"
    if code != 0 and not (said + complained).strip():
        return f"ended with {code} and said nothing"
    if new.exists():
        text = new.read_text("utf-8")
        if _RAW.search(text.replace("\n", "")):
            return "raw signs in the draft"
        found = read_content(content)
        wrong = [p.explain() for p in found.problems if p.path.endswith("new.yml")]
        if wrong:
            return f"the draft cannot be read: {wrong[:2]}"
    return ""


def import_cases(
    folder: Path, chance: random.Random, words: argparse.Namespace
) -> Callable[[], Case]:
    """Mutate bibliographies and sheets."""
    inputs: list[tuple[str, str, bytes]] = []
    for form, ending in (("csl", ".json"), ("bibtex", ".bib")):
        out = folder / f"all{ending}"
        code, _, complained = call(("export", form, "--out", str(out)))
        assert code == 0, complained
        inputs.append(("csl", ending, thin(out.read_bytes(), ending)))
    items = json.loads(inputs[0][2])
    inputs.append(("csl", ".yaml", as_yaml(items)))
    for path in sorted(Path(words.more or "/nowhere").rglob("*.txt")):
        inputs.append(("scan", ".txt", path.read_bytes()))
    texts = [data for _, _, data in inputs]
    origin = folder / "origin"
    shutil.copytree("tests/cases/base", origin)

    def make() -> Case:
        content = folder / "content"
        shutil.rmtree(content, ignore_errors=True)
        shutil.copytree(origin, content)
        form, ending, data = chance.choice(inputs)
        data = mutate(data, chance, texts if chance.random() < 0.2 else (data,))
        path = folder / f"library{ending}"
        path.write_bytes(data)
        return Case(f"import {form}{ending}", lambda: look_at_import(content, form, path), data)

    return make


def thin(data: bytes, ending: str) -> bytes:
    """Return the first hundred entries of a bibliography."""
    if ending == ".json":
        return json.dumps(json.loads(data)[:100], ensure_ascii=False, indent=1).encode()
    return b"\n@".join(data.split(b"\n@")[:100]) + b"\n"


def as_yaml(items: list[dict[str, object]]) -> bytes:
    """Return CSL items as Pandoc's YAML; JSON's scalars are YAML's."""
    rows = ["references:"]
    for item in items:
        start = "- "
        for key, value in item.items():
            rows.append(f"{start}{key}: {json.dumps(value, ensure_ascii=False)}")
            start = "  "
    return ("\n".join(rows) + "\n").encode()


def look_at_import(content: Path, form: str, path: Path) -> str:
    """Import, and see whether every item is accounted for and the records are right."""
    words = ("import", form, str(path), "--to", str(content), "--today", "2026-11-29")
    before = {p.name: p.read_bytes() for p in content.rglob("*.yml")}
    code, said, complained = call((*words, "--format", "json"))
    if code not in (0, 1, 2):
        return f"ended with {code}"
    if code == 2:
        return "" if complained.strip() else "ended with 2 and said nothing"
    answer = json.loads(said)
    counted = sum(len(answer[key]) for key in ("added", "updated", "unchanged", "kept", "problems"))
    number = count_items(path)
    if number is not None and counted < number:
        return f"{number} items, {counted} accounted for"
    after = {p.name: p.read_bytes() for p in content.rglob("*.yml")}
    gone = [name for name, data in before.items() if name not in after]
    if gone:
        return f"records are gone: {gone}"
    result, listing, _ = call(("check", "--content", str(content), "--format", "json"))
    errors = [p for p in json.loads(listing) if p["severity"] == "error"]
    if result != 0 or errors:
        return f"the records have errors: {errors[:2]}"
    code, text, complained = call(words)
    if raw := _RAW.findall(text + complained):
        return f"raw signs on the terminal: {raw[:3]!r}"
    return ""


def count_items(path: Path) -> int | None:
    """Return how many items a bibliography has, where that can be told without our reader."""
    if path.suffix != ".json":
        return None
    try:
        found = json.loads(path.read_bytes())
    except (ValueError, RecursionError):
        return None
    return len(found) if isinstance(found, list) else None


def apart(case: Case, folder: Path) -> str:
    """Try a case in a process of its own; return what was wrong."""
    said = folder / "verdict"
    said.write_text("")
    child = os.fork()
    if child == 0:
        used = resource.getrusage(resource.RUSAGE_SELF)
        seconds = int(used.ru_utime + used.ru_stime) + CPU_SECONDS
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        resource.setrlimit(resource.RLIMIT_AS, (pages * 4096 + EXTRA_BYTES,) * 2)
        signal.alarm(300)
        try:
            said.write_text(case.run())
        except BaseException:
            said.write_text("crash: " + traceback.format_exc()[-1500:])
        os._exit(0)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if code in (-signal.SIGXCPU, -signal.SIGALRM, -signal.SIGKILL):
        return f"hang: ended by {signal.Signals(-code).name}"
    return f"crash: ended with {code}" if code else said.read_text()


MAKERS = {"check": check_cases, "cite": cite_cases, "import": import_cases}


def main(words: argparse.Namespace) -> int:
    """Try cases until the time is over; print how many of each kind, and what failed."""
    chance = random.Random(words.seed)
    counts: Counter[str] = Counter()
    failed: list[str] = []
    with tempfile.TemporaryDirectory(prefix="kb-fuzz-") as name:
        folder = Path(name).resolve()
        make = MAKERS[words.what](folder, chance, words)
        end = time.monotonic() + words.seconds
        while time.monotonic() < end:
            case = make()
            counts[case.name] += 1
            fault = apart(case, folder)
            if fault:
                number = sum(counts.values())
                failed.append(f"{number} {case.name}: {fault}")
                if words.keep:
                    words.keep.mkdir(parents=True, exist_ok=True)
                    (words.keep / f"{words.what}-{words.seed}-{number}").write_bytes(case.data)
    for kind, number in sorted(counts.items()):
        sys.stdout.write(f"{number:>6}  {kind}\n")
    sys.stdout.write(f"{sum(counts.values()):>6}  cases, {len(failed)} failed\n")
    sys.stdout.writelines(f"{line}\n" for line in failed[:40])
    return 1 if failed else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("what", choices=sorted(MAKERS))
    parser.add_argument("seconds", nargs="?", type=float, default=1200)
    parser.add_argument("--seed", type=int, default=20261129)
    parser.add_argument("--more", help="a folder with more real inputs: *.html, *.txt")
    parser.add_argument("--keep", type=Path, help="where inputs that failed are kept")
    sys.exit(main(parser.parse_args()))
