"""Where the time of a build goes: each step's share of one run, over the records at hand.

Shares, not seconds: machines differ and are noisy, but a step that doubles its share has become
slower. Run it from the repository's root: `.venv/bin/python benchmarks/pipeline.py [CONTENT]`.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from kb.index import build_knowledge_base
from kb.lint import lint
from kb.outputs.search import build_search_entries
from kb.pages.registry import iter_pages
from kb.read.walk import read_content
from kb.render.engine import build_environment, render_body
from kb.resolve import resolve_records
from kb.validate import validate_content

T = TypeVar("T")


def main(content: Path) -> None:
    """Print every step with its share of the whole and its time."""
    spent: dict[str, float] = {}

    def step(name: str, work: Callable[[], T]) -> T:
        start = time.perf_counter()
        result = work()
        spent[name] = time.perf_counter() - start
        return result

    found = step("read", lambda: read_content(content))
    records, _ = step("validate", lambda: validate_content(found.documents))
    resolved, _ = step("resolve", lambda: resolve_records(records))
    kb = step("index", lambda: build_knowledge_base(resolved))
    step("lint", lambda: list(lint(kb, today=None)))
    pages = step("contexts", lambda: list(iter_pages(kb)))
    environment = build_environment()
    step("render", lambda: [render_body(environment, template, page) for template, page in pages])
    step("search", lambda: list(build_search_entries(kb)))
    total = sum(spent.values())
    sys.stdout.write(f"{len(kb.claims)} claims, {len(pages)} pages\n")
    for name, seconds in spent.items():
        sys.stdout.write(f"{name:<10}{seconds / total:>6.1%}{seconds:>8.2f} s\n")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "content"))
