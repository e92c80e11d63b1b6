# Where each page lives. Addresses are promises: they follow ids and never the title of a record.
# Every page is a folder with an index, so that links work under any sub-path and on any host.
"""Addresses of pages and links between them."""

from __future__ import annotations

import posixpath

from kb.model.base import Record
from kb.model.entities import EntityBase, Trend
from kb.model.incidents import Incident
from kb.model.sources import Source
from kb.refs import Ref, local_of, record_of

HOME = "index.md"
INCIDENTS = "incidents/index.md"
ENTITIES = "entities/index.md"
SOURCES = "sources/index.md"
DISPUTES = "disputes/index.md"
QUESTIONS = "questions/index.md"
TRENDS = "trends/index.md"
TIMELINE = "timeline/index.md"
CORRECTIONS = "corrections/index.md"
COMPARISONS = "comparisons/index.md"
CHANGES = "changes/index.md"
FIND = "find/index.md"
GRAPH = "graph/index.md"
REFERENCE_MODEL = "reference/model/index.md"
REFERENCE_VALUES = "reference/values/index.md"
REFERENCE_CODES = "reference/codes/index.md"


def record_path(record: Record) -> str:
    """Return the page of a record, as a path below `docs/`."""
    if isinstance(record, Incident):
        return f"incidents/{record.id}/index.md"
    if isinstance(record, Trend):
        return f"trends/{record.id}/index.md"
    if isinstance(record, EntityBase):
        return f"entities/{record.id}/index.md"
    if isinstance(record, Source):
        return f"sources/{record.id}/index.md"
    return f"{record.id}/index.md"


def known_path(incident_id: str) -> str:
    """Return the page that shows an incident as it was known on each day."""
    return f"incidents/{incident_id}/known/index.md"


def dispute_path(ref: str) -> str:
    """Return the page of a dispute, named `record#dispute`."""
    found = Ref(ref)
    return f"disputes/{record_of(found)}/{local_of(found)}/index.md"


def kind_path(kind: str) -> str:
    """Return the index of one kind of entity."""
    return TRENDS if kind == "trend" else f"entities/kind/{kind}/index.md"


def page_url(path: str) -> str:
    """Return the address of a page below the site's root: a folder, without `index.md`."""
    return path.removesuffix("index.md")


def relative_url(path: str, target: str, anchor: str | None = None) -> str:
    """Return the address of the page `target` as seen from the page `path`."""
    url = _way(path, posixpath.dirname(target))
    url = f"{url}/" if url else "./"
    if anchor is None:
        return url
    return f"#{anchor}" if url == "./" else f"{url}#{anchor}"


def relative_file(path: str, target: str, anchor: str | None = None) -> str:
    """Return the file of the page `target` as seen from `path`, as Markdown links to it."""
    url = _way(path, target)
    return url if anchor is None else f"{url}#{anchor}"


def _way(path: str, target: str) -> str:
    """Return the way from the folder of `path` to `target`, empty where it is that folder.

    `posixpath.relpath` would ask for the working directory, at every one of many thousand links.
    """
    start = path.split("/")[:-1]
    end = target.split("/") if target else []
    shared = 0
    for here, there in zip(start, end, strict=False):
        if here != there:
            break
        shared += 1
    return "/".join([".."] * (len(start) - shared) + end[shared:])
