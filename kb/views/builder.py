# The builder with which one page is made: it knows every address as seen from this page. It decides
# nothing that depends on order: citations and names leave it as tokens (kb.views.tokens).
"""Build one page: citations, links, prose."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from markupsafe import Markup

from kb.citations import source_label, text_fragment
from kb.index import KnowledgeBase
from kb.model.sources import Cite
from kb.prose.aliases import link_names
from kb.prose.emit import to_html, to_markdown, to_plain
from kb.prose.nodes import CitationItem, Prose, RecordLink
from kb.refs import Loc, source_name
from kb.urls import dispute_path, record_path, relative_file, relative_url
from kb.views import tokens
from kb.views.link import Link
from kb.vocab.claims import STANCES


@dataclass(frozen=True, slots=True)
class PageBuilder:
    """What is needed while one page is made."""

    kb: KnowledgeBase
    path: str
    own_ids: frozenset[str]
    """Records that this page is about: never linked by themselves here."""
    is_markdown: bool = False
    """True while prose is written as Markdown: links then name files."""

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
        return Link(self.url(source_name(key)), text or source_label(self.kb.sources[key]))

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
        """Return a source cited in prose (the emitters ask)."""
        if item.key not in self.kb.sources:
            return ""
        details = f", {item.locator}" if item.locator else ""
        return f'<span class="kb-cite">{tokens.cited(item.key, details)}</span>'

    def mention(self, link: RecordLink, linked: str, bare: str) -> str:
        """Return a link to a record: one of its author, or a name that links by itself."""
        if not link.is_automatic:
            return tokens.linked(link.target) + linked
        if link.target in self.own_ids:
            return bare
        return tokens.named(link.target, linked, bare)

    def html(self, name: str, *loc: str | int) -> Markup:
        """Return prose as blocks of HTML without blank lines."""
        return Markup(to_html(self._linked(name, loc), self))

    def inline(self, name: str, *loc: str | int) -> Markup:
        """Return prose as one run of inline HTML."""
        return Markup(to_html(self._linked(name, loc), self, inline=True))

    def markdown(self, name: str, *loc: str | int) -> str:
        """Return long prose as Markdown that renderers agree on."""
        return to_markdown(self._linked(name, loc), replace(self, is_markdown=True))

    def plain(self, name: str, *loc: str | int) -> str:
        """Return prose as plain text."""
        found = self.kb.prose_of(name, *loc)
        return to_plain(found) if found is not None else ""

    def _linked(self, name: str, loc: Loc) -> Prose:
        return link_names(self.kb.prose[(name, loc)], self.kb.aliases)

    # Citations --------------------------------------------------------------------------------

    def cites(self, cites: Iterable[Cite], *, used_by: str | None = None) -> Markup:
        """Return the cited sources, each once, as links to the list of the page.

        Args:
            cites: What is cited.
            used_by: The anchor of what cites; None where the citation is a place of its own.
        """
        found: dict[str, Cite] = {}
        for cite in cites:
            if cite.source in self.kb.sources:
                found.setdefault(cite.source, cite)
        if not found:
            return Markup("")
        numbers = " ".join(_cited(cite, used_by) for cite in found.values())
        return Markup(f'<span class="kb-cite">{numbers}</span>')

    def citations(self, keys: Iterable[str]) -> Markup:
        """Return sources that are cited by their keys alone."""
        return self.cites(Cite.model_validate({"source": key}) for key in keys)

    def quote_url(self, cite: Cite) -> str | None:
        """Return the address of the quoted words on the source's own page."""
        source = self.kb.sources[cite.source]
        if source.URL is None or not cite.quote:
            return source.URL
        return text_fragment(source.URL, cite.quote)


def _cited(cite: Cite, used_by: str | None) -> str:
    details = f", {cite.locator}" if cite.locator else ""
    if cite.stance not in {"supports", "mentions"}:
        details += f" ({STANCES.label(cite.stance)})"
    if used_by is None:
        return tokens.cited(cite.source, details)
    return tokens.cited_by(cite.source, details, used_by)
