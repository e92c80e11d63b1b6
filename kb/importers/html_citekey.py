# A citekey is read and typed by people: the outlet and the day, as `techcrunch-20240119`; the
# outlet and three words of the title where there is no date.
"""Propose citekeys."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from kb.edit.new import propose_id
from kb.ids import slugify

_DAY = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?[~?%]?")
_SECOND_LEVEL = frozenset({"ac", "co", "com", "edu", "gov", "gouv", "net", "nhs", "org", "police"})


def propose_citekey(keys: Mapping[str, Any], taken: Iterable[str], *, outlet: str = "") -> str:
    """Return a citekey for a source with these CSL keys that none of `taken` is.

    `outlet` is the word by which the outlet goes in citekeys already.
    """
    word = outlet or outlet_word(keys)
    day = _DAY.fullmatch(str(keys.get("issued") or ""))
    if day is not None:
        name = f"{word}-{''.join(part for part in day.groups() if part)}"
    else:
        name = f"{word}-{propose_id(str(keys.get('title') or 'page'), words=3)}"
    used = set(taken)
    if name not in used:
        return name
    letters = (f"{name}-{letter}" for letter in "bcdefghijklmnopqrstuvwxyz")
    return next((other for other in letters if other not in used), f"{name}-z")


def outlet_word(keys: Mapping[str, Any]) -> str:
    """Return one word for the outlet: its name without spaces, else the name of its site."""
    name = keys.get("container-title") or keys.get("publisher")
    if name:
        return slugify(str(name)).replace("-", "")
    return site_word(str(keys.get("URL") or "")) or "source"


def site_word(url: str) -> str:
    """Return the word that names the site of an address: `bbc` of www.bbc.co.uk."""
    labels = host_of(url).split(".")
    while len(labels) > 1 and (len(labels[-1]) <= 3 or labels[-1] in _SECOND_LEVEL):
        labels.pop()
        if labels[-1] not in _SECOND_LEVEL:
            break
    return slugify(labels[-1]).replace("-", "") if labels[-1] else ""


def host_of(url: str) -> str:
    """Return the host of an address, without `www.`."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
