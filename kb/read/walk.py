# What lies in a wrong place is reported, never passed over in silence (listing.py); what is there
# is opened with care (opening.py) and read here: YAML, or Markdown with a front matter.
"""Read every file of `content/`, in a fixed order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from frontmatter.default_handlers import YAMLHandler

from kb.codes import problem_at
from kb.problems import Mark, Problem
from kb.read.listing import FOLDERS, list_files, show_path
from kb.read.loader import read_yaml
from kb.read.nodes import RawNode
from kb.read.opening import read_bytes

MAX_BYTES = 2_000_000
"""A file over this size is refused: no record is that long."""

_BOUNDARY = YAMLHandler.FM_BOUNDARY
"""What begins and ends a front matter: python-frontmatter's word on it, since other tools that read
such files go by it. Its parsing keeps no places and drops what is broken, so that stays ours."""

__all__ = ["FOLDERS", "Content", "RawDocument", "read_content", "read_document", "show_path"]


@dataclass(frozen=True, slots=True)
class RawDocument:
    """One authored file, read but not yet understood."""

    path: str
    """The file, as a person would type it: relative to the working directory where it can be."""
    folder: str
    """`incidents`, `entities`, `sources` or `pages`."""
    kind: str
    """The folder below `entities`; empty elsewhere."""
    stem: str
    """File name without its ending."""
    node: RawNode | None
    """The YAML, or the front matter of a Markdown file; None when it could not be read."""
    body: str | None = None
    """The Markdown below a front matter."""
    body_line: int = 1
    """The line of the file on which the body begins."""


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that was read."""

    documents: tuple[RawDocument, ...]
    problems: tuple[Problem, ...]


def read_content(content: Path) -> Content:
    """Read every authored file below `content`, sorted by path.

    Raises:
        ContentNotFoundError: The folder does not exist or cannot be listed.
    """
    listing = list_files(content)
    documents: list[RawDocument] = []
    problems = list(listing.problems)
    for file in listing.files:
        document, faults = read_document(file, content)
        problems.extend(faults)
        documents.append(document)
    return Content(tuple(documents), tuple(problems))


def read_document(file: Path, content: Path) -> tuple[RawDocument, tuple[Problem, ...]]:
    """Read one file; what cannot be read becomes a document without a node, and problems."""
    data, fault = read_bytes(file, MAX_BYTES)
    if fault is not None:
        return _document(file, content), (fault,)
    return parse_document(file, content, data)


def parse_document(
    file: Path, content: Path, data: bytes
) -> tuple[RawDocument, tuple[Problem, ...]]:
    """Read the bytes of one file, as `read_document` does."""
    blank = _document(file, content)
    path = blank.path
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        return blank, (_not_utf8(Mark(path), data, error),)
    if file.suffix != ".md":
        node, problems = read_yaml(text, path)
        node, wrong = _check_top(node, blank.folder)
        return replace(blank, node=node), (*problems, *wrong)
    front, body, line, unclosed = _split_front_matter(text, path)
    if unclosed is not None:
        return blank, (unclosed,)
    node, problems = read_yaml(front, path, line_offset=1)
    node, wrong = _check_top(node, blank.folder)
    return replace(blank, node=node, body=body, body_line=line), (*problems, *wrong)


def _document(file: Path, content: Path) -> RawDocument:
    parts = file.relative_to(content).parts
    kind = parts[1] if parts[0] == "entities" and len(parts) == 3 else ""
    return RawDocument(show_path(file), parts[0], kind, file.stem, None)


def _not_utf8(mark: Mark, data: bytes, error: UnicodeDecodeError) -> Problem:
    before = data[: error.start].decode("utf-8", "replace")
    line = before.count("\n") + 1
    column = len(before) - (before.rfind("\n") + 1) + 1
    message = f"the byte 0x{data[error.start]:02x} is not UTF-8"
    place = Mark(mark.path, line, column)
    return problem_at(place, "KB101", message, "save the file as UTF-8 in your editor")


def _split_front_matter(text: str, path: str) -> tuple[str, str, int, Problem | None]:
    # python-frontmatter drops an unclosed header without a word: its boundary is used, not its
    # parsing.
    found = list(islice(_BOUNDARY.finditer(text), 2))
    if not found or found[0].start() != 0:
        message = "the file does not begin with a front matter"
        hint = "begin with a line `---`, then the keys, then `---`"
        return "", "", 1, problem_at(Mark(path), "KB122", message, hint)
    if len(found) < 2:
        message = "the front matter is never closed"
        return (
            "",
            "",
            1,
            problem_at(Mark(path), "KB122", message, "add a line `---` after the keys"),
        )
    start = text.find("\n") + 1
    end = found[1].start()
    close = text.find("\n", end)
    body = "" if close < 0 else text[close + 1 :]
    return text[start:end], body, text.count("\n", 0, end) + 2, None


def _check_top(node: RawNode | None, folder: str) -> tuple[RawNode | None, tuple[Problem, ...]]:
    if node is None:
        return None, ()
    wanted, word = (list, "a list") if folder == "sources" else (dict, "keys with values")
    if isinstance(node.value, wanted):
        return node, ()
    hint = "begin each source with `- id:`" if wanted is list else "begin with `id:`"
    message = f"the file must hold {word}"
    return None, (problem_at(node.mark_of(()), "KB119", message, hint),)
