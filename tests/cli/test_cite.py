"""`kb cite`: a source drafted from a saved page or an address."""

from __future__ import annotations

import functools
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from kb.edit.files import read_file
from kb.edit.fmt import format_file
from kb.pipeline import check
from tests.cli.started import files_of, kb, lay_out_base
from tests.importers.pages import BARE, CAPTURE, NEWS

TODAY = ("--today", "2026-11-26")
JUDGED = ("--kind", "news", "--origin", "secondary", "--reliability", "C", "--read", "full")


@pytest.fixture(autouse=True)
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the small base, in the working directory, with saved pages beside it."""
    monkeypatch.chdir(tmp_path)
    for name, text in (("news", NEWS), ("bare", BARE), ("capture", CAPTURE)):
        (tmp_path / f"{name}.html").write_text(text, encoding="utf-8")
    return lay_out_base(tmp_path)


def test_a_saved_page_becomes_a_source() -> None:
    """What the page says is filled in; what is a judgement stands as a comment."""
    result = kb("cite", "news.html", *TODAY)
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith(
        "- id: thetowngazette-20250304\n"
        "  created: 2026-11-26\n"
        "  type: article-newspaper\n"
        '  title: "Council’s systems offline"\n'
        '  author: ["Jane Doe", "John Roe"]\n'
        '  container-title: "The Town Gazette"\n'
        '  publisher: "Gazette Media Ltd"\n'
        '  URL: "https://www.gazette.example/news/2025/council-offline"\n'
        "  issued: 2025-03-04  # the page says that it was changed on 2025-03-09\n"
        "  language: en-GB\n"
        "  # To write: What kind of document it is. One of: news,"
    )
    assert result.stderr == "not found, to be written: kind, origin, reliability, read\n"


def test_what_a_page_does_not_say_is_marked() -> None:
    """Every gap is a comment that says what belongs there; nothing is made up."""
    result = kb("cite", "bare.html", *TODAY)
    for key in ("author", "container-title", "URL", "issued", "language"):
        assert f"  # {key}:\n" in result.stdout
    assert result.stdout.count("# To write: not found on the page.") == 5
    assert "2019" not in result.stdout
    assert "2020" not in result.stdout


def test_a_source_with_its_judgements_passes_the_check(content: Path) -> None:
    """Appended with the four judgements, it is a valid source in the house style."""
    result = kb("cite", "news.html", "--to", "kent", *JUDGED, *TODAY)
    assert result.exit_code == 0, result.output
    assert "content/sources/kent.yml: thetowngazette-20250304" in result.output
    problems = [p for p in check(content).problems if p.path.endswith("sources/kent.yml")]
    assert {problem.code for problem in problems} <= {"KB509"}
    kb("cite", "bare.html", "--to", "new", *TODAY)
    file = read_file(content / "sources/new.yml", content)
    assert format_file(file) == (file.text, ())


def test_a_saved_capture_gives_both_addresses() -> None:
    """The page's address is the source's, the archive's stands beside it with its day."""
    found = json.loads(kb("cite", "capture.html", "--format", "json", *TODAY).stdout)["source"]
    assert found["URL"] == "https://www.gazette.example/news/2025/council-offline"
    assert found["archive_url"].startswith("https://web.archive.org/web/20250305031211/https://")
    assert found["archived"] == "2025-03-05"


@pytest.mark.parametrize("page", ["news.html", "capture.html"])
def test_a_known_address_is_refused_with_its_key_and_place(content: Path, page: str) -> None:
    """One page is one source, however its address is spelt: the first is named with its place."""
    path = content / "sources/kent.yml"
    url = "http://gazette.example/news/2025/council-offline/?utm_source=mail"
    path.write_text(path.read_text(encoding="utf-8").replace(
        "https://therecord.media/cyberattack-three-english-councils-civica", url),
        encoding="utf-8")  # fmt: skip
    before = files_of(content)
    result = kb("cite", page, "--to", "kent", *TODAY)
    assert result.exit_code == 1
    assert result.output.startswith("content/sources/kent.yml:14:8: KB303 ")
    assert "'therecord-civica'" in result.output
    assert files_of(content) == before


def test_a_known_address_is_refused_before_anything_is_fetched() -> None:
    """An address that is known, or a capture of it, needs no network to be refused."""
    url = "therecord.media/cyberattack-three-english-councils-civica"
    for address in (f"https://www.{url}/", f"https://web.archive.org/web/20240120031211/{url}"):
        result = kb("cite", address)
        assert (result.exit_code, "'therecord-civica'" in result.output) == (1, True), result.output


def test_other_sources_of_the_site_say_how_the_outlet_is_written(tmp_path: Path) -> None:
    """Outlet and judgement come from what all its sources say, marked for a second look."""
    text = NEWS.replace("www.gazette.example", "therecord.media")
    (tmp_path / "record.html").write_text(text, encoding="utf-8")
    shown = kb("cite", "record.html", *TODAY).stdout
    assert "- id: therecord-20250304\n" in shown
    assert '  container-title: "The Record"\n' in shown
    assert "  kind: news  # as therecord-civica: check\n" in shown
    assert "  reliability: B  # as therecord-civica: check\n" in shown


def test_flags_go_before_the_page() -> None:
    """What a person says is taken, whatever the page says."""
    shown = kb("cite", "news.html", "--title", "Mine", "--issued", "2025-03", "--id", "gazette-x",
               *TODAY).stdout  # fmt: skip
    assert shown.startswith('- id: gazette-x\n')  # fmt: skip
    assert '  title: "Mine"\n' in shown
    assert "  issued: 2025-03\n" in shown


@pytest.mark.parametrize(
    ("page", "words"),
    [("missing.html", "cannot be read"), ("content", "cannot be read"),
     ("http://127.0.0.1:9/x", "cannot be had"), ("https://", "is no web address"),
     ("http://[::1", "is no web address"), ("http://a.example/\udcff", "no address has")],
)  # fmt: skip
def test_what_cannot_be_had_is_said(page: str, words: str) -> None:
    """A missing file and a dead address end with 2 and a plain sentence."""
    result = kb("cite", page, "--allow-private")
    assert (result.exit_code, words in result.output) == (2, True), result.output


class Handler(BaseHTTPRequestHandler):
    """Serves a few pages on this machine."""

    def __init__(self, pages: dict[str, tuple[int, str, bytes]], *args: object) -> None:
        """Take the pages: path → status, type (or where it leads) and body."""
        self.pages = pages
        super().__init__(*args)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Answer with the page."""
        status, kind, body = self.pages[self.path]
        self.send_response(status)
        self.send_header("Location" if status == 302 else "Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Keep quiet."""


@pytest.fixture
def site() -> Iterator[str]:
    """Return the address of a small site on this machine."""
    page = BARE.replace("<head>", '<head><meta property="og:site_name" content="Local">').encode()
    pages = {
        "/old": (302, "/2025/03/04/new?utm_source=x", b""),
        "/2025/03/04/new?utm_source=x": (200, "text/html; charset=utf-8", page),
        "/paper": (200, "application/pdf", b"%PDF"),
        "/gone": (404, "text/html", b"gone"),
        "/away": (302, "file:///etc/passwd", b""),
        "/big": (200, "text/html", b"<p>" + b"x" * 8_100_000),
    }
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, pages))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_an_address_is_fetched(site: str) -> None:
    """The page behind an address is read, after redirects; the day it was seen is today."""
    words = ("cite", f"{site}/old", "--allow-private", "--format", "json", *TODAY)
    found = json.loads(kb(*words).stdout)["source"]
    assert found["URL"] == f"{site}/2025/03/04/new"
    assert found["accessed"] == "2026-11-26"
    assert found["id"] == "local-20250304"


@pytest.mark.parametrize(
    ("path", "words"),
    [("paper", "'application/pdf', no HTML"), ("gone", "answers 404"), ("away", "answers 302"),
     ("big", "too big")],
)  # fmt: skip
def test_what_is_no_page_is_refused(site: str, path: str, words: str) -> None:
    """No PDF, no error page, no file behind a redirect, nothing endless."""
    result = kb("cite", f"{site}/{path}", "--allow-private")
    assert result.exit_code == 2, result.output
    assert words in result.output
    assert "root:" not in result.output


def test_a_private_address_needs_a_switch(site: str) -> None:
    """Without `--allow-private` this machine is not asked, and the message names the switch."""
    result = kb("cite", f"{site}/old")
    assert result.exit_code == 2
    assert "no public address" in result.output
    assert "--allow-private" in result.output


HIDDEN = """<html><head><title>x</title>
<meta property="og:title" content="Title \u202eeltit\u200b&#27;[31m">
<link rel="canonical" href="http://[\u202e">
<script type="application/ld+json">{"@type": "NewsArticle", "author": "a\\ud83db"}</script>
<script type="application/ld+json">{</script></head><body><p>Text</p></body></html>"""


@pytest.mark.parametrize("style", ["text", "json"])
@pytest.mark.parametrize("to", [(), ("--to", "kent")])
def test_hidden_signs_reach_neither_terminal_nor_record(
    content: Path, style: str, to: tuple[str, ...]
) -> None:
    """Draft, JSON, messages and file hold visible characters only, and what was odd is said."""
    Path("hidden.html").write_text(HIDDEN, encoding="utf-8")
    result = kb("cite", "hidden.html", "--format", style, *to, *TODAY)
    assert result.exit_code == 0, result.output
    written = (content / "sources/kent.yml").read_text(encoding="utf-8") if to else ""
    for text in (result.output, written):
        assert text.replace("\n", "").isprintable()
    said = written if to and style == "text" else result.output
    for words in (
        "Title eltit [31m",
        "address as its own that is none",
        "block 2",
        "nobody can see",
    ):
        assert words in said


def test_remarks_are_part_of_the_json() -> None:
    """A program learns what a person reads in the comments."""
    found = json.loads(kb("cite", "news.html", "--format", "json", *TODAY).stdout)
    remark = {"key": "issued", "text": "the page says that it was changed on 2025-03-09"}
    assert found["remarks"] == [remark]


def test_what_a_library_raises_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """The guard stands around all of it: an unknown exception becomes a message."""

    def fail(*_: object, **__: object) -> None:
        raise KeyError("odd\x1b")

    for place in ("html_apart.read_facts", "html_draft.draft_source_from"):
        with monkeypatch.context() as patch:
            patch.setattr(f"kb.importers.{place}", fail)
            result = kb("cite", "news.html", *TODAY)
        assert result.exit_code == 2
        assert "'news.html' cannot be read: " in result.output
        assert result.output.replace("\n", "").isprintable()
