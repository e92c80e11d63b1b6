# The two sites that are measured. The small one is fixed: editing content/ changes no picture of it and
# breaks no quick test. Both are served as a host would: below a sub-path, compressed, kept alive.
"""Build and serve the sites that are measured."""

from __future__ import annotations

import gzip
import http.server
import mimetypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tests.contexts.fair import FILES
from tests.mkdocs_plugin.project import DATES, HAND_PAGES, make_project, run_kb, write_files

PREFIX = "/repo/"
_COMPRESSED = ("text/", "application/json", "application/xml", "image/svg+xml")
_TYPES = {".woff2": "font/woff2", ".atom": "application/xml", ".js": "text/javascript",
          ".wasm": "application/wasm"}  # fmt: skip


def build_small_site(root: Path) -> Path:
    """Build a small base that has every kind of page, and return its site."""
    make_project(root, site_url=f"http://127.0.0.1{PREFIX}")
    for path in sorted((root / "content").rglob("*.yml")):
        path.unlink()
    page = "---\nid: {0}\ntitle: {1}\n{2}---\n\n## One\n\nText with a [link](https://example.org/).\n"
    pages = {f"pages/{name}.md": page.format(name, name.title(), DATES) for name in HAND_PAGES}
    write_files(root / "content", {**FILES, **pages})
    run = run_kb(root, "build")
    assert run.returncode == 0, run.stderr
    return root / "site"


class _Compressed(http.server.BaseHTTPRequestHandler):
    """Answers with files of a site, text compressed once and for all."""

    protocol_version = "HTTP/1.1"
    site: Path
    kept: dict[Path, tuple[bytes, str, bool]]

    def do_GET(self) -> None:
        """Answer a request."""
        status, path = self._find()
        if path not in self.kept:
            kind = _TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or ""
            is_text = kind.startswith(_COMPRESSED)
            data = path.read_bytes()
            self.kept[path] = (gzip.compress(data, 9, mtime=0) if is_text else data, kind, is_text)
        data, kind, is_text = self.kept[path]
        self.send_response(status)
        suffix = "; charset=utf-8" if kind.startswith("text/") else ""
        self.send_header("Content-Type", (kind or "application/octet-stream") + suffix)
        self.send_header("Cache-Control", "max-age=600")
        if is_text:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _find(self) -> tuple[int, Path]:
        asked = unquote(urlsplit(self.path).path)
        path = self.site / asked.removeprefix(PREFIX)
        if path.is_dir():
            path /= "index.html"
        is_inside = asked.startswith(PREFIX) and ".." not in asked
        return (200, path) if is_inside and path.is_file() else (404, self.site / "404.html")

    def log_message(self, *args: object) -> None:
        """Say nothing."""


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *args: object) -> None:
        """Pass over a browser that went away in the middle of an answer."""


@contextmanager
def served_compressed(site: Path, port: int = 0) -> Iterator[str]:
    """Serve a site and give its address."""
    handler = type("Handler", (_Compressed,), {"site": site, "kept": {}})
    with _Server(("127.0.0.1", port), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}{PREFIX}"
        finally:
            server.shutdown()
            thread.join()
