# What is in the head of a page besides MkDocs' own: structured data, and the links by which a
# reader edits the record behind the page, sees its history or reports a problem. Addresses are made
# here, where the address of the site and of the repository are known.
"""Structured data and links to the repository."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from markupsafe import Markup

from kb.say import mark, say
from kb.urls import page_url

_UNSAFE = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026",
                         "\u2028": "\\u2028", "\u2029": "\\u2029"})  # fmt: skip
"""What could end the block of data, or a line in it."""

EDIT = mark("Edit this record")
HISTORY = mark("History")
REPORT = mark("Report a problem with this page")
SHAPES: Mapping[str, Mapping[str, str]] = {
    "github": {
        EDIT: "{repo}/edit/{branch}/{file}",
        HISTORY: "{repo}/commits/{branch}/{file}",
        mark(
            "Report a problem with this page"
        ): "{repo}/issues/new?{title}={subject}&{body}={text}",
    },
    "gitlab": {
        EDIT: "{repo}/-/edit/{branch}/{file}",
        HISTORY: "{repo}/-/commits/{branch}/{file}",
        mark(
            "Report a problem with this page"
        ): "{repo}/-/issues/new?{title}={subject}&{body}={text}",
    },
    "forgejo": {
        EDIT: "{repo}/_edit/{branch}/{file}",
        HISTORY: "{repo}/commits/branch/{branch}/{file}",
        mark(
            "Report a problem with this page"
        ): "{repo}/issues/new?{title}={subject}&{body}={text}",
    },
}
"""Kind of host → what its pages are called and where they are."""
_FIELDS = {"gitlab": ("issue%5Btitle%5D", "issue%5Bdescription%5D")}


def to_json_ld(data: Mapping[str, Any], path: str, site_url: str) -> Markup:
    """Return structured data as JSON that is safe inside a `script` element."""
    full: dict[str, Any] = {"@context": "https://schema.org", **data}
    trail = full.pop("breadcrumb", None)
    if site_url:
        full["url"] = site_url + page_url(path)
        if trail:
            full["breadcrumb"] = {
                "@type": "BreadcrumbList",
                "itemListElement": [
                    {"@type": "ListItem", "position": at, "name": label,
                     "item": site_url + page_url(target)}
                    for at, (label, target) in enumerate(trail, start=1)
                ],
            }  # fmt: skip
    text = json.dumps(full, ensure_ascii=False, separators=(",", ":"), sort_keys=False)
    return Markup(text.translate(_UNSAFE))


def host_kind(repo_url: str, asked: str = "") -> str:
    """Return which shape the addresses of a repository have; `asked` is `extra.repo_kind`."""
    if asked in SHAPES:
        return asked
    host = urlsplit(repo_url).hostname or ""
    if "gitlab" in host:
        return "gitlab"
    return "forgejo" if host in {"codeberg.org"} or "gitea" in host or "forgejo" in host else (
        "github")  # fmt: skip


def repository_links(
    repo_url: str, branch: str, kind: str, file: str, title: str, address: str
) -> tuple[tuple[str, str], ...]:
    """Return label and address of the links to the repository; none without a repository."""
    if not repo_url:
        return ()
    names = _FIELDS.get(kind, ("title", "body"))
    text = say(
        "Page: {page}\nRecord: {file}\n\nWhat is wrong, and which source says so?\n",
        page=address or title,
        file=file,
    )
    asked = say("Problem with: {title}", title=title)
    subject, body = urlencode({"": asked})[1:], urlencode({"": text})[1:]
    return tuple(
        (
            say(label),
            shape.format(
                repo=repo_url.rstrip("/"), branch=quote(branch), file=quote(file),
                title=names[0], body=names[1], subject=subject, text=body,
            ),
        )
        for label, shape in SHAPES[kind].items()
    )  # fmt: skip
