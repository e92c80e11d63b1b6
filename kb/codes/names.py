"""Problem codes of names (KB3xx)."""

from __future__ import annotations

from kb.codes.entry import Code
from kb.problems import Severity

_E = Severity.ERROR
_W = Severity.WARNING

CODES: tuple[Code, ...] = (
    Code(
        "KB301", _E, "an id used by two records",
        "Ids are unique over incidents, entities and pages; links could not be told apart.",
        "# incidents/capita.yml and entities/organization/capita.yml",
        "# incidents/capita-cyber-attack-2023.yml and entities/organization/capita.yml",
    ),
    Code(
        "KB302", _E, "a citekey used by two sources",
        "Citekeys are global, as in BibTeX.",
        "- id: bbc\n…\n- id: bbc",
        "- id: bbc-68023647\n…\n- id: bbc-67542398",
    ),
    Code(
        "KB303", _E, "one address under two citekeys",
        "It is one source. Two states of one page are `versions` of it.",
        "- {id: a, URL: https://example.org/x}\n- {id: b, URL: https://example.org/x/}",
        "- {id: a, URL: https://example.org/x, versions: [{id: original, note: …}]}",
    ),
    Code(
        "KB304", _E, "a record that does not exist",
        "Every name that stands where an id belongs must lead to a record.",
        "entity: civca",
        "entity: civica",
    ),
    Code(
        "KB305", _E, "a source that does not exist",
        "A citation must lead to its source. Add the source to content/sources/ or mend the key.",
        "cites: [techcrunch-2024019]",
        "cites: [techcrunch-20240119]",
    ),
    Code(
        "KB306", _E, "a claim that does not exist",
        "A local id names a claim of this record; another record's is written record#claim.",
        "claims: [civica-denys]",
        "claims: [civica-denies]",
    ),
    Code(
        "KB307", _E, "a record of the wrong kind",
        "An entity stands where an incident belongs, or the other way round.",
        "entity: kent-councils-2024",
        "entity: canterbury-city-council",
    ),
    Code(
        "KB308", _E, "a version that the source does not have",
        "A cite names a state of a page by the local id under the source's `versions`.",
        "{source: therecord-civica, version: first}",
        "{source: therecord-civica, version: original}",
    ),
    Code(
        "KB309", _E, "a link in prose that leads nowhere",
        "[[id]] must name a record, by its id, its name or an alias.",
        'text: "See [[civica-uk]]."',
        'text: "See [[civica]]."',
    ),
    Code(
        "KB310", _E, "a link in prose that may mean several records",
        "Two records share this alias. Name the one you mean and keep the words.",
        'text: "[[NCSC]] helped."',
        'text: "[[ncsc|NCSC]] helped."',
    ),
    Code(
        "KB311", _E, "a citation in prose without a source",
        "[@key] must name a source of content/sources/.",
        'text: "It was over [@dover-foi]."',
        'text: "It was over [@dover-foi-15896]."',
    ),
    Code(
        "KB313", _W, "a former id",
        "The record was renamed; the old id still leads there, but write the new one.",
        "entity: eks",
        "entity: ek-services",
    ),
    Code(
        "KB314", _E, "sources derived from each other in a circle",
        "Lineage must end at an origin; otherwise independence cannot be counted.",
        "- {id: a, derived_from: [b]}\n- {id: b, derived_from: [a]}",
        "- {id: a}\n- {id: b, derived_from: [a]}",
    ),
    Code(
        "KB316", _E, "a former id that is in use",
        "Ids are never reused: old links would lead to the wrong record.",
        "redirects: [civica]   # while civica.yml exists",
        "redirects: [civica-uk]",
    ),
)  # fmt: skip
