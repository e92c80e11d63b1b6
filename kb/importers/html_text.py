# A server and a page may each name a character set, and each may be wrong: names of Python codecs
# that are no character sets at all, or one in which the page holds no tag. Such a name is passed
# over and said; then the bytes themselves decide.
"""From the bytes of a page to its text and its tree."""

from __future__ import annotations

import codecs
import re
from typing import Any

import lxml.etree  # type: ignore[import-untyped]
import lxml.html  # type: ignore[import-untyped]
from w3lib.encoding import (
    html_body_declared_encoding,
    http_content_type_encoding,
    read_bom,
    to_unicode,
)

from kb.errors import UsageError
from kb.problems import quoted

_HEAD = 100_000
"""Characters in which the first tag of a page stands."""
_TAG = re.compile(r"<\s{0,100}[a-z!]", re.IGNORECASE)
_NO_SETS = frozenset(
    {"charmap", "idna", "mbcs", "oem", "punycode", "raw_unicode_escape", "undefined",
     "unicode_escape", "utf-7"}
)  # fmt: skip
"""Codecs from bytes to text that no page is written in; some read an escape as its character."""


def decode_page(content_type: str, data: bytes) -> tuple[str, str]:
    """Return the text of a page, and what to know about its character set."""
    mark, head = read_bom(data)
    if mark and head:
        return to_unicode(data[len(head) :], mark), ""
    remark = ""
    for name in (http_content_type_encoding(content_type), html_body_declared_encoding(data)):
        if not name:
            continue
        text = _decode(data, name)
        if text is not None and _holds_tags(text):
            return text, remark
        remark = f"the character set {quoted(name)} that is named cannot be: look at every accent"
    text = _detect(data)
    return text, remark if _holds_tags(text) else ""


def _decode(data: bytes, name: str) -> str | None:
    """Return the text, unless the name is that of no character set."""
    try:
        info = codecs.lookup(name)
        if info.name in _NO_SETS or not getattr(info, "_is_text_encoding", True):
            return None
        return to_unicode(data, name)
    except (LookupError, ValueError, TypeError, AttributeError):
        return None  # a codec without replacement of what it cannot read, or worse


def _detect(data: bytes) -> str:
    """Return the text as UTF-8, else as the set that old pages without a name are written in."""
    try:
        # Not to the end: a page that was cut short may end inside a character.
        return codecs.getincrementaldecoder("utf-8")().decode(data)
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _holds_tags(text: str) -> bool:
    return _TAG.search(text, 0, _HEAD) is not None


def parse_page(text: str) -> Any:
    """Return the tree of a page.

    Raises:
        UsageError: It is no HTML.
    """
    if "\x00" in text or not _holds_tags(text):
        raise UsageError("this is no HTML; save the page as HTML, or use `kb new source`")
    parser = lxml.html.HTMLParser(encoding="utf-8")
    try:
        return lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (lxml.etree.LxmlError, ValueError) as error:
        raise UsageError(f"this HTML cannot be read: {quoted(error, 160)}") from error
