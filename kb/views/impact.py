"""What an incident did, in words and figures."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from kb.ids import part_anchor
from kb.model.incidents import Incident
from kb.model.quantities import Quantity
from kb.views.accounts import impact_account, show_searched
from kb.views.builder import PageBuilder
from kb.views.citations import claim_cites
from kb.views.fact import Fact
from kb.views.figures import show_quantity
from kb.views.hanging import Hang, hanging_of
from kb.views.link import Link
from kb.views.part_facts import part_facts
from kb.vocab.incidents import IMPACT_KINDS


@dataclass(frozen=True, slots=True)
class ImpactLine:
    """An impact."""

    anchor: str | None
    kind_label: str
    figure: str | None
    text: Markup
    account: str
    """By whose account, where it is not established."""
    searched: Markup | None
    """Where it was looked for and until when, when nothing was found."""
    bodies: tuple[Link, ...]
    facts: tuple[Fact, ...]
    """What else the record says of it."""
    cites: Markup
    hang: Hang


WORDED = frozenset(
    {
        "kind", "text", "measure", "bodies", "searched", "as_of", "claims", "cites",
        *Quantity.model_fields,
    }
)  # fmt: skip
"""Fields of an impact that stand in its sentence, its figure or its citations."""


def build_impacts(
    builder: PageBuilder, incident: Incident, *, of: str | None = None
) -> tuple[ImpactLine, ...]:
    """Return the impacts of an incident; with `of` those on one body, which is not named again."""
    return tuple(
        ImpactLine(
            anchor=part_anchor("impacts", index),
            kind_label=IMPACT_KINDS.label(item.kind),
            figure=show_quantity(item),
            text=builder.inline(incident.id, "impacts", index, "text"),
            account=impact_account(builder, incident, item),
            searched=show_searched(builder, incident, index),
            bodies=tuple(builder.link(body) for body in item.bodies if body != of),
            facts=part_facts(builder, incident.id, item, ("impacts", index), WORDED),
            cites=claim_cites(builder, incident.id, item),
            hang=hanging_of(builder, incident, item),
        )
        for index, item in enumerate(incident.impacts)
        if of is None or of in item.bodies
    )
