# The full-text index is Pagefind's, made of the finished pages by its own program. Two things are
# mended here, because a build must give the same bytes every time: Pagefind writes its filters in
# an order that differs from run to run, and it adds interfaces of its own that we do not use.
"""Index a finished site for the full-text search."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import cbor2

from kb.errors import BuildFailedError

FOLDER = "pagefind"
"""Folder of the index in the site."""

UNSEARCHED = (
    ".kb-sources, .kb-citebox, .kb-days, .kb-key, .kb-time .ax, .kb-kicker, .kb-tools, .kb-cite,"
    " .kb-facts, .kb-vital, thead, [hidden]"
)
"""What stands on many pages and says nothing of its own: lists of sources, controls, keys."""

_MAGIC = b"pagefind_dcd"
"""What Pagefind puts in front of the CBOR in its compressed files."""
_FILTERS = 3
"""Place of the filters in the metadata of a language."""
_UNUSED = (
    "pagefind-component-ui.css", "pagefind-component-ui.js", "pagefind-highlight.js",
    "pagefind-modular-ui.css", "pagefind-modular-ui.js", "pagefind-ui.css", "pagefind-ui.js",
    "wasm.unknown.pagefind",
)  # fmt: skip


def build_fulltext(site: Path) -> None:
    """Index the pages below `site` that are marked for it, into `site/pagefind`.

    Raises:
        BuildFailedError: Pagefind is missing, or could not index the site.
    """
    target = site / FOLDER
    shutil.rmtree(target, ignore_errors=True)
    command = [sys.executable, "-m", "pagefind", "--site", str(site), "--silent",
               "--exclude-selectors", UNSEARCHED]  # fmt: skip
    environment = {**os.environ, "NO_COLOR": "1"}
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    except OSError as error:
        raise BuildFailedError(f"Pagefind could not be started: {error}") from error
    if done.returncode != 0 or not (target / "pagefind-entry.json").is_file():
        said = (done.stderr or done.stdout).strip()[-500:]
        raise BuildFailedError(f"Pagefind could not index the site: {said or 'no page is marked'}")
    for name in _UNUSED:
        (target / name).unlink(missing_ok=True)
    _put_in_order(target)


def _put_in_order(target: Path) -> None:
    """Rewrite filters and metadata in a fixed order, under names that follow from their content."""
    entry_file = target / "pagefind-entry.json"
    entry = json.loads(entry_file.read_bytes())
    for language, found in sorted(entry["languages"].items()):
        meta_file = target / f"pagefind.{found['hash']}.pf_meta"
        meta = _read(meta_file)
        filters = [
            [name, _rename_filter(target / "filter", language, key)] for name, key in meta[_FILTERS]
        ]
        meta[_FILTERS] = sorted(filters)
        data = _packed(meta)
        found["hash"] = f"{language}_{_digest(data, 10)}"
        meta_file.unlink()
        (target / f"pagefind.{found['hash']}.pf_meta").write_bytes(data)
    entry["languages"] = dict(sorted(entry["languages"].items()))
    entry_file.write_text(json.dumps(entry, ensure_ascii=False, separators=(",", ":")), "utf-8")


def _rename_filter(folder: Path, language: str, key: str) -> str:
    path = folder / f"{key}.pf_filter"
    name, values = _read(path)
    data = _packed([name, sorted([value, sorted(pages)] for value, pages in values)])
    path.unlink()
    fresh = f"{language}_{_digest(data, 7)}"
    (folder / f"{fresh}.pf_filter").write_bytes(data)
    return fresh


def _read(path: Path) -> Any:
    data = gzip.decompress(path.read_bytes())
    if not data.startswith(_MAGIC):
        raise BuildFailedError(f"{path.name}: not a file of the Pagefind that this program knows")
    return cbor2.loads(data[len(_MAGIC) :])


def _packed(value: Any) -> bytes:
    return gzip.compress(_MAGIC + cbor2.dumps(value), mtime=0)


def _digest(data: bytes, length: int) -> str:
    return hashlib.sha256(data).hexdigest()[:length]
