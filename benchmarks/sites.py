# Two builds of one content, compared as a reader meets them: texts, links, anchors. A change of the
# builder that should change nothing is held against the site of before; whatever differs is listed
# by kind, so that each kind can be looked at and given its reason.
"""Compare two built sites page by page: `python -m benchmarks.sites OLD NEW`."""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

NUMBERED = re.compile(r"(?<![\w-])([SC])\d+(?:-\d+)?$")
"""An anchor that follows from the order of citations: `S3`, `C3-1`."""
SPACED = re.compile(r" (?=[,.;:!?)\]”’'])|(?<=[(\[“‘]) ")
"""A space that comes from the border of a tag alone."""
EXAMPLES = 3
"""Pages named for each kind of difference."""
WIDTH = 160
"""Characters shown of a text that differs."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a reader meets on a page."""

    text: str
    """All words, spaces made alike, numbers of citations left out."""
    sources: tuple[str, ...]
    """Titles of the numbered sources, in their order."""
    links: frozenset[tuple[str, str]]
    """Address and text of each link that is no citation."""
    anchors: frozenset[str]
    """Ids, those of citations left out."""


def read_page(path: Path) -> Seen:
    """Return what a built page shows."""
    tree = LexborHTMLParser(path.read_text(encoding="utf-8"))
    for node in tree.css("script, style"):
        node.decompose()
    links = frozenset(
        (node.attributes.get("href") or "", _words(node))
        for node in tree.css("a[href]")
        if not NUMBERED.search((node.attributes.get("href") or "").rpartition("#")[2])
        and not _words(node).isdigit()  # a way back from a source
    )
    anchors = {node.attributes["id"] or "" for node in tree.css("[id]")}
    sources = tuple(_words(node) for node in tree.css(".kb-sources > li"))
    for node in tree.css(".kb-cite, .kb-sources"):
        node.decompose()
    body = tree.body
    return Seen(
        _words(body) if body is not None else "",
        sources,
        links,
        frozenset(name for name in anchors if not NUMBERED.match(name)),
    )


def _words(node: LexborNode) -> str:
    return SPACED.sub("", " ".join(node.text(separator=" ").split()))


def iter_differences(old: Seen, new: Seen) -> Iterator[tuple[str, str]]:
    """Yield each kind of difference of two pages, with what differs."""
    if old.text != new.text:
        matcher = SequenceMatcher(None, old.text.split(), new.text.split(), autojunk=False)
        yield "words", "; ".join(_changes(matcher, old.text.split(), new.text.split()))[:WIDTH]
    if _bare(old.sources) != _bare(new.sources):
        is_order = Counter(_bare(old.sources)) == Counter(_bare(new.sources))
        yield ("sources in another order" if is_order else "sources"), ""
    for kind, gone, come in (
        ("links", old.links - new.links, new.links - old.links),
        ("anchors", old.anchors - new.anchors, new.anchors - old.anchors),
    ):
        if gone:
            yield f"{kind} gone", str(sorted(gone)[:2])[:WIDTH]
        if come:
            yield f"{kind} new", str(sorted(come)[:2])[:WIDTH]


def _bare(sources: tuple[str, ...]) -> list[str]:
    # The ways back beside a source are numbers of their own.
    return [re.sub(r"[\d\W]+", " ", text) for text in sources]


def _changes(matcher: SequenceMatcher[str], old: list[str], new: list[str]) -> Iterator[str]:
    for how, a, b, c, d in matcher.get_opcodes():
        if how != "equal":
            yield f"“{' '.join(old[a:b])}” → “{' '.join(new[c:d])}”"


def main() -> int:
    """Print every kind of difference with its number of pages; exit 1 when there is one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("old", type=Path)
    parser.add_argument("new", type=Path)
    parser.add_argument("--all", action="store_true", help="name every page")
    options = parser.parse_args()
    names = [{str(p.relative_to(root)) for p in root.rglob("*.html")}
             for root in (options.old, options.new)]  # fmt: skip
    kinds: dict[str, list[str]] = {}
    for name in sorted(names[0] ^ names[1]):
        kinds.setdefault("pages gone" if name in names[0] else "pages new", []).append(name)
    same = 0
    for name in sorted(names[0] & names[1]):
        found = list(iter_differences(read_page(options.old / name), read_page(options.new / name)))
        same += not found
        for kind, what in found:
            kinds.setdefault(kind, []).append(f"{name}: {what}" if what else name)
    lines = [f"{len(names[0])} pages before, {len(names[1])} after, {same} the same"]
    for kind, places in sorted(kinds.items()):
        lines.append(f"{kind}: {len(places)} pages")
        lines += (f"    {place}" for place in (places if options.all else places[:EXAMPLES]))
    sys.stdout.write("\n".join(lines) + "\n")
    return int(bool(kinds))


if __name__ == "__main__":
    sys.exit(main())
