# A base small enough to know by heart, with one of everything that pages show: a settled dispute, a
# pair joined by `conflicts_with`, a copy, a correction, a redirect, a trend, hostile texts.
"""The small base that tests of contexts share."""

from __future__ import annotations

from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from kb.index import KnowledgeBase
from kb.pipeline import Build, build, check

DATES = "created: 2026-01-10\nupdated: 2026-01-10\n"

ALPHA = """\
schema: incident/2
id: alpha-2024
created: 2026-01-10
updated: 2026-03-01
title: "Cyber incident at Alpha <img src=x onerror=alert(1)>"
short_title: "Alpha"
aliases: ["The Alpha outage"]
redirects: [alpha]
corrections:
  - {date: 2026-03-01, text: "We had the wrong day [@gazette-1].", by: "Alpha council"}
summary: "Alpha council lost its forms [@alpha-statement]. A supplier was blamed."
determination: confirmed
types: [unknown]
sectors: [local-government]
countries: [GB]
occurred: 2024-01-18
disclosed: 2024-01-18
basis: {occurred: [forms-down], disclosed: [forms-down], determination: [forms-down]}
established: [forms-down]
participants:
  - {entity: alpha-council, role: victim, claims: [forms-down]}
  - {entity: bravo-ltd, role: supplier, claims: [bravo-runs-it, bravo-denies]}
events:
  - {id: ev-down, date: 2024-01-18, type: disruption, title: "Forms fail", text: "At nine.",
     actors: [alpha-council], claims: [forms-down]}
claims:
  - id: forms-down
    text: "Online forms are down."
    about: services-disrupted
    asserted_by: alpha-council
    cites: [alpha-statement]
    status: confirmed
  - id: bravo-runs-it
    text: "Bravo runs the council's IT."
    about: {subject: bravo-ltd, predicate: provider-of, entities: [alpha-council]}
    asserted_by: {text: "An analyst"}
    cites: [gazette-1, {source: mirror-1, from: gazette-1}]
    speech_act: inferred
    history:
      - 2024-01-19 reported [gazette-1]
      - {date: 2024-02-13, status: retracted, by: gazette, cites: [gazette-1]}
  - id: bravo-denies
    text: "Bravo does not run the council's IT."
    about: {subject: bravo-ltd, predicate: provider-of, entities: [alpha-council], negated: true}
    asserted_by: bravo-ltd
    cites: [{source: gazette-1, quote: "we never did", grade: B2}]
    speech_act: denied
    denies: [bravo-runs-it]
disputes:
  - id: who-runs-it
    question: "Did Bravo run the council's IT?"
    verdict: "No: the paper took it back."
    outcome: settled
    sides:
      - {answer: "Yes", claims: [bravo-runs-it]}
      - {answer: "No", claims: [bravo-denies], holds: true}
    assessment: "The claim was withdrawn at its source [@gazette-1]."
    cites: [gazette-1]
    decided: 2024-02-13
    by: gazette
questions:
  - {id: cause, text: "How did it begin?", asked_of: [alpha-council], answer: not-disclosed,
     as_of: 2024-02-13, cites: [gazette-1]}
trends: [shared-suppliers]
"""

BETA = """\
schema: incident/2
id: beta-2022
created: 2026-01-10
updated: 2026-02-01
title: "Cyber incident at Beta"
summary: "Beta lost data. Nobody says how much."
determination: suspected
types: [ransomware]
discovered: 2022-05
basis: {discovered: [many], determination: [many]}
claims:
  - id: many
    text: "About 900 people are affected."
    occurred: 2022-05
    about: {predicate: individuals-affected, value: 900, unit: people}
    asserted_by: gazette
    cites: [undated-note]
    conflicts_with: [few]
  - id: few
    text: "About 90 people are affected."
    about: {predicate: individuals-affected, value: 90, unit: people}
    asserted_by: alpha-council
    cites: [alpha-statement]
"""

SOURCES = """\
- {id: alpha-statement, title: "Statement on our forms", issuer: alpha-council, publisher: Alpha,
   issued: 2024-01-18, kind: official-statement, origin: primary, reliability: B, read: full}
- id: gazette-1
  title: "Alpha & <b>Bravo</b>"
  container-title: The Gazette
  URL: https://gazette.example/1
  issued: 2024-01-19
  kind: news
  origin: secondary
  reliability: B
  corrected: [{date: 2024-02-13, note: "Bravo never ran it."}]
  read: full
- {id: mirror-1, title: "Alpha copied", container-title: Mirror, issued: 2024-01-20,
   kind: aggregator, origin: tertiary, reliability: E, derived_from: [gazette-1], read: full}
- {id: undated-note, title: "A note", container-title: "7 Days", kind: blog, origin: secondary,
   reliability: F, lineage: unknown, read: copy}
"""

FILES: dict[str, str] = {
    "incidents/alpha-2024.yml": ALPHA,
    "incidents/beta-2022.yml": BETA,
    "sources/all.yml": SOURCES,
    "entities/organization/alpha-council.yml": "kind: organization\nid: alpha-council\n"
    f"name: Alpha Borough Council\naliases: [Alpha council]\n{DATES}"
    'description: "The council of Alpha."\norg_kind: local-authority\n',
    "entities/organization/bravo-ltd.yml": "kind: organization\nid: bravo-ltd\n"
    f"name: Bravo Ltd\n{DATES}"
    'description: "A company that sells software."\norg_kind: company\n'
    "redirects: [bravo-plc]\nclaims:\n"
    "  - {id: old, text: Founded early., about: {predicate: began, value: 1990},"
    " asserted_by: gazette, cites: [gazette-1], conflicts_with: [new]}\n"
    "  - {id: new, text: Founded late., about: {predicate: began, value: 2010},"
    " asserted_by: bravo-ltd, cites: [gazette-1]}\n",
    "entities/organization/gazette.yml": "kind: organization\nid: gazette\n"
    f"name: The Gazette\n{DATES}"
    'description: "A newspaper."\norg_kind: media\n',
    "entities/trend/shared-suppliers.yml": "kind: trend\nid: shared-suppliers\n"
    f"name: One supplier for many\n{DATES}"
    'description: "Many bodies depend on one. So all fail at once."\ntrend_type: signal\n'
    "change: {from: own staff, to: a shared service}\nkeywords: [outsourcing]\n"
    "evidence:\n  - {incident: alpha-2024, relevancy: 4}\n  - {source: gazette-1, relevancy: 2}\n",
    "pages/about.md": f"---\nid: about\ntitle: About\ndescription: What this is.\n{DATES}---\n\n"
    "## Reading\n\nSee [[alpha-2024|an example]] [@gazette-1].\n\n"
    "| Mark | Meaning |\n|---|---|\n| solid | firm |\n",
}


def lay_out(folder: Path, files: dict[str, str] | None = None) -> Path:
    """Write authored files (the small base by default) and return their folder."""
    for name, text in (FILES if files is None else files).items():
        file = folder / "content" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (folder / "content").mkdir(exist_ok=True)
    return folder / "content"


def make_base(folder: Path, files: dict[str, str] | None = None) -> KnowledgeBase:
    """Return the knowledge base of authored files, which have no error."""
    checked = check(lay_out(folder, files))
    assert checked.kb is not None, [problem.explain() for problem in checked.problems]
    assert not checked.has_errors, [problem.explain() for problem in checked.problems]
    return checked.kb


def make_build(folder: Path, files: dict[str, str] | None = None) -> Build:
    """Return the build of authored files, which have no error."""
    built = build(lay_out(folder, files))
    assert not built.has_errors, [problem.explain() for problem in built.problems]
    return built


def listed_on(text: str) -> list[str]:
    """Return the titles of the sources that a rendered page lists, in its order."""
    return [node.text() for node in LexborHTMLParser(text).css("ol.kb-sources > li b > a")]


def make_pages(folder: Path, files: dict[str, str] | None = None) -> dict[str, str]:
    """Return the Markdown of every page by its path."""
    artifacts = make_build(folder, files).artifacts
    return {artifact.path: artifact.data.decode() for artifact in artifacts}
