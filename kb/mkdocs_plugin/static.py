# People's own files, from `static/` into the site. Whether a place is free is settled before MkDocs
# empties the old site, so everything that will be in the new one is listed here once more.
"""Add the files of `static/` to the site."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from kb.mkdocs_plugin.csp import add_policy_at
from kb.mkdocs_plugin.edition import Edition
from kb.mkdocs_plugin.sitefiles import iter_assets, iter_bundles
from kb.problems import Problem
from kb.publish import FOLDER, MARKER, StaticFile, find_static, find_taken
from kb.publish.static import HEAD, HTML

_RESERVED = frozenset({FOLDER, "search"})
"""Folders that are written when everything else is there: the full-text index, MkDocs' own."""


def static_files(
    folder: Path, shown: Path, edition: Edition, config: MkDocsConfig
) -> tuple[tuple[StaticFile, ...], tuple[Problem, ...]]:
    """Return the files that go into the site, and what is wrong with the others."""
    files, problems = find_static(folder, shown)
    if not files:
        return files, problems
    free, clashes = find_taken(files, _iter_taken(edition, config), shown, _RESERVED)
    return free, (*problems, *clashes)


def _iter_taken(edition: Edition, config: MkDocsConfig) -> Iterator[str]:
    """Yield the place of everything else in the site."""
    theme = Files([])
    theme.add_files_from_theme(config.theme.get_env(), config)
    found = {file.dest_uri for file in theme}
    for artifact in edition.artifacts:
        page = File(artifact.path, None, config.site_dir, config.use_directory_urls)
        found.add(page.dest_uri)
    found.update(artifact.path for artifact in edition.site_artifacts)
    found.update(uri for uri, _ in (*iter_assets(), *iter_bundles()))
    found.update(config.theme.static_templates, config.extra_templates)
    found.update((MARKER, "sitemap.xml.gz"))
    yield from sorted(found)


def add_static(static: tuple[StaticFile, ...], files: Files, config: MkDocsConfig) -> None:
    """Add people's files to those of the site; a page among them gets the policy of the site."""
    for item in static:
        if item.source.suffix.lower() in HTML:
            file = File.generated(config, item.path, content=_with_policy(item.source))
        else:
            file = File.generated(config, item.path, abs_src_path=str(item.source))
        # A file in Markdown stays one: it is no page.
        file.dest_uri = item.path
        # MkDocs would leave out hidden names and a folder `templates`.
        file.inclusion = InclusionLevel.INCLUDED
        file.is_documentation_page = lambda: False  # type: ignore[method-assign]
        files.append(file)


def _with_policy(source: Path) -> str:
    text = source.read_bytes().decode("utf-8")
    head = HEAD.match(text)
    return text if head is None else add_policy_at(text, head.end())
