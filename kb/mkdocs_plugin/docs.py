# docs/ holds the pages that the build wrote, and whatever people put there. Only the former are
# shown: MkDocs would publish everything, but docs/ is ignored by git, so the site would differ from
# one checkout to the next. Where something of somebody's is in the way nothing is written; a server
# then shows the new pages from memory, with a banner that names the file.
"""Write the pages into `docs/`, and tell MkDocs which files there are pages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from mkdocs.config import config_options as c
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

from kb.mkdocs_plugin.edition import Edition
from kb.problems import Problem, quoted
from kb.publish import own_files, publish_tree, report_problems
from kb.publish.plan import Kind, scan

_SIGNS = re.compile(r"([\\*?\[\]!#\s])")
"""What has a meaning in a pattern of `exclude_docs`."""


@dataclass(frozen=True, slots=True)
class Written:
    """What is in `docs/` now."""

    on_disk: frozenset[str] = frozenset()
    """Files that hold what the build wrote."""
    foreign: tuple[str, ...] = ()
    """Files of somebody's."""
    problems: tuple[Problem, ...] = ()


def refuse_linked_folders(docs: Path, shown: Path) -> None:
    """Stop before MkDocs reads `docs`, which it does through links: in a circle, without end.

    Raises:
        PluginError: there is a link to a folder.
    """
    found = scan(docs) if docs.is_dir() else ()
    linked = sorted(path for path, kind in found if kind is Kind.LINK and (docs / path).is_dir())
    if linked:
        first = quoted((shown / linked[0]).as_posix(), 200)
        more = f" and {len(linked) - 1} more" if len(linked) > 1 else ""
        raise PluginError(
            f"{first}{more}: a link to a folder, which MkDocs would follow; delete it"
        )


def write_docs(edition: Edition, docs: Path, shown: Path) -> Written:
    """Write the pages of an edition into `docs`; `shown` is how its path is printed.

    Where there never was a good build, the pages of the last one stay.

    Raises:
        PublishError: `docs` is no folder, or a page cannot be written there.
        OSError: a file could not be read or written.
    """
    if edition.is_placeholder:
        return Written(own_files(docs))
    report = publish_tree(edition.artifacts, docs)
    problems = report_problems(report, shown)
    on_disk = () if report.clashes else (*report.written, *report.unchanged)
    return Written(frozenset(on_disk), report.foreign, problems)


def exclude_readmes(written: Written, config: MkDocsConfig) -> None:
    """Keep MkDocs from warning of a README beside an index: it is not shown anyhow."""
    readmes = [path for path in written.foreign if Path(path).name == "README.md"]
    if readmes:
        lines = "\n".join("/" + _SIGNS.sub(r"\\\1", path) for path in readmes)
        found = c.PathSpec().run_validation(lines)
        before = config.exclude_docs
        config.exclude_docs = before + found if before else found


def keep_pages(edition: Edition, written: Written, files: Files, config: MkDocsConfig) -> None:
    """Leave in MkDocs' files only the pages of an edition; add those that are not on the disk."""
    for file in list(files):
        is_from_docs = file.generated_by is None and file.src_dir == config.docs_dir
        if is_from_docs and file.src_uri not in written.on_disk:
            files.remove(file)
    for artifact in edition.artifacts:
        if artifact.path not in written.on_disk:
            files.append(File.generated(config, artifact.path, content=artifact.data))
