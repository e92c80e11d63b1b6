# From what a page says to a source in our form. Where the knowledge base already has sources of the
# same site, they say how the outlet is written and how it was judged; both are marked for review.
"""Draft a source from a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kb.edit.new_draft import DraftKey, build_draft, item_text
from kb.edit.new_questions import Question
from kb.edit.new_register import Entry, Register
from kb.edit.yamltree.tree import Branch
from kb.importers.html import PageFacts
from kb.importers.html_citekey import host_of, outlet_word, propose_citekey
from kb.model.sources import Source

_FOUND_ON_PAGES = (
    "title", "URL", "container-title", "author", "issued", "language",
)  # fmt: skip
"""Keys that are marked when a page does not say them, although the model can do without."""
_JUDGED = ("kind", "origin", "reliability")
"""Keys that are a judgement of the outlet, taken from its other sources when these agree."""


@dataclass(frozen=True, slots=True)
class SourceDraft:
    """A source to be reviewed."""

    id: str
    record: Branch
    """The source as it is written."""
    values: Mapping[str, Any]
    missing: tuple[str, ...]
    """Keys that are marked as still to write."""
    remarks: tuple[tuple[str, str], ...] = ()
    """What to look at again: key, or "" for the page as a whole, and why."""

    @property
    def text(self) -> str:
        """Return the source as YAML, an item of a list."""
        return item_text(self.record)


def draft_source_from(
    facts: PageFacts,
    questions: Iterable[Question],
    given: Mapping[str, Any],
    register: Register,
    *,
    today: str,
    accessed: str = "",
) -> SourceDraft:
    """Return the draft; what a person has `given` goes before what the page says."""
    values = _values(facts, accessed) | dict(given)
    remarks = {key: remark for key, remark in facts.remarks if key not in given}
    if facts.changed and "issued" not in remarks and "issued" not in given:
        remarks["issued"] = f"the page says that it was changed on {facts.changed}"
    kin = _same_site(register, str(values.get("URL", "")))
    _take_over(values, remarks, kin, given)
    if "id" not in values:
        taken = [entry.id for entry in register.sources]
        values["id"] = propose_citekey(values, taken, outlet=_word_in_citekeys(kin))
    keys = [DraftKey("id", values["id"]), DraftKey("created", today)]
    for question in sorted(questions, key=lambda question: question.order):
        if question.key != "id":
            keys.append(_draft_key(question, values, remarks))
    missing = tuple(entry.key for entry in keys if entry.todo and not entry.value)
    record = build_draft(keys, Source, notes=facts.notes)
    said = (*(("", note) for note in facts.notes), *sorted(remarks.items()))
    return SourceDraft(values["id"], record, values, missing, said)


def _values(facts: PageFacts, accessed: str) -> dict[str, Any]:
    found = {
        "type": facts.type,
        "title": facts.title,
        "author": list(facts.authors),
        "container-title": facts.outlet,
        "publisher": facts.publisher,
        "URL": facts.url,
        "issued": facts.issued,
        "accessed": accessed,
        "language": facts.language,
        "archive_url": facts.archive_url,
        "archived": facts.archived,
    }
    return {key: value for key, value in found.items() if value}


def _draft_key(
    question: Question, values: Mapping[str, Any], remarks: Mapping[str, str]
) -> DraftKey:
    key = question.key
    todo = question.todo if question.is_required else ""
    if key in _FOUND_ON_PAGES:
        todo = f"not found on the page. {question.todo}"
    value = values.get(key)
    return DraftKey(key, value, question.is_prose, todo, remarks.get(key, "") if value else "")


def _same_site(register: Register, url: str) -> tuple[Entry, ...]:
    host = host_of(url)
    kin = (entry for entry in register.sources if host_of(str(entry.keys.get("URL", ""))) == host)
    return tuple(kin) if host else ()


def _take_over(
    values: dict[str, Any],
    remarks: dict[str, str],
    kin: tuple[Entry, ...],
    given: Mapping[str, Any],
) -> None:
    """Fill in what all other sources of the site agree on."""
    if not kin:
        return
    for key in ("container-title", "publisher", "issuer", *_JUDGED):
        held = {str(entry.keys[key]) for entry in kin if key in entry.keys}
        if len(held) == 1 and key not in given:
            values[key] = held.pop()
            if key in _JUDGED:
                remarks[key] = f"as {kin[0].id}: check"


def _word_in_citekeys(kin: tuple[Entry, ...]) -> str:
    """Return the word with which the citekeys of a site begin, when there is one."""
    words = Counter(entry.id.partition("-")[0] for entry in kin if "-" in entry.id)
    if not words:
        return outlet_word(kin[0].keys) if kin else ""
    return words.most_common(1)[0][0]
