# Files of the site that are no pages: assets of this package, and what exporters made. They never
# lie in docs/, which stays purely generated Markdown.
"""Add assets and exported files to the site."""

from __future__ import annotations

import html
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

import kb
from kb.artifact import Artifact
from kb.publish.paths import PathRegister
from kb.site import UNPUBLISHED, Licence, Site

PACKAGE = Path(kb.__file__).parent
ASSETS_URI = "assets/kb"
"""Folder of our assets in the site; mkdocs.yml names it too."""


_COMMENT = re.compile(r"^[ \t]*/\*.*?\*/[ \t]*$", re.MULTILINE | re.DOTALL)
BUNDLES = {"css": "kb.css", "js": "kb.js"}
"""Folder of parts → the one file of the site that they make: one request instead of many."""


def iter_bundles() -> Iterator[tuple[str, bytes]]:
    """Yield the stylesheet and the script of all pages: their parts, in order of their names."""
    for folder, name in BUNDLES.items():
        parts = sorted((PACKAGE / "assets" / folder).glob(f"*.{folder}"))
        yield f"{ASSETS_URI}/{name}", b"".join(_slim(part.read_text("utf-8")) for part in parts)


def _slim(text: str) -> bytes:
    """Return a part without comments that stand alone and without indentation: readers load it.

    Line breaks stay, so that the script means the same.
    """
    bare = _COMMENT.sub("", text)
    return "".join(f"{line.strip()}\n" for line in bare.splitlines() if line.strip()).encode()


def iter_assets() -> Iterator[tuple[str, Path]]:
    """Yield every other asset with its address in the site, in order."""
    root = PACKAGE / "assets"
    for folder, names, files in os.walk(root):
        names[:] = sorted(set(names) - (BUNDLES.keys() if Path(folder) == root else set()))
        for name in sorted(files):
            path = Path(folder, name)
            if not name.startswith(".") and not name.endswith(".md"):
                yield f"{ASSETS_URI}/{path.relative_to(root).as_posix()}", path


def site_of(config: MkDocsConfig) -> Site:
    """Return what the configuration says of the site: the only place where it is read."""
    licence = config.extra.get("licence")
    licence = licence if isinstance(licence, dict) else {"name": licence}
    return Site(
        url=config.site_url or "",
        name=config.site_name or UNPUBLISHED.name,
        publisher=_words(config.extra.get("publisher")),
        licence=Licence(_words(licence.get("name")), _words(licence.get("url"))),
        language=_words(config.theme.get("language")) or UNPUBLISHED.language,
        description=config.site_description or "",
    )


def copyright_html(text: str, site: Site) -> str:
    """Return the line on copyright, in which the licence's name leads to its address."""
    line, name = html.escape(text), html.escape(site.licence.name)
    if not name or not site.licence.url:
        return line
    link = f'<a href="{html.escape(site.licence.url)}" rel="license noopener">{name}</a>'
    return line.replace(name, link, 1)


def _words(value: object) -> str:
    return str(value).strip() if value is not None else ""


def add_site_files(artifacts: Iterable[Artifact], files: Files, config: MkDocsConfig) -> None:
    """Add artifacts to the files of the site; MkDocs writes them as they are.

    Raises:
        UnsafePathError: an artifact would land outside the site.
        DuplicateArtifactError: two artifacts claim one file, or one that is a page or an asset.
    """
    register = PathRegister()
    for taken in files:
        register.claim(taken.dest_uri)
    for artifact in artifacts:
        register.claim(artifact.path)
        file = File.generated(config, artifact.path, content=artifact.data)
        # A file in Markdown stays one: it is no page.
        file.dest_uri = artifact.path
        file.is_documentation_page = lambda: False  # type: ignore[method-assign]
        files.append(file)
