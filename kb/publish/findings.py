# What publishing found in a folder, as problems that people can act on.
"""Say what stands in the build's way, and what of somebody's was kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from kb.codes import problem_at
from kb.problems import Mark, Problem, escape_control, quoted, sort_problems
from kb.publish.manifest import NAME
from kb.publish.plan import Clash, Obstacle
from kb.publish.tree import PublishReport

_MOST = 20
"""No more clashes than this are named one by one: a folder of old pages has a thousand."""

_MOVE = "move it away, into static/ or content/pages/ if it belongs to the site, and build again"
_ASIDE = "`kb clean --set-aside` moves everything of the kind out of the folder, and loses nothing"


def report_problems(report: PublishReport, folder: PurePath) -> tuple[Problem, ...]:
    """Return the problems of a publishing into `folder`, as its path is shown."""
    found = [*_iter_clashes(report.clashes, folder), *_iter_foreign(report.foreign, folder)]
    if report.fault:
        message = f"the list of files that the build wrote {report.fault}: it proves nothing"
        hint = "nothing was removed by it; a build that ends well writes it anew"
        found.append(problem_at(_mark(folder, NAME), "KB623", message, hint))
    return sort_problems(found)


def _iter_clashes(clashes: tuple[Clash, ...], folder: PurePath) -> Iterator[Problem]:
    for clash in clashes[:_MOST]:
        yield _clash(clash, folder)
    if len(clashes) > _MOST:
        message = f"{len(clashes) - _MOST} more files are in the way of pages in this folder"
        yield problem_at(Mark(folder.as_posix()), "KB620", message, _ASIDE)


def _clash(clash: Clash, folder: PurePath) -> Problem:
    mark, page = _mark(folder, clash.path), quoted(clash.artifact, 200)
    if clash.obstacle is Obstacle.CHANGED:
        message = "this generated file was changed by hand since the build wrote it"
        hint = f"put the change into the record behind it, then delete the file; {_ASIDE}"
        return problem_at(mark, "KB621", message, hint)
    what = {
        Obstacle.LINK: "a link stands",
        Obstacle.SPECIAL: "something that is no file stands",
    }.get(clash.obstacle, "a file that no build is known to have written stands")
    return problem_at(mark, "KB620", f"{what} where the build writes {page}", f"{_MOVE}; {_ASIDE}")


def _iter_foreign(foreign: tuple[str, ...], folder: PurePath) -> Iterator[Problem]:
    """Name what was kept, once; hidden files, which systems and editors leave, are not named."""
    seen = [path for path in foreign if not any(part[0] == "." for part in path.split("/"))]
    if not seen:
        return
    first, number = seen[0], len(seen)
    more = f" and {number - 1} more that no build wrote" if number > 1 else ""
    verb = "are" if number > 1 else "is"
    message = f"{quoted(first, 200)}{more} {verb} kept, and not part of the site"
    hint = "own files go into static/, own pages into content/pages/"
    yield problem_at(_mark(folder, first), "KB622", message, hint)


def _mark(folder: PurePath, path: str) -> Mark:
    return Mark(escape_control((folder / path).as_posix()))
