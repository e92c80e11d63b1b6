# Nothing here is typed in: every figure is an impact of a record with `measure` set, every outcome
# an event in which a regulator acts. Where nobody said anything, the cell says so.
"""Incidents side by side: recovery, people, cost, regulators, suppliers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from kb.dates import show_date
from kb.ids import part_anchor
from kb.index import KnowledgeBase
from kb.judging.units import size_of, unit_of
from kb.model.incident_parts import Impact
from kb.model.incidents import Incident
from kb.say import say, say_count
from kb.urls import COMPARISONS
from kb.views.accounts import impact_account
from kb.views.builder import PageBuilder
from kb.views.citations import claim_cites
from kb.views.cited import CitedSources
from kb.views.figures import show_quantity
from kb.views.incident_order import in_order_of_date, incident_date, short_title, show_when
from kb.views.link import Link
from kb.views.page_head import PageHead
from kb.views.per_body import BodyLine, build_data_lines
from kb.vocab.incidents import EVENT_TYPES, MEASURES, ROLES

REGULATORY = ("reprimand", "fine", "sanction")
"""Types of event that are an outcome, whoever of the regulators brought it about."""
PROVIDERS = ("supplier", "shared-service", "vector")
_COUNTED: Mapping[str, str] = {"recovery-days": "days", "people-affected": "people"}
"""Measure → the unit of a figure that has none."""
AFFECTED = ("victim", "downstream-victim")


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of an incident."""

    shown: str
    """The figure with its qualifier, in words."""
    text: Markup
    """What it counts."""
    account: str
    """By whose account, where it is not established."""
    url: str
    """Where it stands on the page of the incident."""
    bodies: tuple[Link, ...]
    """Whose it is, where the account does not say so already."""
    cites: Markup


@dataclass(frozen=True, slots=True)
class Cell:
    """The figures of an incident for one measure."""

    order: str
    """What to sort by: currency or unit, then the size. Pounds are not set among dollars, and hours
    are among days; "" where the size is not known."""
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a regulator did."""

    date: str
    kind: str
    title: Link
    """The event, on the page of the incident."""
    cites: Markup


@dataclass(frozen=True, slots=True)
class ComparedIncident:
    """One row."""

    link: Link
    when: str
    cells: tuple[Cell, ...]
    """One a measure, in the order of the columns."""
    data: tuple[BodyLine, ...]
    """What is on record about the data of each body."""
    data_order: str
    """What to sort by."""
    names_bodies: bool
    """True where there is more than one body with an answer."""
    outcomes: tuple[Outcome, ...]
    regulators: tuple[Link, ...]
    """Regulators that took part, where no outcome is on record."""


@dataclass(frozen=True, slots=True)
class ProvidedIncident:
    """An incident of a supplier or shared service."""

    link: Link
    words: str
    """Its role, and how many affected bodies are on record."""


@dataclass(frozen=True, slots=True)
class ProviderRow:
    """A supplier or shared service and the incidents in which it is part of the story."""

    link: Link
    number: int
    """Incidents."""
    incidents: tuple[ProvidedIncident, ...]


@dataclass(frozen=True, slots=True)
class ComparisonsPage:
    """Everything the comparisons show."""

    head: PageHead
    measures: tuple[str, ...]
    """Headings of the columns."""
    rows: tuple[ComparedIncident, ...]
    known: tuple[tuple[str, int], ...]
    """Measure and in how many incidents there is a figure for it."""
    of_all: str
    """Of how many incidents, in words."""
    providers: tuple[ProviderRow, ...]
    cited: CitedSources
    """The sources it cites."""


def build_comparisons(kb: KnowledgeBase) -> ComparisonsPage:
    """Return the context of the page of comparisons."""
    builder = PageBuilder(kb, COMPARISONS, frozenset())
    incidents = [item for item in in_order_of_date(kb.incidents.values()) if not item.withdrawn]
    rows = tuple(_row(builder, incident) for incident in incidents)
    providers = tuple(_providers(builder, incidents))
    return ComparisonsPage(
        head=PageHead(
            path=COMPARISONS,
            title=say("Comparisons"),
            description=say(
                "Recovery, people affected, cost and regulators' outcomes by incident, made from"
                " the records."
            ),
            template="main.html",
            kind="index",
            updated=kb.updated().isoformat(),
        ),
        measures=tuple(MEASURES.label(name) for name in MEASURES),
        rows=rows,
        known=tuple(
            (MEASURES.label(name), sum(bool(row.cells[index].figures) for row in rows))
            for index, name in enumerate(MEASURES)
        ),
        of_all=say_count("of {number} incident", "of {number} incidents", len(rows)),
        providers=providers,
        cited=CitedSources(builder),
    )


def _row(builder: PageBuilder, incident: Incident) -> ComparedIncident:
    regulators = [
        part.entity for part in builder.kb.hangs.standing(incident) if part.role == "regulator"
    ]
    outcomes = tuple(_outcomes(builder, incident, frozenset(regulators)))
    cells = tuple(_cell(builder, incident, name) for name in MEASURES)
    data = build_data_lines(builder, incident)
    return ComparedIncident(
        link=builder.link(incident.id, short_title(incident)),
        when=show_when(incident_date(incident)),
        cells=cells,
        data=data,
        data_order=data[0].answer if data else "",
        names_bodies=len(data) > 1,
        outcomes=outcomes,
        regulators=()
        if outcomes
        else tuple(builder.link(name) for name in dict.fromkeys(regulators)),
    )


def _cell(builder: PageBuilder, incident: Incident, measure: str) -> Cell:
    found = tuple(_iter_figures(builder, incident, measure))
    return Cell(_order(found[0][0]) if found else "", tuple(figure for _, figure in found))


def _iter_figures(
    builder: PageBuilder, incident: Incident, measure: str
) -> Iterator[tuple[Impact, Figure]]:
    for index, impact in enumerate(incident.impacts):
        shown = show_quantity(impact) if impact.measure == measure and _has_figure(impact) else None
        if shown is not None and not builder.kb.hangs.fallen(incident.id, impact):
            yield impact, _figure(builder, incident, index, shown)


def _figure(builder: PageBuilder, incident: Incident, index: int, shown: str) -> Figure:
    impact = incident.impacts[index]
    account = impact_account(builder, incident, impact)
    bodies = tuple(builder.link(body) for body in impact.bodies[:3])
    is_said = "".join(link.text for link in bodies) in account
    return Figure(
        shown=shown,
        text=builder.inline(incident.id, "impacts", index, "text"),
        account=account,
        url=builder.url(incident.id, part_anchor("impacts", index)),
        bodies=() if is_said else bodies,
        cites=claim_cites(builder, incident.id, impact),
    )


def _has_figure(impact: Impact) -> bool:
    return any(value is not None for value in (impact.value, impact.min, impact.max))


def _order(impact: Impact) -> str:
    """Return what a figure sorts by: what is counted, then how much of it.

    A range sorts by its lower bound, by its upper one where no other is known. Time counts in days
    and data in gigabytes. A figure that cannot be read sorts with what is not known.
    """
    figures = (impact.figure, impact.min, impact.max)
    figure = next((value for value in figures if value is not None), None)
    if figure is None:
        return ""
    unit = unit_of(impact.unit or _COUNTED.get(impact.measure or ""), None)
    size = size_of(figure, unit)
    counted = impact.currency or (unit.kind if unit.kind in {"time", "data"} else unit.name)
    shown = f"{size:.0f}" if size.is_integer() else f"{size:.4f}"
    return f"{counted} {shown}".strip()


def _outcomes(
    builder: PageBuilder, incident: Incident, regulators: frozenset[str]
) -> Iterator[Outcome]:
    for entry in builder.kb.events_of(incident.id):
        event = entry.event
        if event.status != "occurred" or entry.hanging.fall is not None:
            continue
        if event.type in REGULATORY and (regulators & set(event.actors) or not event.actors):
            yield Outcome(
                show_date(event.date),
                EVENT_TYPES.label(event.type),
                Link(builder.url(incident.id, event.id), event.title),
                builder.cites(entry.cites),
            )


def _providers(builder: PageBuilder, incidents: list[Incident]) -> Iterator[ProviderRow]:
    found: dict[str, list[ProvidedIncident]] = {}
    for incident in incidents:
        parts = builder.kb.hangs.standing(incident)
        hit = len({part.entity for part in parts if part.role in AFFECTED})
        affected = say_count(
            "{number} affected body on record", "{number} affected bodies on record", hit
        )
        for part in parts:
            if part.role in PROVIDERS:
                link = builder.link(incident.id, short_title(incident))
                found.setdefault(part.entity, []).append(
                    ProvidedIncident(link, f"{ROLES.label(part.role)}, {affected}")
                )
    names = sorted(found, key=lambda name: (-len(found[name]), builder.kb.title(name).casefold()))
    for name in names:
        yield ProviderRow(builder.link(name), len(found[name]), tuple(found[name]))
