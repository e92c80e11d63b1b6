"""The list of measured pages is whole."""

from __future__ import annotations

from tests.browser.pages import BY_NAME, NOT_MEASURED, PAGES
from tests.node_tools import ROOT


def test_every_template_is_measured() -> None:
    """Each template of a page stands in the list, and the list names no template that is gone."""
    there = {path.name for path in (ROOT / "kb/render/templates").glob("[!_]*.j2")}
    assert {page.template for page in PAGES if page.template} == there - NOT_MEASURED
    assert there >= NOT_MEASURED
    assert len(BY_NAME) == len(PAGES)
