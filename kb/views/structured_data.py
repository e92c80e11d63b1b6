# What a page says of itself to search engines, in schema.org's words. It describes our page and
# what it is about, never what somebody alleges: no incident is stated as fact, no role, no blame.
"""The structured data of each page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kb.index import KnowledgeBase
from kb.index.entries import DECIDED, DisputeEntry
from kb.model.base import Record
from kb.model.entities import EntityBase
from kb.model.fields import fields_of
from kb.model.kind import THING
from kb.model.pages import WrittenPage
from kb.model.sources import Source
from kb.prose.emit import to_plain
from kb.say import say
from kb.urls import (
    DISPUTES,
    ENTITIES,
    HOME,
    INCIDENTS,
    SOURCES,
    TRENDS,
    dispute_path,
    record_path,
)
from kb.views.incident_order import day_of, short_title
from kb.views.words import shorten

MOST_VALUES = 5
"""Other names and the like that a page tells search engines."""
SOURCE_TYPES: Mapping[str, str] = {
    "news": "NewsArticle", "report": "Report", "official-statement": "CreativeWork",
}  # fmt: skip

Data = dict[str, Any]


def build_linked_data(kb: KnowledgeBase) -> Mapping[str, Data]:
    """Return the data of home and of every record's page, by path.

    `breadcrumb` holds rows of label and page: whoever writes the page knows its address.
    """
    return dict(_iter_data(kb))


def _iter_data(kb: KnowledgeBase) -> Iterator[tuple[str, Data]]:
    yield (
        HOME,
        {
            "@type": "Dataset",
            "name": kb.site.name,
            **({"description": kb.site.description} if kb.site.description else {}),
            **_licence(kb),
            "dateModified": kb.updated().isoformat(),
            "isAccessibleForFree": True,
        },
    )
    for incident in kb.incidents.values():
        yield record_path(incident), _page(kb, incident, incident.title, "summary", INCIDENTS, {
            "about": {"@type": "Thing", "name": short_title(incident)},
        })  # fmt: skip
    for entity in kb.entities.values():
        about: Data = {"@type": entity.names.schema_org or THING, **_properties(entity)}
        section = TRENDS if entity.kind == "trend" else ENTITIES
        yield record_path(entity), _page(kb, entity, entity.name, "description", section, {
            "about": about,
        })  # fmt: skip
    for source in kb.sources.values():
        yield (
            record_path(source),
            _page(
                kb,
                source,
                say("Source: {title}", title=source.title),
                "",
                SOURCES,
                {"about": _source(source)},
            ),
        )
    for dispute in kb.disputes.values():
        yield dispute_path(dispute.ref), _dispute(kb, dispute)
    for page in kb.pages.values():
        yield record_path(page), _page(kb, page, page.title, "", HOME, {})


def _licence(kb: KnowledgeBase) -> Data:
    """Return the licence by its address, or by its name where it has none."""
    licence = kb.site.licence.url or kb.site.licence.name
    return {"license": licence} if licence else {}


def _terms(kb: KnowledgeBase) -> Data:
    return {"inLanguage": kb.site.language, **_licence(kb)}


def _properties(entity: EntityBase) -> Data:
    """Return the properties of schema.org that fields of an entity have, in the model's order."""
    found: Data = {}
    for field in fields_of(type(entity)):
        value = getattr(entity, field.name) if field.words.schema_org else ()
        if isinstance(value, tuple) and value:
            texts = [getattr(item, "text", item) for item in value]
            found[field.words.schema_org] = texts[:MOST_VALUES]
        elif value not in ((), None):
            found[field.words.schema_org] = value
    return found


def _dispute(kb: KnowledgeBase, entry: DisputeEntry) -> Data:
    """Return a dispute as a question, which has an answer only once it is decided."""
    about: Data = {"@type": "Question", "name": entry.question}
    data: Data = {
        "@type": "WebPage", "name": entry.question, **_terms(kb),
        "dateModified": day_of(kb.record(entry.record_id)), "about": about,
        "breadcrumb": [(say("Disputes"), DISPUTES), (entry.question, dispute_path(entry.ref))],
    }  # fmt: skip
    if entry.verdict:
        data["description"] = entry.verdict
        if entry.outcome in DECIDED:
            about["acceptedAnswer"] = {"@type": "Answer", "text": entry.verdict}
    return data


def _page(
    kb: KnowledgeBase, record: Record, title: str, field: str, section: str, more: Data
) -> Data:
    data: Data = {"@type": "WebPage", "name": title, **_terms(kb)}
    prose = kb.prose_of(record.id, field) if field else None
    if prose is not None:
        data["description"] = shorten(to_plain(prose), 240)
    elif isinstance(record, WrittenPage) and record.description:
        data["description"] = record.description
    if day := day_of(record):
        data["dateModified"] = day
    labels = {
        INCIDENTS: say("Incidents"),
        ENTITIES: say("Entities"),
        SOURCES: say("Sources"),
        TRENDS: say("Trends"),
    }
    if section in labels:
        data["breadcrumb"] = [(labels[section], section), (title, record_path(record))]
    return {**data, **more}


def _source(source: Source) -> Data:
    data: Data = {"@type": SOURCE_TYPES.get(source.kind, "CreativeWork"), "name": source.title}
    if source.URL:
        data["url"] = source.URL
    if source.issued and source.issued.precision == "day":
        data["datePublished"] = source.issued.text.rstrip("~?%")
    return data
