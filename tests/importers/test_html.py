"""What is read from a page, and what is not guessed."""

from __future__ import annotations

import pytest

from kb.errors import UsageError
from kb.importers.html import PageFacts, read_facts
from kb.importers.html_archive import find_saved_address, read_capture
from kb.importers.html_citekey import propose_citekey, site_word
from kb.importers.html_fetch import Fetched
from tests.importers.pages import BARE, CAPTURE, NEWS


def facts(text: str, url: str = "", encoding: str = "utf-8", kind: str = "") -> PageFacts:
    """Return what is read from a page."""
    return read_facts(Fetched(text.encode(encoding), url, kind))


def with_head(tags: str, body: str = "") -> str:
    """Return a page with these tags in its head."""
    return f"<html><head>{tags}</head><body><p>Text</p>{body}</body></html>"


def test_an_article_says_everything() -> None:
    """Title, authors, outlet, publisher, days, language, address and type are read."""
    assert facts(NEWS) == PageFacts(
        title="Council’s systems offline",
        authors=("Jane Doe", "John Roe"),
        outlet="The Town Gazette",
        publisher="Gazette Media Ltd",
        issued="2025-03-04",
        changed="2025-03-09",
        language="en-GB",
        url="https://www.gazette.example/news/2025/council-offline",
        type="article-newspaper",
    )


def test_nothing_is_guessed_from_the_text() -> None:
    """A day in the text, a year of copyright and a name in the foot are no metadata."""
    assert facts(BARE) == PageFacts(title="A notice")


def test_a_saved_capture_is_recognised() -> None:
    """The page's own address, the archive's address and the day of the capture are told apart."""
    found = facts(CAPTURE)
    assert found.url == "https://www.gazette.example/news/2025/council-offline"
    assert found.archive_url == f"https://web.archive.org/web/20250305031211/{found.url}"
    assert found.archived == "2025-03-05"


@pytest.mark.parametrize("mark", ["", "id_", "if_", "mp_"])
def test_an_address_at_the_archive_is_recognised(mark: str) -> None:
    """Every form of a Wayback address leads to one capture."""
    found = read_capture(f"https://web.archive.org/web/20250305031211{mark}/https://a.example/b?c")
    assert found is not None
    assert (found.url, found.day) == ("https://a.example/b?c", "2025-03-05")
    assert found.archive_url == "https://web.archive.org/web/20250305031211/https://a.example/b?c"


@pytest.mark.parametrize(
    "url",
    ["https://web.archive.org/web/2025*/https://a.example/", "https://archive.example/web/1/x",
     "https://web.archive.org/save/https://a.example/"],
)  # fmt: skip
def test_other_addresses_are_no_captures(url: str) -> None:
    """A list of captures, or another site, is no capture."""
    assert read_capture(url) is None


@pytest.mark.parametrize(
    "comment",
    ["<!-- saved from url=(0021)https://a.example/b -->",
     "<!--\n Page saved with SingleFile \n url: https://a.example/b \n saved date: Fri -->"],
)  # fmt: skip
def test_a_browser_says_where_a_page_was_saved_from(comment: str) -> None:
    """The notes of browsers in a saved page give its address."""
    assert find_saved_address(f"<!doctype html>{comment}<html>") == "https://a.example/b"
    assert facts(BARE.replace("<html>", f"{comment}<html>")).url == "https://a.example/b"


@pytest.mark.parametrize(
    ("tags", "issued", "remark"),
    [
        ('<meta property="article:published_time" content="2025-03-04">', "2025-03-04", ""),
        ('<meta name="DC.date.issued" content="2025-03-04">', "2025-03-04", ""),
        ('<meta name="citation_publication_date" content="2025/03/04">', "2025-03-04", ""),
        ('<meta name="date" content="4 March 2025">', "", ""),
        ('<meta name="date" content="2025-02-30">', "", ""),
    ],
)
def test_days_in_metadata(tags: str, issued: str, remark: str) -> None:
    """Days that tags give in ISO form are taken; others are left to a person."""
    found = facts(with_head(tags))
    assert (found.issued, dict(found.remarks).get("issued", "")) == (issued, remark)


@pytest.mark.parametrize(
    "name",
    [
        "rot13",
        "hex",
        "base64",
        "zip",
        "idna",
        "punycode",
        "undefined",
        "charmap",
        "utf-16",
        "cp037",
    ],
)
def test_a_character_set_that_is_none_is_passed_over(name: str) -> None:
    """A codec that is no character set of this page is said, and the page is read all the same."""
    named = with_head(f'<title>Café</title><meta charset="{name}">')
    for found in (facts(named), facts(with_head("<title>Café</title>"), kind=f"a; charset={name}")):
        assert found.title == "Café"
        assert "character set" in found.notes[0]


def test_a_page_without_a_character_set_is_detected() -> None:
    """UTF-8 where it is that, cut or whole; else what old pages are written in."""
    page = with_head("<title>Café – Zürich</title>")
    assert facts(page, encoding="cp1252").title == facts(page).title == "Café – Zürich"
    whole = with_head("<title>Café</title>", "é").encode()
    cut = whole[: whole.rindex("é".encode()) + 1]
    assert read_facts(Fetched(cut, "")).title == "Café"


@pytest.mark.parametrize(
    "broken", ["http://[", "http://[::1", "https://a b/", "javascript:x", "//["]
)
@pytest.mark.parametrize(
    "tag", ['<link rel="canonical" href="{}">', '<meta property="og:url" content="{}">']
)
def test_an_address_that_is_none_is_passed_over(tag: str, broken: str) -> None:
    """What a page says before and after it is still found."""
    head = f"<title>T</title>{tag.format(broken)}{tag.format('/right?utm_source=x')}"
    found = facts(with_head(head), "https://a.example/x")
    assert (found.title, found.url) == (
        "T",
        "https://a.example/right" if "link" in tag else found.url,
    )
    assert any("address as its own that is none" in note for note in found.notes)


def test_addresses_in_a_script_of_the_archive_are_looked_at() -> None:
    """A page can put anything there; what is no address makes no capture."""
    text = with_head('<script>__wm.wombat("http://[","20250305031211")</script>')
    assert facts(text, "https://a.example/x").archive_url == ""
    assert facts(BARE, "https://web.archive.org/web/20250305031211/http://[x").url == ""


ITEM = (
    '<div itemscope itemtype="http://schema.org/NewsArticle"><b itemprop="headline">Head</b>{}'
    "</div>"
)


@pytest.mark.parametrize(
    ("extra", "is_said"),
    [
        ("<div itemprop=a itemscope itemtype='http://schema.org/Thing'>" * 500, True),
        ("<i itemprop=a>" * 500, True),
        ("<i itemprop=a>b</i>" * 5000, True),
        ("<p itemprop=a itemscope itemtype='http://['>x</p>", True),
        ("<p itemprop=a itemscope itemref='x y z q'>x</p>", False),
    ],
)
def test_microdata_that_its_reader_cannot_bear_is_left_out(extra: str, is_said: bool) -> None:
    """The items beside it are still found, and the note says that something is missing."""
    found = facts(with_head("", ITEM.format(extra)))
    assert found.title == "Head"
    assert any("microdata" in note for note in found.notes) is is_said


@pytest.mark.parametrize(
    "script",
    ["{", "[" * 100_000, '{"@graph":[' * 2000, '{"@type":"X","a":' + "9" * 9999 + "}", "<!--x"],
)
def test_a_broken_block_of_data_costs_itself_alone(script: str) -> None:
    """The next block is read, and the note counts the broken one."""
    block = '<script type="application/ld+json">{}</script>'
    good = block.format('{"@type":"NewsArticle","headline":"Head"}')
    found = facts(with_head(block.format(script) + good))
    assert found.title == "Head"
    assert found.notes[0].startswith("block 1 of its structured data (JSON-LD) cannot be read")


def test_odd_kinds_of_values_are_no_facts() -> None:
    """Lists of lists, numbers, nothing and mappings where words belong are passed over."""
    data = (
        '{"@type":[["NewsArticle"],{},5,null,"NewsArticle"],"headline":NaN,"url":["x",{}],'
        '"author":[[[]],{"name":{"name":1}},null,5],"publisher":[{}],"datePublished":1e999}'
    )
    page = with_head(f'<title>T</title><script type="application/ld+json">{data}</script>')
    assert facts(page).title == "T"
    assert facts(page).authors == ()


def test_hidden_signs_are_taken_out_and_said() -> None:
    """Controls, direction and halves of characters never reach a draft; their keys are named."""
    tags = (
        '<meta property="og:title" content="a\u202eb&#27;[31mc">'
        '<meta property="og:site_name" content="Ga\u200bzette">'
        '<script type="application/ld+json">{"@type":"Article","author":"x\\ud800y"}</script>'
    )
    found = facts(with_head(tags))
    assert (found.title, found.outlet, found.authors) == ("ab [31mc", "Gazette", ("x\ufffdy",))
    assert found.notes == (
        "signs that nobody can see were taken out of it: title, authors, outlet",
    )


def test_more_than_a_record_needs_is_cut() -> None:
    """A title of a megabyte or a thousand authors are cut, and it is said."""
    names = ",".join(f'"Name {number}"' for number in range(1000))
    data = f'{{"@type":"Article","author":[{names}],"headline":"{"x" * 1_000_000}"}}'
    found = facts(with_head(f'<script type="application/ld+json">{data}</script>'))
    assert (len(found.title), len(found.authors)) == (500, 50)
    assert found.notes == ("what it says was too long, and was cut short: title, authors",)


def test_a_day_said_in_passing_is_marked() -> None:
    """A time element or a day in the address is taken with a word of warning; two are not."""
    time = '<time datetime="2025-03-04T10:00">'
    found = facts(with_head("", time))
    assert found.issued == "2025-03-04"
    assert "check" in dict(found.remarks)["issued"]
    assert facts(with_head("", time + '<time datetime="2025-03-05">')).issued == ""
    found = facts(with_head(""), "https://a.example/2025/3/4/story")
    assert found.issued == "2025-03-04"
    assert "from the address" in dict(found.remarks)["issued"]


def test_a_foreign_canonical_address_is_marked() -> None:
    """A page that names another host as its own is probably a copy: both addresses are shown."""
    link = '<link rel="canonical" href="https://origin.example/story">'
    found = facts(with_head(link), "https://copy.example/story")
    assert found.url == "https://copy.example/story"
    assert "https://origin.example/story" in dict(found.remarks)["URL"]


def test_a_front_page_as_canonical_address_is_passed_over() -> None:
    """A template that names the front page for every article does not win."""
    link = '<link rel="canonical" href="https://a.example/">'
    assert facts(with_head(link), "https://a.example/story?utm_source=x#top").url == (
        "https://a.example/story"
    )


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "//", "http://"])
def test_an_unsafe_address_is_not_taken(address: str) -> None:
    """Only web addresses come out of a page."""
    assert facts(with_head(f'<link rel="canonical" href="{address}">')).url == ""


@pytest.mark.parametrize(
    ("text", "encoding", "kind"),
    [
        ("<html><head><title>Café</title></head></html>", "utf-8", ""),
        ('<html><head><meta charset="iso-8859-1"><title>Café</title></head></html>', "latin-1", ""),
        ("<html><head><title>Café</title></head></html>", "latin-1", "text/html; charset=latin-1"),
        ('<?xml version="1.0" encoding="utf-8"?><html><head><title>Café</title></head></html>',
         "utf-8", ""),
    ],
)  # fmt: skip
def test_letters_survive_every_character_set(text: str, encoding: str, kind: str) -> None:
    """UTF-8 without a word, a declared set, and what the server says are all understood."""
    assert facts(text, encoding=encoding, kind=kind).title == "Café"


@pytest.mark.parametrize(
    "script",
    [
        "{not json", "[]", "null", '"text"', '{"@type": 3}', '{"@type": ["NewsArticle", 4]}',
        '{"@type": "NewsArticle", "author": [null, 3, {"name": null}], "datePublished": [1],'
        ' "publisher": "P", "headline": {"@value": "x"}}',
    ],
)  # fmt: skip
def test_broken_data_in_a_page_stops_nothing(script: str) -> None:
    """Whatever a page says wrongly is passed over; its title is still found."""
    tag = f'<title>T</title><script type="application/ld+json">{script}</script>'
    assert facts(with_head(tag)).title == "T"


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 \x00\x01", b"just text", b"\x00\x01\x02"])
def test_what_is_no_html_is_refused(data: bytes) -> None:
    """A PDF or a text is named as what it is not."""
    with pytest.raises(UsageError, match="no HTML"):
        read_facts(Fetched(data, ""))


@pytest.mark.parametrize(
    ("keys", "wanted"),
    [
        ({"container-title": "TechCrunch", "issued": "2024-01-19"}, "techcrunch-20240119"),
        ({"container-title": "The Record", "issued": "2024-01"}, "therecord-202401"),
        ({"URL": "https://www.bbc.co.uk/news/1", "issued": "2024"}, "bbc-2024"),
        ({"container-title": "X", "issued": "2024-01-15/2024-01-18", "title": "The A of B and C D"},
         "x-b-c-d"),
        ({"title": "A notice", "URL": "https://www.thanet.gov.uk/x"}, "thanet-notice"),
        ({"container-title": "Taken", "issued": "2024-01-19"}, "taken-20240119-b"),
    ],
)  # fmt: skip
def test_citekeys_are_outlet_and_day(keys: dict[str, str], wanted: str) -> None:
    """A citekey is made as those of the records are, and never one that is in use."""
    assert propose_citekey(keys, ["taken-20240119"]) == wanted


@pytest.mark.parametrize(
    ("url", "word"),
    [("https://www.bbc.co.uk/", "bbc"), ("https://techcrunch.com/", "techcrunch"),
     ("https://www.gov.uk/x", "gov"), ("https://news.example.org/", "example"),
     ("nonsense", "")],
)  # fmt: skip
def test_a_site_has_one_word(url: str, word: str) -> None:
    """The word for a site is what people call it."""
    assert site_word(url) == word
