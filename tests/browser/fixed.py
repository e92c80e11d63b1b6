# A site that never changes with content/: the base of the tests of contexts (two incidents, a
# company that was named and cleared, a dispute, a trend, a source with a copy). Pictures are taken
# of it, and what is opened on pages is tried on it.
"""Build the fixed site."""

from __future__ import annotations

from pathlib import Path

from tests.mkdocs_plugin.project import DATES, HAND_PAGES, make_project, run_kb, write_files
from tests.views.fair import FILES

_PAGE = "---\nid: {0}\ntitle: {1}\n{2}---\n\n## One\n\nText with a [link](https://example.org/).\n"


def build_fixed_site(root: Path) -> Path:
    """Build the site in an empty folder and return where it is."""
    make_project(root, site_url="http://127.0.0.1/repo/")
    for path in sorted((root / "content").rglob("*.yml")):
        path.unlink()
    pages = {f"pages/{name}.md": _PAGE.format(name, name.title(), DATES) for name in HAND_PAGES}
    write_files(root / "content", {**FILES, **pages})
    run = run_kb(root, "build")
    assert run.returncode == 0, run.stderr
    return root / "site"
