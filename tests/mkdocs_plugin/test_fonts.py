"""The fonts hold every character that the content needs: nothing falls back in mid-word."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from kb.mkdocs_plugin.sitefiles import PACKAGE

CONTENT = Path(__file__).resolve().parents[2] / "content"
FONTS = ("newsreader", "source-sans-3")


@pytest.mark.parametrize("name", FONTS)
def test_every_character_of_the_content_is_in_the_font(name: str) -> None:
    """An editor who writes a name with a new letter learns that the font must grow."""
    written: set[str] = set()
    for path in [*CONTENT.rglob("*.yml"), *CONTENT.rglob("*.md")]:
        written |= set(path.read_text(encoding="utf-8"))
    with TTFont(PACKAGE / f"assets/fonts/{name}.woff2") as font:
        held = {chr(code) for code in font.getBestCmap()}
    assert sorted(written - held - {"\n"}) == []


@pytest.mark.parametrize("name", FONTS)
def test_the_weights_that_styles_ask_for_are_in_the_font(name: str) -> None:
    """The range in the stylesheet is the range of the file."""
    styles = (PACKAGE / "assets/css/00-fonts.css").read_text(encoding="utf-8")
    rule = next(line for line in styles.splitlines() if f"{name}.woff2" in line)
    with TTFont(PACKAGE / f"assets/fonts/{name}.woff2") as font:
        (axis,) = font["fvar"].axes
    assert f"font-weight:{axis.minValue:.0f} {axis.maxValue:.0f};" in rule
