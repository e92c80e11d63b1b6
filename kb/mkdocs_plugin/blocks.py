# Most of a generated page is HTML that our templates own, in blocks without blank lines. MkDocs and
# Python-Markdown would each parse all of it in Python, letter by letter, only to pass it on as it
# is: four fifths of their time. Here such blocks are set aside before they look, by CommonMark's
# own rule: a block that starts with a block-level tag ends at the next blank line.
"""A Python-Markdown extension that passes blocks of HTML on unread."""

from __future__ import annotations

import re

from markdown import Markdown  # type: ignore[import-untyped]
from markdown.extensions import Extension  # type: ignore[import-untyped]
from markdown.preprocessors import Preprocessor  # type: ignore[import-untyped]

_TAG = re.compile(r"</?([a-z][a-z0-9]*)(?=[\s>/])")
_ID = re.compile(r'<[a-z][^>]*?\sid="([^"]+)"')
# After line endings are normal (30) and code is fenced in (25), before MkDocs (21) and
# Python-Markdown (20) read HTML.
_PRIORITY = 22


class _SetAside(Preprocessor):  # type: ignore[misc]
    """Replaces each block of HTML with a mark that Python-Markdown turns into it again."""

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines of a page with its blocks of HTML set aside."""
        kept: list[str] = []
        block: list[str] = []
        for line in (*lines, ""):
            if line.strip():
                block.append(line)
                continue
            kept.extend(self._mark(block) if self._is_html(block) else block)
            kept.append("")
            block = []
        return kept

    def _is_html(self, block: list[str]) -> bool:
        match = _TAG.match(block[0]) if block else None
        return match is not None and self.md.is_block_level(match[1])

    def _mark(self, block: list[str]) -> list[str]:
        return [self.md.htmlStash.store("\n".join(block))]


class HtmlBlocks(Extension):  # type: ignore[misc]
    """Passes blocks of HTML on unread."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's own name
        """Register the preprocessor."""
        md.preprocessors.register(_SetAside(md), "kb_html_blocks", _PRIORITY)


def find_ids(html: str) -> set[str]:
    """Return the ids of a rendered page, which MkDocs could no longer see in set-aside blocks."""
    return set(_ID.findall(html))
