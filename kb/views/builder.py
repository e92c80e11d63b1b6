# The builder on which one page is made: it numbers citations in the order of their first use, links
# names once a section, and knows every address as seen from this page. It lives as long as the page
# is being built; what leaves this room is frozen.
"""Build one page: citations, links, prose."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from kb.citations import source_label, text_fragment
from kb.index import KnowledgeBase
from kb.model.sources import Cite
from kb.prose.aliases import link_aliases
from kb.prose.emit import to_html, to_markdown, to_plain
from kb.prose.nodes import CitationItem, Prose
from kb.say import say
from kb.urls import dispute_path, record_path, relative_file, relative_url
from kb.views.link import Link
from kb.views.source_line import SourceLine
from kb.vocab.claims import ORIGINS, RELIABILITY, STANCES

WAYS_BACK = 12
"""Places to which the list leads back for each source; of the others it gives the number."""


@dataclass(slots=True)
class PageBuilder:
    """What is needed while one page is made."""

    kb: KnowledgeBase
    path: str
    own_ids: frozenset[str]
    """Records that this page is about: never linked by themselves here."""
    seen: set[str] = field(default_factory=set)
    """Records already linked in the section."""
    numbers: dict[str, int] = field(default_factory=dict)
    """Citekey → its number on this page."""
    uses: dict[str, list[str]] = field(default_factory=dict)
    """Citekey → ids of the places that cite it."""
    is_markdown: bool = False
    """True while prose is written as Markdown: links then name files."""

    def new_section(self) -> None:
        """Begin a section: every name may be linked again."""
        self.seen = set()

    # Links ------------------------------------------------------------------------------------

    def url(self, name: str, anchor: str | None = None) -> str:
        """Return the address of a record's page as seen from here."""
        target = record_path(self.kb.authored[name].record)
        as_seen = relative_file if self.is_markdown else relative_url
        return as_seen(self.path, target, anchor)

    def url_of_path(self, path: str, anchor: str | None = None) -> str:
        """Return the address of another page as seen from here."""
        return relative_url(self.path, path, anchor)

    def link(self, name: str, text: str | None = None, anchor: str | None = None) -> Link:
        """Return a link to a record, or plain text when there is no such record."""
        if name not in self.kb.authored:
            return Link(None, text or name)
        return Link(self.url(name, anchor), text or self.kb.title(name))

    def source_link(self, key: str, text: str | None = None) -> Link:
        """Return a link to the page of a source."""
        return Link(self.url(f"@{key}"), text or source_label(self.kb.sources[key]))

    def claim_link(self, ref: str) -> Link:
        """Return a link to a claim, labelled with its text."""
        entry = self.kb.claims[ref]
        text = self.plain(entry.record_id, *entry.loc, "text")
        return Link(self.url(entry.record_id, entry.claim.id), text)

    def dispute_link(self, ref: str) -> Link:
        """Return a link to the page of a dispute."""
        return Link(self.url_of_path(dispute_path(ref)), self.kb.disputes[ref].question)

    # Prose ------------------------------------------------------------------------------------

    def record_url(self, target: str, local: str | None) -> str | None:
        """Return where a link in prose leads (the emitters ask)."""
        return self.url(target, local) if target in self.kb.authored else None

    def record_name(self, target: str) -> str:
        """Return the name of a linked record (the emitters ask)."""
        return self.kb.title(target)

    def picture_url(self, path: str) -> str:
        """Return the address of a picture of the site (the emitters ask)."""
        return relative_file(self.path, path)

    def citation_html(self, item: CitationItem) -> str:
        """Return the number of a source cited in prose (the emitters ask)."""
        if item.key not in self.kb.sources:
            return ""
        return f'<span class="kb-cite">{self._number(item.key, item.locator)}</span>'

    def html(self, name: str, *loc: str | int) -> Markup:
        """Return prose as blocks of HTML without blank lines."""
        return Markup(to_html(self._linked(name, loc), self))

    def inline(self, name: str, *loc: str | int) -> Markup:
        """Return prose as one run of inline HTML."""
        return Markup(to_html(self._linked(name, loc), self, inline=True))

    def markdown(self, name: str, *loc: str | int) -> str:
        """Return long prose as Markdown that renderers agree on."""
        self.is_markdown = True
        try:
            return to_markdown(self._linked(name, loc), self)
        finally:
            self.is_markdown = False

    def plain(self, name: str, *loc: str | int) -> str:
        """Return prose as plain text."""
        found = self.kb.prose_of(name, *loc)
        return to_plain(found) if found is not None else ""

    def _linked(self, name: str, loc: tuple[str | int, ...]) -> Prose:
        prose = self.kb.prose[(name, loc)]
        linked, seen = link_aliases(
            prose, self.kb.aliases, exclude=self.own_ids, seen=frozenset(self.seen)
        )
        self.seen |= seen
        return linked

    # Citations --------------------------------------------------------------------------------

    def cites(self, cites: Iterable[Cite], *, used_by: str | None = None) -> Markup:
        """Return the numbers of the cited sources, each once, as links to the list below."""
        numbers: list[str] = []
        done: set[str] = set()
        for cite in cites:
            if cite.source in self.kb.sources and cite.source not in done:
                done.add(cite.source)
                numbers.append(self._number(cite.source, cite.locator, cite.stance, used_by))
        if not numbers:
            return Markup("")
        return Markup(f'<span class="kb-cite">{" ".join(numbers)}</span>')

    def citations(self, keys: Iterable[str]) -> Markup:
        """Return the numbers of sources that are cited by their keys alone."""
        return self.cites(Cite.model_validate({"source": key}) for key in keys)

    def _number(
        self, key: str, locator: str | None, stance: str = "supports", used_by: str | None = None
    ) -> str:
        number = self.numbers.setdefault(key, len(self.numbers) + 1)
        uses = self.uses.setdefault(key, [])
        anchor = ""
        if used_by is None:
            place = f"C{number}-{len(uses) + 1}"
            if len(uses) < WAYS_BACK:
                anchor = f' id="{place}"'
            uses.append(place)
        elif used_by not in uses:
            uses.append(used_by)
        # The preview says which source it is: its name at every number would double the page.
        label = say("Source {number}", number=number)
        if locator:
            label += f", {locator}"
        if stance not in {"supports", "mentions"}:
            label += f" ({STANCES.label(stance)})"
        return f'<a href="#S{number}"{anchor} aria-label="{escape(label)}">{number}</a>'

    def source_lines(self) -> tuple[SourceLine, ...]:
        """Return the numbered list of everything cited so far, with the places that cite it."""
        # Notes may cite too: they come first, so that each source knows all of its places.
        notes: dict[str, Markup | None] = {}
        while len(notes) < len(self.numbers):
            key = list(self.numbers)[len(notes)]
            has_note = self.kb.sources[key].note is not None
            notes[key] = self.inline(f"@{key}", "note") if has_note else None
        return tuple(self._source_line(key, notes[key]) for key in self.numbers)

    def _source_line(self, key: str, note: Markup | None) -> SourceLine:
        source, number = self.kb.sources[key], self.numbers[key]
        roots = [self.source_link(step.source) for step in source.derived_from]
        issued = source.issued.latest if source.issued else None
        return SourceLine(
            anchor=f"S{number}",
            number=number,
            page=self.source_link(key, source.title),
            label=source_label(source),
            url=source.URL,
            archive_url=source.archive_url,
            origin=source.origin,
            origin_label=ORIGINS.label(source.origin),
            grade=source.reliability,
            grade_label=RELIABILITY.label(source.reliability),
            copies=tuple(roots),
            is_untraced=source.lineage == "unknown",
            is_retracted=source.retracted is not None,
            note=note,
            uses=tuple(self.uses[key][:WAYS_BACK]),
            more_uses=max(0, len(self.uses[key]) - WAYS_BACK),
            language=source.language,
            known_from=issued.isoformat() if issued else None,
        )

    def quote_url(self, cite: Cite) -> str | None:
        """Return the address of the quoted words on the source's own page."""
        source = self.kb.sources[cite.source]
        if source.URL is None or not cite.quote:
            return source.URL
        return text_fragment(source.URL, cite.quote)
