# A small set of pictures of the first screen of each kind of page, on a site that no edit of
# content changes (fixed.py). One that differs more than a little fails; `pytest --update` accepts
# the new ones, after somebody has looked at them. Kept small: half size, sixteen colours.
"""Pages look as they did when somebody last looked at them."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Browser

from tests.mkdocs_plugin.project import served

pytestmark = [pytest.mark.site, pytest.mark.browser, pytest.mark.long]

PICTURES = Path(__file__).resolve().parent / "pictures"
PAGES = {
    "home": "", "incident": "incidents/kent-2024/",
    "incident-on-a-day": "incidents/kent-2024/?known=2024-01-20",
    "entity": "entities/civica-like/", "source": "sources/record-1/", "trend": "{trend}",
    "find": "find/?query=council", "timeline": "timeline/", "graph": "graph/",
    "disputes": "disputes/", "incidents": "incidents/",
}  # fmt: skip
LOOKS = {"wide-light": (1280, "light"), "wide-dark": (1280, "dark"),
         "phone-light": (390, "light"), "phone-dark": (390, "dark")}  # fmt: skip
HEIGHT = 1100
STRANGE = 48
"""How far a grey value may be from the kept one (of 255) before the pixel counts as different."""
MOST = 0.02
"""Share of pixels that may be different: fonts are drawn a little differently elsewhere."""


def small(picture: bytes) -> Image.Image:
    """Return a picture at half size, in few colours."""
    with Image.open(io.BytesIO(picture)) as image:
        return image.convert("RGB").resize((image.width // 2, image.height // 2))


def difference(one: Image.Image, two: Image.Image) -> float:
    """Return the share of pixels in which two pictures differ visibly; 1 for other sizes."""
    if one.size != two.size:
        return 1.0
    grey = ImageChops.difference(one.convert("L"), two.convert("L"))
    histogram = grey.histogram()
    return sum(histogram[STRANGE:]) / sum(histogram)


def test_a_changed_picture_is_noticed() -> None:
    """The comparison itself: a block of another grey is seen, a hair's breadth is not."""
    one = Image.new("RGB", (100, 100), "white")
    two = one.copy()
    two.paste("black", (0, 0, 100, 3))
    assert difference(one, two) > MOST
    assert difference(one, Image.new("RGB", (100, 100), (250, 250, 250))) == 0
    assert difference(one, Image.new("RGB", (100, 90))) == 1


@pytest.mark.parametrize("look", LOOKS)
def test_pages_look_as_before(
    browser: Browser, fixed_site: Path, look: str, request: pytest.FixtureRequest
) -> None:
    """Every page of the set in one look."""
    is_update = bool(request.config.getoption("--update"))
    width, scheme = LOOKS[look]
    trends = sorted(path.name for path in (fixed_site / "trends").iterdir() if path.is_dir())
    context = browser.new_context(
        viewport={"width": width, "height": HEIGHT}, reduced_motion="reduce",
        color_scheme="dark" if scheme == "dark" else "light",
    )  # fmt: skip
    page = context.new_page()
    wrong = []
    with served(fixed_site) as address:
        for name, path in PAGES.items():
            page.goto(address + path.format(trend=f"trends/{trends[0]}/"), wait_until="networkidle")
            page.evaluate("document.fonts.ready")
            if name == "graph":
                # What is drawn by WebGL differs from machine to machine.
                page.locator("#canvas").evaluate("canvas => { canvas.hidden = true; }")
            taken = small(page.screenshot(clip={"x": 0, "y": 0, "width": width, "height": HEIGHT}))
            kept = PICTURES / f"{name}-{look}.png"
            if is_update:
                PICTURES.mkdir(exist_ok=True)
                taken.quantize(16).save(kept, "PNG", optimize=True)
                continue
            with Image.open(kept) as before:
                share = difference(taken.quantize(16).convert("RGB"), before.convert("RGB"))
            if share > MOST:
                wrong.append(f"{kept.name}: {share:.1%} of it is different")
    context.close()
    assert wrong == []
