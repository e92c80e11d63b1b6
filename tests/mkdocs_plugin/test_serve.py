# `kb serve` as a child process, and what a browser would be given: every save shows, a mistake
# shows as a banner, and no request ever waits for a mistake to be mended.
"""Tests of serving a site while its records change."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.mkdocs_plugin.project import child_environment, incident, make_project, write_files

pytestmark = pytest.mark.site

PATIENCE = 20.0
BANNER = 'class="kb-notices'


class Server:
    """A running `kb serve`."""

    def __init__(self, project: Path) -> None:
        """Start it on a free port and wait for its first page."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.project = project
        self.log = project / "serve.log"
        command = [sys.executable, "-m", "tests.mkdocs_plugin.kb_main", "serve", "--port"]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [*command, str(self.port)], cwd=project, env=child_environment(), stdout=log,
                stderr=subprocess.STDOUT,
            )  # fmt: skip
        self.wait_for(lambda: "Serving on" in self.said(), "the server to start")

    def said(self) -> str:
        """Return what the server printed so far."""
        return self.log.read_text(encoding="utf-8")

    def get(self, path: str) -> tuple[int, str]:
        """Return status and text of a page."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/{path}", timeout=8) as page:
                return page.status, page.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def wait_for(self, is_so: Callable[[], bool], what: str) -> None:
        """Wait until something is so."""
        end = time.monotonic() + PATIENCE
        while not is_so():
            assert self.process.poll() is None, self.said()
            assert time.monotonic() < end, f"waited in vain for {what}:\n{self.said()}"
            time.sleep(0.1)

    def save(self, name: str, text: str) -> None:
        """Save an authored file."""
        write_files(self.project / "content", {name: text})

    def stop(self) -> None:
        """End the process."""
        self.process.terminate()
        self.process.wait(10)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """Return a server of a small project."""
    running = Server(make_project(tmp_path))
    try:
        yield running
    finally:
        running.stop()


def test_an_edit_shows_after_one_rebuild(server: Server) -> None:
    """A saved record changes its page; `docs/`, which the build writes, starts no second one."""
    server.save("incidents/kent.yml", incident("kent", "A new title"))
    server.wait_for(lambda: "A new title" in server.get("incidents/kent/")[1], "the new title")
    time.sleep(1.5)
    assert server.said().count("Detected file changes") == 1


def test_a_mistake_shows_as_a_banner_until_it_is_mended(server: Server) -> None:
    """Every page stays, says what is wrong where, and loses its banner with the repair."""
    server.save("incidents/kent.yml", incident("kent") + "nonsense: 1\n")
    server.wait_for(lambda: BANNER in server.get("incidents/kent/")[1], "the banner")
    status, page = server.get("incidents/kent/")
    assert status == 200
    assert "content/incidents/kent.yml:29:1" in page
    assert "KB201" in page
    assert "The council is investigating an incident." in page
    assert BANNER in server.get("incidents/dover/")[1]
    server.save("incidents/kent.yml", incident("kent", "Mended"))
    server.wait_for(lambda: "Mended" in server.get("incidents/kent/")[1], "the repair")
    assert BANNER not in server.get("incidents/kent/")[1]


def test_records_come_and_go_without_a_restart(server: Server) -> None:
    """A new record gets a page, a renamed one another address, a deleted one goes."""
    server.save("incidents/thanet.yml", incident("thanet", "Outage at Thanet"))
    server.wait_for(lambda: server.get("incidents/thanet/")[0] == 200, "the new record")
    content = server.project / "content/incidents"
    (content / "thanet.yml").unlink()
    server.save("incidents/margate.yml", incident("margate", "Outage at Margate"))
    server.wait_for(lambda: server.get("incidents/margate/")[0] == 200, "the new name")
    server.wait_for(lambda: server.get("incidents/thanet/")[0] == 404, "the old name to go")
    (content / "margate.yml").unlink()
    server.wait_for(lambda: server.get("incidents/margate/")[0] == 404, "the record to go")
    assert "There is no such page" in server.get("incidents/margate/")[1]
    assert not (server.project / "docs/incidents/margate").exists()


def test_the_script_that_mkdocs_adds_may_run(server: Server) -> None:
    """The page that reloads itself carries the script for it, and its policy allows it."""
    _, page = server.get("incidents/kent/")
    assert "livereload(" in page
    assert "script-src 'self' 'unsafe-inline';" in page


def test_a_server_can_be_started_on_broken_records(tmp_path: Path) -> None:
    """Where there never was a good state, the home page has the banner until the repair."""
    project = make_project(tmp_path)
    write_files(project / "content", {"incidents/kent.yml": "schema: incident/2\nid: kent\n"})
    server = Server(project)
    try:
        status, page = server.get("")
        assert status == 200
        assert BANNER in page
        assert "content/incidents/kent.yml:" in page
        server.save("incidents/kent.yml", incident("kent", "Mended"))
        server.wait_for(lambda: "Mended" in server.get("incidents/kent/")[1], "the repair")
        assert BANNER not in server.get("")[1]
    finally:
        server.stop()
