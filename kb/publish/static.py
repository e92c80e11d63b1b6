# The place for people's own files: styles, scripts, pictures, whatever a host wants to find. They
# go into the site as they are, under the same path. What could not be published everywhere, or
# could get round the policy of the pages, is refused by name; links are never followed, because a
# link in a pull request could publish a file that nobody meant to publish.
"""Find the files of `static/` that go into the site."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath

from kb.codes import problem_at
from kb.errors import DuplicateArtifactError, UnsafePathError
from kb.problems import Mark, Problem, escape_control, quoted, sort_problems
from kb.publish.paths import PathRegister, safe_parts
from kb.publish.plan import Kind, kind_of

LARGEST = 100_000_000
"""Bytes that a file may have."""
HTML = frozenset({".html", ".htm", ".shtml"})
"""Endings of files that get the policy of the site."""

_XML = frozenset({".svg", ".xml", ".xhtml", ".xht", ".xsl", ".xslt", ".mml", ".rss", ".atom"})
_PACKED = frozenset({".svgz", ".mht", ".mhtml"})
_LEFT_OUT = frozenset({"Thumbs.db", "desktop.ini"})
_HIDDEN_AT_TOP = frozenset({".well-known", ".nojekyll"})
"""Hidden names that hosts look for."""

_ATTRIBUTES = r"""(?:[^<>"']|"[^"<>]*"|'[^'<>]*')*"""
HEAD = re.compile(
    rf"\A\ufeff?\s*(?:<!doctype\b{_ATTRIBUTES}>\s*)?(?:<html\b{_ATTRIBUTES}>\s*)?"
    rf"<head(?=[\s/>]){_ATTRIBUTES}>",
    re.IGNORECASE,
)
"""The beginning of a page as far as its head: nothing comes before it that could load anything."""
_ACTIVE = re.compile(
    r"<(?:[\w.-]+:)?(?:script|handler|foreignobject|iframe|embed|object|set|animate)\b"
    r"|[\s\"'/]on\w+\s*=|(?:java|vb)script\s*:|<!entity|<\?xml-stylesheet|@import"
    r"|href\s*=\s*[\"']?\s*(?:data:|[^\"'>]{0,2000}&)"
    r"|<(?:[\w.-]+:)?(?:image|use|feimage|link)\b[^<>]*href\s*=\s*[\"']?\s*(?:[a-z]+:)?//"
    r"|url\(\s*[\"']?\s*(?:[a-z]+:)?//",
    re.IGNORECASE,
)
"""What would run a script, or load something from another host, if the file is opened by itself."""


@dataclass(frozen=True, slots=True)
class StaticFile:
    """A file of somebody's that goes into the site."""

    path: str
    """Where it goes, relative to the site."""
    source: Path


def find_static(
    folder: Path, shown: PurePath
) -> tuple[tuple[StaticFile, ...], tuple[Problem, ...]]:
    """Return the files of `folder` that can be published, in order, and what is refused.

    A folder that is missing holds nothing. `shown` is how its path is printed.
    """
    kind = kind_of(folder)
    if kind is None:
        return (), ()
    if kind is not Kind.FOLDER:
        message = "this is no folder" if kind is not Kind.LINK else "this folder is a link"
        hint = "put the folder itself there"
        return (), (problem_at(Mark(shown.as_posix()), "KB631", message, hint),)
    files: list[StaticFile] = []
    problems: list[Problem] = []
    for path, found in _walk(folder, ""):
        problem = _fault(path, folder / path, found, shown)
        if problem is None:
            files.append(StaticFile(path, folder / path))
        else:
            problems.append(problem)
    return tuple(files), sort_problems(problems)


def find_taken(
    files: Iterable[StaticFile], taken: Iterable[str], shown: PurePath, reserved: frozenset[str]
) -> tuple[tuple[StaticFile, ...], tuple[Problem, ...]]:
    """Return the files whose place in the site is free, and the others as problems.

    `taken` are the paths of everything else in the site, `reserved` folders that hold more.
    """
    register = PathRegister()
    for path in taken:
        register.claim(path)
    free: list[StaticFile] = []
    problems: list[Problem] = []
    for file in files:
        first = file.path.split("/", 1)[0].casefold()
        why = "is where the build puts files of its own" if first in reserved else ""
        try:
            register.claim(file.path)
        except DuplicateArtifactError:
            why = "has the address of a page, an asset or another file"
        if not why:
            free.append(file)
            continue
        message = f"{quoted(file.path, 200)} {why}"
        hint = "give it another name, or a folder of its own such as img/"
        problems.append(problem_at(_mark(shown, file.path), "KB633", message, hint))
    return tuple(free), sort_problems(problems)


def _walk(folder: Path, inside: str) -> Iterator[tuple[str, Kind | None]]:
    """Yield every path that is to be looked at, in order; what systems leave about is left out."""
    try:
        names = sorted(entry.name for entry in os.scandir(folder))
    except OSError:
        yield inside.removesuffix("/"), None
        return
    for name in names:
        if _is_left_out(name, is_at_top=not inside):
            continue
        kind = kind_of(folder / name)
        if kind is Kind.FOLDER:
            yield from _walk(folder / name, f"{inside}{name}/")
        else:
            yield f"{inside}{name}", kind


def _is_left_out(name: str, *, is_at_top: bool) -> bool:
    if name.startswith("."):
        return not (is_at_top and name in _HIDDEN_AT_TOP)
    return name in _LEFT_OUT or name.endswith("~")


def _fault(path: str, source: Path, kind: Kind | None, shown: PurePath) -> Problem | None:
    mark = _mark(shown, path)
    try:
        safe_parts(path)
    except UnsafePathError as error:
        return problem_at(mark, "KB630", str(error), "rename the file")
    if kind is not Kind.FILE:
        what = "this is a link" if kind is Kind.LINK else "this is no plain file"
        what = "this folder cannot be read" if kind is None else what
        return problem_at(mark, "KB631", what, "put the file itself there")
    try:
        size = source.stat().st_size
        if size > LARGEST:
            message = f"the file has {size / 1_000_000:.0f} MB; {LARGEST // 1_000_000} are allowed"
            return problem_at(mark, "KB632", message, "put it somewhere else and link to it")
        why = _unsafe(source)
    except OSError as error:
        return problem_at(mark, "KB631", f"the file cannot be read: {error.strerror}")
    return problem_at(mark, "KB634", *why) if why else None


def _unsafe(source: Path) -> tuple[str, str] | None:
    """Return what is wrong with a file that a browser could run scripts of, and what would help."""
    ending = source.suffix.lower()
    if ending in _PACKED:
        return "nobody can look into a packed file of this kind", "put it there unpacked"
    look: Callable[[str], str] | None = (
        _unsafe_html if ending in HTML else _unsafe_xml if ending in _XML else None
    )
    if look is None:
        with source.open("rb") as stream:
            stream.read(1)
        return None
    try:
        message = look(source.read_bytes().decode("utf-8"))
    except UnicodeDecodeError:
        message = "this text is not UTF-8"
    hint = "write pages as Markdown in content/pages/, scripts as .js files"
    return (message, hint) if message else None


def _unsafe_html(text: str) -> str:
    if "<" not in text or HEAD.match(text):
        return ""
    return "this page does not begin with its <head>, where the policy of the site goes"


def _unsafe_xml(text: str) -> str:
    found = _ACTIVE.search(text)
    return f"{quoted(found[0])} could run a script or load from another host" if found else ""


def _mark(shown: PurePath, path: str) -> Mark:
    return Mark(escape_control((shown / path).as_posix()))
