# What the tests of prose share: a lookup that knows every record, the two Markdown renderers with
# every extension a site may have switched on, and a look at the structure of HTML.
"""A lookup, renderers and a reader of HTML for the tests of prose."""

from __future__ import annotations

import re
from collections.abc import Iterator

import comrak
import markdown  # type: ignore[import-untyped]
from selectolax.lexbor import LexborHTMLParser, LexborNode

from kb.prose.nodes import CitationItem, RecordLink

EXTENSIONS = (
    "abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc",
    "pymdownx.arithmatex", "pymdownx.betterem", "pymdownx.blocks.html", "pymdownx.caret",
    "pymdownx.critic", "pymdownx.details", "pymdownx.emoji", "pymdownx.highlight",
    "pymdownx.inlinehilite", "pymdownx.keys", "pymdownx.mark", "pymdownx.snippets",
    "pymdownx.superfences", "pymdownx.tabbed", "pymdownx.tasklist", "pymdownx.tilde",
)  # fmt: skip
TAGS = frozenset(
    {
        "p",
        "ul",
        "ol",
        "li",
        "blockquote",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "pre",
        "code",
        "em",
        "strong",
        "a",
        "br",
        "span",
        "html",
        "head",
        "body",
        "div",
    }
)
_SPACES = re.compile(r"[ \n]+")
_AROUND_BLOCKS = re.compile(
    r" *(</?(?:p|ul|ol|li|blockquote|h[1-6]|table|thead|tr|th|td|pre|br)\b[^>]*>) *"
)
ATTRIBUTES = frozenset({"href", "rel", "class", "id", "start", "aria-label"})


class PlainDesk:
    """A lookup that has a page for every record."""

    def record_url(self, target: str, local: str | None) -> str | None:
        """Return a page beside this one; `nowhere` has none."""
        if target == "nowhere":
            return None
        return f"../{target}/index.md" + (f"#{local}" if local else "")

    def record_name(self, target: str) -> str:
        """Return a name with signs in it, as editors give them."""
        return f"{target} & <Co>*"

    def picture_url(self, path: str) -> str:
        """Return the place of a picture, as seen from a page one folder deep."""
        return f"../{path}"

    def mention(self, link: RecordLink, linked: str, bare: str) -> str:
        """Return every name as a link."""
        return linked

    def citation_html(self, item: CitationItem) -> str:
        """Return a number whose label holds what Markdown would read as signs."""
        label = f"Source {item.key}: *a* `b` [c](d) _e_"
        return f'<span class="kb-cite"><a href="#s1" id="c1-1" aria-label="{label}">1</a></span>'


def by_python_markdown(text: str, *extensions: str) -> str:
    """Render as MkDocs does."""
    return str(markdown.markdown(text, extensions=list(extensions or ("tables",))))


def by_comrak(text: str) -> str:
    """Render as the fast build does."""
    extension = comrak.ExtensionOptions()
    extension.table = True
    render = comrak.RenderOptions()
    render.unsafe_ = True
    return str(comrak.render_markdown(text, extension_options=extension, render_options=render))


def outline(html: str) -> str:
    """Return tags and words of HTML, without the paragraphs inside of list items."""
    body = LexborHTMLParser(f"<body>{html}</body>").body
    assert body is not None
    text = "".join(_outline(body, in_item=False))
    return _AROUND_BLOCKS.sub(r"\1", re.sub(" +", " ", text)).strip(" ")


def _outline(node: LexborNode, *, in_item: bool) -> Iterator[str]:
    for child in node.iter(include_text=True):
        tag = child.tag or ""
        if tag == "-text":
            words = child.text_content or ""
            is_code = node.tag in {"pre", "code"}
            yield words.replace("\n", "⏎") if is_code else _SPACES.sub(" ", words)
        elif tag.startswith("_") or tag in {"tbody", "-comment"}:
            yield from _outline(child, in_item=in_item)
        elif tag == "p" and in_item:
            yield " "
            yield from _outline(child, in_item=True)
            yield " "
        else:
            href = (child.attributes.get("href") or "") if tag == "a" else ""
            yield f"<{tag}{' ' + href if href else ''}>"
            yield from _outline(child, in_item=tag == "li")
            yield f"</{tag}>"


def active_content(html: str) -> list[str]:
    """Return whatever in HTML could do something: there must be nothing."""
    found = []
    for node in LexborHTMLParser(f"<!doctype html><body>{html}</body>").css("*"):
        if node.tag not in TAGS:
            found.append(f"<{node.tag}>")
        for name, value in node.attributes.items():
            if name not in ATTRIBUTES:
                found.append(f"{name}={value}")
            elif name == "href" and not _is_harmless(value or ""):
                found.append(f"href={value}")
    return found


def _is_harmless(url: str) -> bool:
    return url.startswith(("https://", "http://", "mailto:", "#", "../"))
