# The picture that other sites show with a link to a page. It says no more than the page's first
# screen, in the same ink: solid for what is established, hatched for what is disputed, dashed for
# what is not known. Drawn with fonts of its own (fonts/, static cuts of the site's), in greys.
"""Draw social cards as PNG."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from kb.artifact import Artifact
from kb.index import KnowledgeBase
from kb.index.counts import count_record
from kb.model.entities import Trend
from kb.say import say
from kb.site import Site
from kb.urls import page_url, record_path
from kb.views.incident_order import incident_date, show_when

SIZE = (1200, 630)
MARGIN = 72
PAPER, INK, SOFT = 252, 22, 84
DEFAULT = "assets/kb/card.png"
"""The card of every page without its own."""
_FONTS = Path(__file__).parent / "fonts"
_TITLE_LINES = 3


@dataclass(frozen=True, slots=True)
class SocialCard:
    """What a card says; plain text."""

    path: str
    kicker: str
    title: str
    line: str
    """When it was, or what it is."""
    counts: tuple[int, int, int] | None
    """Claims that are confirmed, questions that are disputed, and open questions; None where that
    is not the question."""


def export_cards_of_site(kb: KnowledgeBase, site: Site) -> Iterator[Artifact]:
    """Yield the cards of incidents and trends and the one for all other pages.

    Cards are named by their absolute address: without one there is nothing to show them.
    """
    if not site.url:
        return
    lead = say("Who said what, when, and on what evidence")
    yield Artifact(
        DEFAULT,
        draw(
            SocialCard(
                path=DEFAULT, kicker=site.name, title=lead, line=say("Cyber incidents"), counts=None
            )
        ),
    )
    for card in iter_social_cards(kb, site.name):
        yield Artifact(card.path, draw(card))


def social_card_path(record_page: str) -> str:
    """Return where the card of a page lies, below the site's root."""
    return f"{page_url(record_page)}card.png"


def iter_social_cards(kb: KnowledgeBase, name: str) -> Iterator[SocialCard]:
    """Yield the cards of incidents and trends."""
    for incident in kb.incidents.values():
        confirmed = sum(entry.status == "confirmed" for entry in kb.claims_of(incident.id))
        still = sum(entry.outcome == "open" for entry in kb.disputes_of(incident.id))
        counts = confirmed, still, count_record(kb, incident.id).questions
        yield SocialCard(
            path=social_card_path(record_path(incident)), kicker=name, title=incident.title,
            line=show_when(incident_date(incident)), counts=counts,
        )  # fmt: skip
    for entity in kb.entities.values():
        if isinstance(entity, Trend):
            path = social_card_path(record_path(entity))
            yield SocialCard(
                path=path, kicker=name, title=entity.name, line=say("Trend"), counts=None
            )


@cache
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    layout = ImageFont.Layout.BASIC
    return ImageFont.truetype(str(_FONTS / f"{name}.ttf"), size, layout_engine=layout)


def draw(card: SocialCard) -> bytes:
    """Return a card as PNG."""
    image = Image.new("L", SIZE, PAPER)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, SIZE[0], 14), fill=INK)
    pen.text((MARGIN, 62), card.kicker, INK, _font("source-sans-3-600", 30))
    size, lines = _fit(card.title)
    font = _font("newsreader-600", size)
    y = 132
    for line in lines:
        pen.text((MARGIN, y), line, INK, font)
        y += int(size * 1.14)
    pen.text((MARGIN, y + 18), card.line, SOFT, _font("source-sans-3-400", 32))
    if card.counts is not None:
        _bars(pen, card.counts)
    buffer = io.BytesIO()
    image.quantize(16).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _fit(title: str) -> tuple[int, list[str]]:
    """Return the size and the lines in which a title fits; a very long one is cut."""
    for size in (76, 64, 54, 46):
        lines = _wrap(title, _font("newsreader-600", size))
        if len(lines) <= _TITLE_LINES:
            return size, lines
    return size, [*lines[: _TITLE_LINES - 1], lines[_TITLE_LINES - 1] + " …"]


def _wrap(text: str, font: ImageFont.FreeTypeFont) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= SIZE[0] - 2 * MARGIN:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _bars(pen: ImageDraw.ImageDraw, counts: tuple[int, int, int]) -> None:
    width, gap, top = 320, 48, 478
    labels = (say("claims confirmed"), say("still disputed"), say("open questions"))
    for at, (number, label) in enumerate(zip(counts, labels, strict=True)):
        left = MARGIN + at * (width + gap)
        right = left + width
        if at == 0:
            pen.rectangle((left, top, right, top + 14), fill=INK)
        elif at == 1:
            pen.rectangle((left, top, right, top + 14), outline=INK, width=2)
            for x in range(left, right - 12, 12):
                pen.line((x, top + 14, x + 14, top), fill=INK, width=2)
        else:
            for x in range(left, right, 24):
                pen.rectangle((x, top + 5, min(x + 14, right), top + 9), fill=INK)
        pen.text((left, top + 30), str(number), INK, _font("newsreader-600", 48))
        offset = _font("newsreader-600", 48).getlength(str(number)) + 14
        pen.text((left + offset, top + 46), label, SOFT, _font("source-sans-3-400", 30))
