# The one place where citations get their numbers and names their links: in the order in which a
# reader meets them, whatever the order in which the parts of the page were made.
"""Number the citations of a page and link its names, in reading order."""

from __future__ import annotations

import html
from dataclasses import dataclass, field

from markupsafe import escape

from kb.say import say
from kb.urls import relative_url
from kb.views import tokens
from kb.views.marks import Marks

WAYS_BACK = 12
"""Places to which the list leads back for each source; of the others it gives the number."""


@dataclass(slots=True)
class Numbering:
    """What has been met so far on one page; it lives while the page is rendered."""

    path: str
    marks: Marks = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    """Citekey → its number on the page."""
    uses: dict[str, list[str]] = field(default_factory=dict)
    """Citekey → ids of the places that cite it; an empty one for what has no place of its own."""
    seen: set[str] = field(default_factory=set)
    """Records already linked in the section."""

    def resolve(self, text: str) -> str:
        """Return a text that follows what was resolved before, with every token in its place."""
        first, *rest = text.split(tokens.OPEN)
        out = [first]
        for part in rest:
            token, close, after = part.partition(tokens.CLOSE)
            out.append(self._replace(*token.split(tokens.BETWEEN)) if close else token)
            out.append(after)
        return "".join(out)

    def _replace(self, kind: str, *fields: str) -> str:
        """Return what stands in the place of a token; nothing where it is none of ours."""
        match kind, fields:
            case tokens.CITED, (key, details):
                return self._cite(html.unescape(key), details, None)
            case tokens.CITED_BY, (key, details, anchor):
                return self._cite(html.unescape(key), details, anchor)
            case tokens.NAMED, (target, linked, bare):
                return bare if self._was_seen(target) else linked
            case tokens.LINKED, (target,):
                self.seen.add(target)
            case tokens.MARK, (name,):
                target_of = self.marks.get(name)
                return relative_url(self.path, *target_of) if target_of else "#"
            case tokens.SECTION, ():
                self.seen.clear()
            case tokens.LATER, (part,):
                return tokens.later(part)
        return ""

    def _was_seen(self, target: str) -> bool:
        is_known = target in self.seen
        self.seen.add(target)
        return is_known

    def _cite(self, key: str, details: str, anchor: str | None) -> str:
        number = self.numbers.setdefault(key, len(self.numbers) + 1)
        uses = self.uses.setdefault(key, [])
        own_id = ""
        if anchor is None:
            place = f"C{number}-{len(uses) + 1}"
            own_id = f' id="{place}"' if len(uses) < WAYS_BACK else ""
            uses.append(place)
        elif anchor not in uses:
            uses.append(anchor)
        # The preview says which source it is: its name at every number would double the page.
        label = f"{escape(say('Source {number}', number=number))}{details}"
        return f'<a href="#S{number}"{own_id} aria-label="{label}">{number}</a>'
