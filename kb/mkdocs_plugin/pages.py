# What a page is told between Markdown and HTML. Material prints titles and descriptions as HTML, so
# they are escaped here once; dates come from records, never from today; the table of contents gets
# a root, so that Material's skip link leads to the whole article and not past its first screen.
"""Prepare MkDocs' pages: titles, dates, contents, which of them search engines may see."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable

from markupsafe import Markup, escape
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from kb.ids import slugify
from kb.say import english

ARTICLE_ID = "content_"
"""Id of the article in kb/theme/main.html."""

log = logging.getLogger("mkdocs.plugins.kb")

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_UNDATED = "1970-01-01"


class HeadingIds:
    """Names headings, as Python-Markdown's `toc` asks for it.

    On a page written by hand a heading has the plain slug that people link to. Everywhere else
    claims, events, questions and disputes have the plain names, and a heading begins with `_`:
    no id of a record has one (see kb.ids). It is made from the English text, whatever is shown.
    """

    def __init__(self) -> None:
        """Start with a page of records."""
        self.is_by_hand = False

    def __call__(self, text: str, _separator: str) -> str:
        """Return the id of a heading."""
        return slugify(text) if self.is_by_hand else f"_{slugify(english(text))}"


def prepare_meta(page: Page) -> None:
    """Make the front matter of a page safe to print."""
    for key in ("title", "description", "robots"):
        value = page.meta.get(key)
        if value and not isinstance(value, Markup):
            page.meta[key] = escape(str(value))


def prepare_toc(page: Page) -> None:
    """Put the article itself at the root of the table of contents."""
    root = AnchorLink(str(page.title or ""), ARTICLE_ID, 1)
    for item in page.toc:
        root.children.extend(item.children if item.level == 1 else [item])
    page.toc = TableOfContents([root])


def date_pages(pages: Iterable[Page]) -> None:
    """Give every page the day in its front matter; MkDocs would write today."""
    dated = list(pages)
    for page in dated:
        found = str(page.meta.get("kb_updated") or "")
        page.update_date = found if _DAY.fullmatch(found) else ""
    if not any(page.update_date for page in dated):
        # MkDocs takes the time stamp of sitemap.xml.gz from the newest page and needs one.
        for page in dated:
            page.update_date = _UNDATED


_CHECKBOX = re.compile(r'(<input class="md-toggle"[^>]* type="checkbox"[^>]*?) autocomplete="off"')


def mend_theme(html: str) -> str:
    """Return a finished page without what Material's shell has that HTML does not allow.

    A checkbox has no `autocomplete`.
    """
    return _CHECKBOX.sub(r"\1", html)


def is_indexed(file: File) -> bool:
    """Return whether the page of a file stands in the sitemap.

    Pages that search engines must not list do not, nor those that Material must not put into
    another document: it takes the sitemap for the list of what it may.
    """
    page = file.page
    if page is None or page.meta.get("kb_whole"):
        return False
    return "noindex" not in str(page.meta.get("robots") or Markup(""))


def find_footer(links: object, files: Files) -> tuple[tuple[str, File], ...]:
    """Return label and page of the links that `extra.footer` asks for; warn of the others."""
    found = []
    for item in links if isinstance(links, list) else []:
        for label, uri in item.items():
            file = files.get_file_from_path(uri)
            if file is None:
                log.warning("extra.footer leads to '%s', which is no page", uri)
            else:
                found.append((str(label), file))
    return tuple(found)
