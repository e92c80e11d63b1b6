"""What two claims say of one property, and whether both can hold."""

from __future__ import annotations

from typing import Any

import pytest

from kb.dates import parse_date
from kb.judging.contradiction import contradicts
from kb.judging.values import Called, Place, Said, what_is_said
from kb.model.claims import Claim
from kb.model.entities import EntityBase, Organization
from tests.rules.laid_out import read_short

DAYS = {"created": "2026-11-25", "updated": "2026-11-25"}


def body(key: str, **fields: Any) -> Organization:
    """Return an organisation."""
    return Organization.model_validate(
        {"schema": "entity/1", "id": key, "kind": "organization", "org_kind": "company", **DAYS,
         "description": "A body.", **fields}
    )  # fmt: skip


ENTITIES: dict[str, EntityBase] = {
    "civica": body("civica", name="Civica Group", aliases=["Civica"], former_names=["Sanderson"]),
    "thanet": body("thanet", name="Thanet District Council", parent="kent"),
    "canterbury": body("canterbury", name="Canterbury City Council", parent="kent"),
    "kent": body("kent", name="Kent"),
}
CALLED = Called(ENTITIES)
CLAIM = {"id": "c", "text": "A sentence.", "asserted_by": "kent", "cites": ["a"]}
OF_CLAIMS = ("speech_act", "occurred", "asserted")


def said(
    about: dict[str, Any], *, incident: str = "attack", subject: str = "attack"
) -> Said | None:
    """Return what a claim says; `about` may hold keys of the claim too."""
    own = {key: value for key, value in about.items() if key in OF_CLAIMS}
    rest = {key: value for key, value in about.items() if key not in OF_CLAIMS}
    claim = Claim.model_validate({**CLAIM, **own, "about": rest})
    asserted = parse_date(own["asserted"]) if "asserted" in own else None
    return what_is_said(claim, Place(subject, incident, asserted), CALLED)


def clash(predicate: str, one: str, other: str) -> bool:
    """Return whether two claims in short form contradict each other, in both orders alike."""
    here, there = (said({"predicate": predicate, **read_short(f"{{{text}}}")})
                   for text in (one, other))  # fmt: skip
    if here is None or there is None:
        return False
    found = contradicts(here, there)
    assert contradicts(there, here) is found
    return found


PEOPLE, LOSS, RANSOM, DATA = "individuals-affected", "loss", "ransom-paid", "data-accessed"

CLASHES = [
    # Figures whose bounds do not overlap.
    (PEOPLE, "value: 300000", "value: 500000"),
    (PEOPLE, "value: 500000, qualifier: about", "value: 300000, qualifier: about"),
    (PEOPLE, "value: 500, qualifier: about", "value: 551"),
    (PEOPLE, "min: 600", "max: 500"),
    (PEOPLE, "min: 100, max: 200, qualifier: about", "value: 221"),
    (PEOPLE, "value: 501, qualifier: at-least", "value: 500, qualifier: at-most"),
    (PEOPLE, 'value: "500,000"', "value: 500"),
    (PEOPLE, 'value: "about 500"', "value: 551"),
    (PEOPLE, 'value: "100 to 200"', "value: 201"),
    (PEOPLE, 'value: "0.5 million"', "value: 499999"),
    (PEOPLE, 'value: "over 600"', "value: 500"),
    (PEOPLE, "value: 5, entities: [thanet]", "value: 20, entities: [thanet]"),
    (PEOPLE, "value: 5, entities: [thanet]", "value: Nobody!"),
    ("provider-of", "entities: [thanet]", "entities: [thanet], value: nothing"),
    # Units.
    (PEOPLE, "value: 500, unit: people", "value: 300"),
    (PEOPLE, "value: 500, unit: Customers", "value: 300, unit: customer"),
    (PEOPLE, "value: 500, unit: persons", "value: 300, unit: people"),
    ("downtime", "value: 49, unit: hours", "value: 2, unit: days"),
    ("downtime", "value: 1, unit: month", "value: 32, unit: days"),
    ("downtime", "value: 3, unit: weeks", "value: 5, unit: months"),
    ("downtime", "value: 5", "value: 3, unit: days"),
    ("downtime", "value: 10, unit: hours", "max: 1, unit: days, negated: true"),
    (DATA, "value: 500, unit: gigabytes", "value: 3, unit: terabytes"),
    (LOSS, "value: 100, currency: GBP", "value: 200"),
    (LOSS, 'value: "£100"', "value: 200, currency: GBP"),
    # Dates whose bounds do not overlap.
    ("began", "value: 2024-01-18~", "value: 2024-01-22"),
    ("began", "value: 2024-01-18", "value: 2024-01-19"),
    ("resolved", "value: ../2024-02-01", "value: 2024-02-02/.."),
    ("began", "value: 2023", "value: 2024-01-18"),
    ("began", "value: 2024-01-18, qualifier: at-least", "value: 2024-01-17"),
    ("began", "value: 2024-01-18", "value: 2024-01, negated: true"),
    # Yes and no: every form of "none" against every form of "some".
    *((RANSOM, none, some)
      for none in ("value: false", "negated: true", "value: 0", "value: 0, currency: EUR",
                   "value: nobody", "value: None.", "value: nothing", "value: no",
                   "speech_act: denied, negated: true", "value: yes, negated: true",
                   "value: paid, negated: true", "value: false, speech_act: denied")
      for some in ("value: 500, currency: GBP", "value: true", "value: yes", "min: 1",
                   "value: 500, qualifier: about", "")),
    (PEOPLE, "value: 0, unit: people", "value: 1, qualifier: at-least"),
    ("malware-used", "value: false", "value: LockBit"),
    (DATA, "negated: true", "value: names"),
    ("services-disrupted", "value: none", "value: email"),
    # A denied value.
    (PEOPLE, "value: 500", "value: 500, negated: true"),
    # Of a denial its value is what the speaker holds to be so.
    (PEOPLE, "value: 500", "value: 500, negated: true, speech_act: denied"),
    (PEOPLE, "value: 500", "value: 300, speech_act: denied"),
    (RANSOM, "value: false", "speech_act: denied"),
    (RANSOM, "value: no", "value: true, speech_act: denied"),
    (PEOPLE, "value: 6000", "value: 5000, qualifier: at-least, negated: true"),
    (PEOPLE, "min: 6000, max: 7000", "min: 5000, negated: true"),
    (PEOPLE, "min: 5000, negated: true", "max: 6000, negated: true"),
    (PEOPLE, "value: 500", "min: 400, max: 600, negated: true"),
    (PEOPLE, "value: 0", "value: 0, negated: true"),
    (PEOPLE, "value: false", "max: 500, negated: true"),
    ("initial-access", "value: VPN", "value: 'v.p.n', negated: true"),
    ("initial-access", "value: e-mail", "value: Email, negated: true, speech_act: denied"),
    ("provider-of", "entities: [canterbury]", "negated: true"),
    ("provider-of", "entities: [canterbury]", "value: nobody"),
    ("provider-of", "entities: [canterbury, thanet]", "entities: [thanet], negated: true"),
    ("provider-of", "entities: [canterbury], value: IT", "entities: [canterbury], negated: true"),
    ("attributed-to", "value: Civica", "entities: [civica], negated: true"),
    (DATA, "value: names", "value: Names, negated: true"),
    # Names where only one can be right.
    ("attributed-to", "entities: [civica]", "entities: [thanet]"),
    ("attributed-to", "entities: [civica]", "value: Thanet District Council"),
    ("attributed-to", "value: Civica", "value: Thanet District Council"),
    ("attributed-to", "entities: [civica], value: hackers", "value: Civica Group, negated: true"),
    ("attributed-to", "entities: [civica]", "negated: true"),
    ("began", "min: 2019, max: 2020", "value: 2024-01-18"),
    (LOSS, 'value: "£5m-£6m"', "value: 7000000"),
    ("initial-access", "value: VPN", "value: phishing, speech_act: speculated"),
    ("initial-access", "value: VPN", "value: no second factor"),
    (RANSOM, "value: true", "max: 0, speech_act: denied"),
]  # fmt: skip

AGREE = [
    (PEOPLE, "value: 500000, qualifier: about", "value: 499800"),
    (PEOPLE, "value: 500, qualifier: about", "value: 550"),
    (PEOPLE, "value: 0.3, qualifier: about", "value: 0.27"),
    (PEOPLE, "min: 100, max: 200", "min: 200, max: 300"),
    (PEOPLE, "value: 500, qualifier: at-least", "value: 500, qualifier: at-most"),
    (PEOPLE, 'value: "500"', "value: 500"),
    (PEOPLE, 'value: "500,000"', "value: 500000"),
    (PEOPLE, 'value: "500 000"', "value: 500000"),
    (PEOPLE, 'value: "500\\u00a0000 people"', "value: 500000, unit: people"),
    (PEOPLE, 'value: "2 million people"', "value: 2000000, unit: people"),
    (PEOPLE, "qualifier: unknown", "value: 300"),
    (PEOPLE, "value: 5, entities: [thanet]", "value: 20, entities: [thanet, canterbury]"),
    (PEOPLE, "value: hundreds of thousands", "value: 3"),
    (PEOPLE, "value: 500, unit: people", "value: 300, unit: records"),
    (PEOPLE, "value: 500, unit: customers", "value: 300, unit: people"),
    (PEOPLE, "value: 0, unit: people", "value: 300, unit: records"),
    (LOSS, "value: 1000000, currency: GBP", "value: 1200000, currency: USD"),
    (LOSS, 'value: "£100"', "value: 200, currency: USD"),
    (LOSS, "value: 0, currency: GBP", "value: 0, currency: USD"),
    ("downtime", "value: 48, unit: hours", "value: 2, unit: days"),
    ("downtime", "value: 2.4, unit: hours", "value: 0.1, unit: days"),
    ("downtime", "value: 30, unit: days", "value: 1, unit: months"),
    ("downtime", "value: 12, unit: months", "value: 1, unit: year"),
    ("downtime", "value: 72", "value: 3, unit: days"),
    (DATA, "value: 1024, unit: GB", "value: 1, unit: terabytes"),
    ("began", "value: 2024-01-18~", "value: 2024-01-19"),
    ("began", "value: 2024-01-18, qualifier: about", "value: 2024-01-21"),
    ("began", "value: 2024-01~", "value: 2024-02-15"),
    ("began", "value: '2024?'", "value: 2024-01-18"),
    ("began", "value: 2023-24", "value: 2024-02-10"),
    ("began", "value: 2024-01", "value: 2024-01-18"),
    ("began", "value: 2024-01", "value: 2024-01-18, negated: true"),
    ("began", "value: in the winter", "value: 2024-07"),
    (PEOPLE, "value: 0", "negated: true"),
    (PEOPLE, "value: nobody", "value: no one"),
    (PEOPLE, "max: 500", "value: nobody"),
    (RANSOM, "value: false", "value: false, speech_act: denied"),
    (RANSOM, "value: true", "speech_act: denied"),
    (PEOPLE, "value: 500", "value: 500, speech_act: denied"),
    ("initial-access", "value: e-mail", "value: Email, speech_act: denied"),
    # That none was found is neither yes nor no.
    *((DATA, "evidence: none-found", other)
      for other in ("value: true", "value: false", "negated: true", "value: names", "value: no",
                    "evidence: none-found", "speech_act: denied")),
    (PEOPLE, "evidence: none-found", "value: 500"),
    ("began", "evidence: none-found", "value: 2024-01-18"),
    ("attributed-to", "evidence: none-found", "entities: [civica]"),
    (RANSOM, "value: true", "value: 500, currency: GBP"),
    (RANSOM, "value: true", "speech_act: declined"),
    (RANSOM, "value: true", "value: not disclosed"),
    ("initial-access", "value: VPN", "value: Not yet known."),
    ("asset-state", "value: not impacted", "value: not impacted, speech_act: denied"),
    (DATA, "negated: true", "value: no personal data, speech_act: denied"),
    (PEOPLE, "value: 500, negated: true", "value: 500, negated: true"),
    (PEOPLE, "min: 100, max: 200", "value: 500, negated: true"),
    (PEOPLE, "min: 400, max: 600", "value: 500, negated: true"),
    (PEOPLE, "value: 1000, qualifier: at-least", "value: 5000, qualifier: at-least, negated: true"),
    (PEOPLE, "negated: true", "value: 500, negated: true"),
    (DATA, "value: names", "value: bank details"),
    (DATA, "value: true", "value: names, negated: true"),
    (DATA, "value: names", "value: bank details, negated: true"),
    ("provider-of", "entities: [canterbury]", "entities: [thanet], negated: true"),
    ("provider-of", "entities: [canterbury], value: tax",
     "entities: [canterbury], value: IT, negated: true"),
    ("provider-of", "value: IT", "entities: [thanet], negated: true"),
    ("provider-of", "entities: [canterbury]", "entities: [thanet]"),
    ("attributed-to", "value: civica", "entities: [civica]"),
    ("attributed-to", "value: The Civica Group.", "entities: [civica]"),
    ("attributed-to", "value: Sanderson", "entities: [civica]"),
    ("attributed-to", "value: Civica (supplier)", "entities: [civica]"),
    ("attributed-to", "value: Marks & Spencer", "value: Marks and Spencer"),
    ("attributed-to", "entities: [civica], value: hackers", "value: Hackers"),
    ("began", "min: 2019", "value: 2024-01-18"),
    ("attributed-to", "value: Civica and Thanet District Council", "entities: [thanet]"),
    ("attributed-to", "entities: [civica, thanet]", "entities: [thanet, canterbury]"),
    ("attributed-to", "entities: [canterbury]", "entities: [thanet], negated: true"),
    ("initial-access", "value: third-party", "value: Third party"),
    ("asset-state", "value: offline", "value: encrypted"),
    ("other", "value: false", "value: a new server"),
]  # fmt: skip


@pytest.mark.parametrize(("predicate", "one", "other"), CLASHES)
def test_values_that_cannot_both_hold(predicate: str, one: str, other: str) -> None:
    """They contradict each other, whichever comes first."""
    assert clash(predicate, one, other)


@pytest.mark.parametrize(("predicate", "one", "other"), AGREE)
def test_values_that_can_both_hold(predicate: str, one: str, other: str) -> None:
    """The nearest neighbours of contradictions are none."""
    assert not clash(predicate, one, other)


def test_figures_for_two_days_both_stand() -> None:
    """Both days must be stated, and must not meet; yes and no are no figures."""
    figures = "value: 100, occurred: 2024-01-19", "value: 5000, occurred: 2024-02-18"
    assert not clash(PEOPLE, *figures)
    assert clash(PEOPLE, figures[0], "value: 5000")
    assert clash(PEOPLE, figures[0], "value: 5000, occurred: 2024-01")
    assert clash(PEOPLE, "value: 100, occurred: 2024-01-19~", "value: 5000, occurred: 2024-01-22")
    assert clash(RANSOM, "value: true, occurred: 2024-01", "value: false, occurred: 2024-03")


def test_not_yet_is_no_contradiction_to_later() -> None:
    """That it was not over holds for the day on which it was said, not for ever."""
    not_over = "negated: true, asserted: 2024-01-20"
    assert not clash("resolved", not_over, "value: 2024-02-05")
    assert clash("resolved", not_over, "value: 2024-01-18")
    assert clash("resolved", "negated: true", "value: 2024-02-05")
    assert not clash("resolved", f"{not_over}, occurred: 2024-01-10", "value: 2024-01-18")


@pytest.mark.parametrize(
    ("predicate", "one", "other", "expected"),
    [
        (PEOPLE, "kent-2024", "kent-2025", False),
        (PEOPLE, "kent-2024", "", True),
        ("population-served", "kent-2024", "kent-2025", True),
    ],
)
def test_incidents_part_what_belongs_to_them(
    predicate: str, one: str, other: str, expected: bool
) -> None:
    """Figures of one body in two incidents are two things; how many people it serves is not."""
    here = said({"predicate": predicate, "value": 100}, incident=one, subject="kent")
    there = said({"predicate": predicate, "value": 900}, incident=other, subject="kent")
    assert here is not None
    assert there is not None
    assert contradicts(here, there) is expected


def test_a_name_of_two_bodies_may_be_either() -> None:
    """A name that two records share contradicts neither of them."""
    called = Called({**ENTITIES, "other": body("other", name="Civica")})
    assert called.means("CIVICA") >= {"civica", "other"}
