# A whole project in miniature: two incidents, one organisation, one source, the hand-written pages
# that mkdocs.yml names. Its titles hold characters that have a meaning in HTML.
"""Make a small project, and run commands and servers in it."""

from __future__ import annotations

import functools
import http.server
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TITLE = 'Outage at <b>Kent</b> & "co"'
DATES = "created: 2024-02-01\nupdated: 2024-06-02\n"
HAND_PAGES = (
    "about", "methodology", "editorial-policy", "contributing", "accessibility", "privacy",
)  # fmt: skip

_INCIDENT = """\
schema: incident/2
id: {id}
{dates}title: '{title}'
summary: "The council lost online services [@statement]."
determination: confirmed
types: [unknown]
countries: [GB]
disclosed: 2024-01-19
basis: {{disclosed: [announced], determination: [announced]}}
established: [announced]
participants:
  - {{entity: council, role: victim, claims: [announced]}}
claims:
  - id: announced
    text: "The council is investigating an incident."
    asserted_by: council
    asserted: 2024-01-19
    cites: [statement]
    speech_act: confirmed
    status: confirmed
    ground: {{as: own-act, reason: "The council says what it does."}}
topics:
  - id: q-what
    question: "What happened?"
    answer: "The council says that it is investigating, and no word of [[cve-2023-46805]]."
    claims: [announced]
"""
_ENTITY = """\
schema: entity/1
kind: organization
id: {id}
{dates}name: {name}
description: "A body that runs services."
org_kind: local-authority
"""
# A vector has no place to break; two scores beside each other must not widen a phone's page.
_FLAW = """\
schema: entity/1
kind: vulnerability
id: cve-2023-46805
{dates}name: CVE-2023-46805
description: "A flaw in a gateway."
cve: CVE-2023-46805
cvss:
  - version: "3.0"
    score: 8.2
    vector: "CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:L/A:N"
    cites: [statement]
  - version: "3.1"
    score: 8.2
    vector: "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:L/A:N"
    cites: [statement]
"""
_SOURCES = """\
- id: statement
  type: webpage
  title: "Statement of the council"
  issuer: council
  URL: https://example.org/statement
  issued: 2024-01-19
  kind: official-statement
  origin: primary
  reliability: B
  read: full
"""


def incident(record_id: str, title: str = TITLE) -> str:
    """Return an authored incident."""
    return _INCIDENT.format(id=record_id, title=title, dates=DATES)


def entity(record_id: str, name: str) -> str:
    """Return an authored organisation."""
    return _ENTITY.format(id=record_id, name=name, dates=DATES)


def content_files() -> dict[str, str]:
    """Return the authored files of the project."""
    page = "---\nid: {0}\ntitle: {1}\n{2}---\n\n## One\n\nText.\n"
    pages = {
        f"pages/{name}.md": page.format(name, name.title(), DATES) for name in HAND_PAGES
    }  # fmt: skip
    # Another day: two incidents of one victim on one day would be taken for one (KB551).
    dover = incident("dover", "Outage at Dover").replace("2024-01-19", "2023-03-19")
    return {
        "incidents/kent.yml": incident("kent"),
        "incidents/dover.yml": dover,
        "entities/organization/council.yml": entity("council", "Canterbury City Council"),
        "entities/vulnerability/cve-2023-46805.yml": _FLAW.format(dates=DATES),
        "sources/kent.yml": _SOURCES,
        **pages,
    }


def write_files(root: Path, files: Mapping[str, str]) -> None:
    """Write texts below a folder."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def make_project(root: Path, *, site_url: str = "") -> Path:
    """Make a project with the repository's own mkdocs.yml and theme."""
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    text = text.replace("custom_dir: kb/theme", f"custom_dir: {ROOT / 'kb/theme'}")
    text = text.replace('!ENV [SITE_URL, ""]', f'"{site_url}"')
    write_files(root, {"mkdocs.yml": text, "docs/.gitignore": "*\n!.gitignore\n"})
    write_files(root / "content", content_files())
    return root


def child_environment(**extra: str) -> dict[str, str]:
    """Return the environment of a child process."""
    keep = {key: value for key, value in os.environ.items() if key != "SITE_URL"}
    return {**keep, "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1", **extra}


def run_kb(project: Path, *args: str, **extra: str) -> subprocess.CompletedProcess[str]:
    """Run `kb` in a project."""
    return subprocess.run(
        [sys.executable, "-m", "tests.mkdocs_plugin.kb_main", *args], cwd=project, text=True,
        env=child_environment(**extra), capture_output=True, check=False, timeout=120,
    )  # fmt: skip


def run_mkdocs(project: Path, *args: str, **extra: str) -> subprocess.CompletedProcess[str]:
    """Run `mkdocs` itself in a project."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", *args], cwd=project, text=True,
        env=child_environment(**extra), capture_output=True, check=False, timeout=120,
    )  # fmt: skip


def free_port() -> int:
    """Return a port nobody listens on; a site must know its own before it is served."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def served(site: Path, prefix: str = "/repo/", port: int = 0) -> Iterator[str]:
    """Serve a folder below a sub-path and give its address; anything else is not found."""

    class Handler(http.server.SimpleHTTPRequestHandler):
        def translate_path(self, path: str) -> str:
            if not path.startswith(prefix):
                return str(site / "nothing-is-here")
            return super().translate_path("/" + path.removeprefix(prefix))

        def log_message(self, *args: object) -> None:
            pass

    handler = functools.partial(Handler, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", port), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}{prefix}"
        finally:
            server.shutdown()
            thread.join()
