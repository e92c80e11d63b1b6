# The only place that lists and opens authored files. What lies in a wrong place is reported, never
# passed over in silence: a record nobody reads is a record lost.
"""Walk `content/` and read every file in it, in a fixed order."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from frontmatter.default_handlers import YAMLHandler

from kb.codes import problem_at
from kb.errors import ContentNotFoundError
from kb.ids import is_id, suggest
from kb.problems import Mark, Problem, quoted
from kb.read.loader import read_yaml
from kb.read.nodes import RawNode

FOLDERS = ("entities", "incidents", "pages", "sources")
"""The folders of `content/`."""

MAX_BYTES = 2_000_000
"""A file over this size is refused: no record is that long."""

_BOUNDARY = YAMLHandler.FM_BOUNDARY
_IGNORED = frozenset({"README.md", "CODEOWNERS"})
"""Files for people that may stand beside records."""


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
    if not content.is_dir():
        raise ContentNotFoundError(f"there is no content folder {str(content)!r}")
    documents: list[RawDocument] = []
    problems: list[Problem] = []
    try:
        files = sorted(_iter_files(content), key=lambda file: file.relative_to(content).parts)
    except OSError as error:
        raise ContentNotFoundError(f"{error.filename}: {error.strerror}") from error
    for file in files:
        parts = file.relative_to(content).parts
        if file.name in _IGNORED or any(part.startswith(".") for part in parts):
            continue
        misplaced = _check_place(file, parts)
        if misplaced is not None:
            problems.append(misplaced)
            continue
        document, faults = read_document(file, content)
        problems.extend(faults)
        documents.append(document)
    return Content(tuple(documents), tuple(problems))


def _iter_files(folder: Path) -> list[Path]:
    def stop(error: OSError) -> None:
        raise error

    return [
        Path(base, name)
        for base, folders, names in os.walk(folder, onerror=stop)
        for name in names
        if folders is not None
    ]


def _check_place(file: Path, parts: tuple[str, ...]) -> Problem | None:
    mark = Mark(show_path(file))
    if parts[0] not in FOLDERS or len(parts) == 1:
        near = suggest(parts[0], FOLDERS) if len(parts) > 1 else ""
        hint = near or f"records live in {', '.join(f'{name}/' for name in FOLDERS)}"
        return problem_at(mark, "KB123", f"no record belongs in {quoted('/'.join(parts))}", hint)
    depth = 3 if parts[0] == "entities" else 2
    if len(parts) != depth:
        shape = "entities/KIND/ID.yml" if depth == 3 else f"{parts[0]}/NAME.yml"
        return problem_at(
            mark, "KB123", "the file is not where its kind lives", f"move it to {shape}"
        )
    wanted = {"sources": (".yml",), "pages": (".md",)}.get(parts[0], (".yml", ".md"))
    if file.suffix not in wanted:
        hint = f"rename it to {file.stem}{wanted[0]}"
        return problem_at(mark, "KB124", f"the ending {quoted(file.suffix)} is not read", hint)
    if not is_id(file.stem):
        hint = "lower-case letters, digits and single hyphens, such as kent-councils-2024"
        return problem_at(mark, "KB126", f"the file name {quoted(file.stem)} is no id", hint)
    return None


def read_document(file: Path, content: Path) -> tuple[RawDocument, tuple[Problem, ...]]:
    """Read one file; what cannot be read becomes a document without a node, and problems."""
    path = show_path(file)
    parts = file.relative_to(content).parts
    kind = parts[1] if parts[0] == "entities" and len(parts) == 3 else ""

    def document(node: RawNode | None, body: str | None = None, line: int = 1) -> RawDocument:
        return RawDocument(path, parts[0], kind, file.stem, node, body, line)

    text, fault = _read_text(file, content)
    if fault is not None:
        return document(None), (fault,)
    if file.suffix == ".md":
        front, body, line, unclosed = _split_front_matter(text, path)
        if unclosed is not None:
            return document(None), (unclosed,)
        node, problems = read_yaml(front, path, line_offset=1)
        node, wrong = _check_top(node, "sources" if parts[0] == "sources" else parts[0])
        return document(node, body, line), (*problems, *wrong)
    node, problems = read_yaml(text, path)
    node, wrong = _check_top(node, parts[0])
    return document(node), (*problems, *wrong)


def show_path(file: Path) -> str:
    """Return a path as a person would type it here."""
    try:
        return file.resolve().relative_to(Path.cwd().resolve()).as_posix()
    except ValueError:
        return file.as_posix()


def _read_text(file: Path, content: Path) -> tuple[str, Problem | None]:
    mark = Mark(show_path(file.parent) + "/" + file.name)
    try:
        if not file.resolve().is_relative_to(content.resolve()):
            message = "the link leads out of the content folder"
            return "", problem_at(mark, "KB125", message, "put the file itself here")
        status = file.stat()
        if not stat.S_ISREG(status.st_mode):
            return "", problem_at(mark, "KB125", "this is no ordinary file", "delete it")
        if status.st_size > MAX_BYTES:
            message = f"the file has {status.st_size:,} bytes, over {MAX_BYTES:,}"
            return "", problem_at(mark, "KB102", message, "split it; no record is that long")
        data = file.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return "", problem_at(
            mark, "KB130", f"the file cannot be read: {reason}", "check its rights"
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return "", _not_utf8(mark, data, error)
    return text.replace("\r\n", "\n").replace("\r", "\n"), None


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
