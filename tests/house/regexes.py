"""Which patterns of tests are meant for HTML."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tests.architecture.test_patterns import iter_patterns

_GROUP = re.compile(r"\(\?P?<")
_HTML = re.compile(r"<[a-z/!\[(^]|(?:\\b|\b)(?:href|src|id|class|aria-[a-z]+|data-[a-z]+)=[\"'\\]")


def iter_html_patterns(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield line and text of every regular expression that looks for tags or attributes."""
    for line, _, text, _ in iter_patterns(tree):
        if _HTML.search(_GROUP.sub("", text)):
            yield line, text
