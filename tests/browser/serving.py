# A server as hosts have them: texts are packed, and the site stands below a sub-path. Bytes are
# counted as they go over the wire.
"""Serve a site compressed."""

from __future__ import annotations

import functools
import gzip
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PACKED = (".html", ".css", ".js", ".json", ".svg", ".xml", ".atom", ".txt")


@contextmanager
def served_packed(site: Path, prefix: str = "/repo/", port: int = 0) -> Iterator[str]:
    """Serve a folder below a sub-path, with texts packed by gzip, and give its address."""

    @functools.cache
    def body_of(path: Path) -> bytes:
        data = path.read_bytes()
        return gzip.compress(data, 9) if path.suffix in PACKED else data

    class Handler(http.server.SimpleHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            place = self.path.split("?")[0].split("#")[0]
            path = site / place.removeprefix(prefix)
            if path.is_dir():
                path /= "index.html"
            is_here = place.startswith(prefix) and path.is_file()
            path = path if is_here else site / "404.html"
            data = body_of(path)
            self.send_response(200 if is_here else 404)
            self.send_header("Content-Type", self.guess_type(str(path)))
            if path.suffix in PACKED:
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Cache-Control", "max-age=600")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *args: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", port), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}{prefix}"
        finally:
            server.shutdown()
            thread.join()
