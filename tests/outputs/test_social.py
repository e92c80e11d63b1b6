"""Social cards: real pictures of the right size, the same every time."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from kb.outputs.social import DEFAULT, SIZE, SocialCard, draw, export_cards_of_site
from kb.site import UNPUBLISHED, Site
from tests.views.small import make_base

SITE = Site("https://example.org/", "Incident Record")


def test_incidents_and_trends_have_cards_and_the_rest_has_one(tmp_path: Path) -> None:
    """Each a PNG of 1200 by 630 that is small enough to be shown."""
    cards = {card.path: card.data for card in export_cards_of_site(make_base(tmp_path), SITE)}
    assert DEFAULT in cards
    assert "incidents/alpha-2024/card.png" in cards
    for data in cards.values():
        with Image.open(io.BytesIO(data)) as image:
            assert (image.format, image.size) == ("PNG", SIZE)
        assert len(data) < 40_000


def test_without_an_address_there_is_none(tmp_path: Path) -> None:
    """Nobody could name it."""
    assert list(export_cards_of_site(make_base(tmp_path), UNPUBLISHED)) == []


@pytest.mark.parametrize("title", ["Short", "Word " * 60, "Unbreakable" * 30, "Ünïcødé – “ß”"])
def test_any_title_fits(title: str) -> None:
    """Nothing is drawn over the lower edge, whatever the title; the same comes out every time."""
    card = SocialCard("x.png", "Incident Record", title, "2024", (1, 2, 3))
    assert draw(card) == draw(card)
    with Image.open(io.BytesIO(draw(card))) as image:
        bottom = image.convert("L").crop((0, SIZE[1] - 20, *SIZE))
    low, _ = bottom.getextrema()
    assert isinstance(low, int | float)
    assert low > 200
