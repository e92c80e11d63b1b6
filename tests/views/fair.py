# Two incidents with one shared service, a company that was named and cleared, a source with a copy
# and two states, and one entity of the kinds that have facts of their own.
"""The base that tests of the pages of entities, sources, trends and days share."""

from __future__ import annotations

_DATES = "created: 2026-01-10\nupdated: 2026-02-01\n"


def _entity(kind: str, name: str, title: str, more: str = "") -> tuple[str, str]:
    text = f'kind: {kind}\nid: {name}\nname: {title}\n{_DATES}description: "{title}, briefly."\n'
    return f"entities/{kind}/{name}.yml", text + more


KENT = """\
schema: incident/2
id: kent-2024
created: 2026-01-10
updated: 2026-02-01
title: "Cyber incident at two councils"
summary: "Two councils lost services [@dover-statement]."
determination: confirmed
types: [unknown]
occurred: 2024-01-15/2024-01-18
disclosed: 2024-01-19
participants:
  - {entity: dover, role: victim, note: "Its forms failed.", claims: [dover-says]}
  - {entity: thanet, role: downstream-victim, cites: [dover-statement]}
  - {entity: east-service, role: shared-service, cites: [dover-statement]}
  - {entity: civica-like, role: named-then-cleared, note: "Never ran the IT.", claims: [runs-it]}
services:
  - {service: Online forms, bodies: [dover], state: unavailable, start: 2024-01-18,
     cites: [dover-statement]}
impacts:
  - {kind: availability, text: "Forms failed.", value: 3, unit: days, bodies: [dover, thanet],
     cites: [dover-statement]}
events:
  - {id: ev-said, date: 2024-01-19, type: statement, title: "Dover speaks", actors: [dover],
     claims: [dover-says]}
  - {id: ev-other, date: 2024-01-20, type: other, title: "Thanet speaks", actors: [thanet],
     cites: [dover-statement]}
claims:
  - id: dover-says
    text: "Dover is investigating an incident."
    asserted_by: dover
    cites: [dover-statement]
    speech_act: confirmed
    status: confirmed
    ground: {as: own-act, reason: "The council says what it does."}
  - id: runs-it
    text: "The councils outsource their IT to Civica-like Ltd."
    about: {subject: civica-like, predicate: provider-of, entities: [dover]}
    asserted_by: an-analyst
    cites:
      - {source: record-1, version: original, quote: "outsource their IT", grade: B3}
      - {source: copy-1, from: record-1}
      - {source: dover-statement, stance: denies}
    speech_act: inferred
    history:
      - 2024-01-19 reported [record-1]
      - {date: 2024-02-13, status: retracted, by: the-record, cites: [record-1], note: "By e-mail."}
  - id: denies-it
    text: "We have never provided IT to the councils."
    about: {subject: civica-like, predicate: provider-of, entities: [dover], negated: true}
    asserted_by: civica-like
    via: "a spokesperson"
    cites: [record-1]
    speech_act: denied
    denies: [runs-it]
  - id: guess
    text: "The shared set-up of East Service may be where it began."
    asserted_by: an-analyst
    cites: [record-1]
    speech_act: speculated
  - id: plain
    text: "East Service runs the computers of both councils."
    asserted_by: dover
    cites: [dover-statement]
  - id: vague
    text: "The website was slow."
    asserted_by: {text: "A resident"}
    cites: [vague-1]
  - id: by-then
    text: "The computers were switched off."
    asserted_by: {text: "A visitor"}
    asserted: ../2024-02-13
    cites: [undated-1]
  - id: undated
    text: "Somebody wrote about it."
    asserted_by: {text: "A blogger"}
    cites: [undated-1]
disputes:
  - id: who-ran-it
    question: "Who ran the IT?"
    verdict: "Not Civica-like Ltd: the source took it back."
    outcome: settled
    sides:
      - {answer: "Civica-like Ltd", claims: [runs-it]}
      - {answer: "Not Civica-like Ltd", claims: [denies-it], holds: true}
    assessment: "The source took it back [@record-1]."
    cites: [record-1]
    decided: 2024-02-13
    by: the-record
questions:
  - {id: how, text: "How did it begin?", asked_of: [east-service], answer: declined,
     as_of: 2024-02-01, cites: [record-1]}
"""

OLDER = """\
schema: incident/2
id: older-2019
created: 2026-01-10
updated: 2026-02-01
title: "Outage of the shared service"
summary: "East Service failed for a day. See [[civica-like]]."
determination: confirmed
types: [outage]
occurred: 2019-03
participants:
  - {entity: east-service, role: supplier, cites: [dover-statement]}
  - {entity: dover, role: victim, cites: [dover-statement]}
"""

SOURCES = """\
- {id: dover-statement, title: "Statement & <b>more</b>", issuer: dover, issued: 2024-01-19,
   kind: official-statement, origin: primary, reliability: B, read: full, accessed: 2026-01-09}
- id: record-1
  type: article-newspaper
  title: "Three councils at once"
  author: [{family: Page, given: Carla}, "The Desk"]
  container-title: The Record
  URL: https://record.example/1
  issued: 2024-01-19
  kind: news
  origin: secondary
  reliability: B
  read: opening
  note: "Changed later."
  versions:
    - {id: original, issued: 2024-01-19, note: "Names the company."}
    - {id: corrected, issued: 2024-02-13, note: "No longer does."}
  corrected: [{date: 2024-02-13, note: "The company does not provide IT."}]
- {id: copy-1, title: "Copied", container-title: Mirror, issued: 2024-01-20, kind: aggregator,
   origin: tertiary, reliability: E, derived_from: [record-1], read: full}
- {id: copy-2, title: "Copied again", container-title: Mirror 2, issued: 2024-01-21, language: de,
   kind: aggregator, origin: tertiary, reliability: E, derived_from: [copy-1], read: full}
- {id: part-1, title: "In part", container-title: Other, issued: 2024-01-22, kind: news,
   origin: secondary, reliability: C, read: full,
   derived_from: [{source: record-1, extent: part, note: "the figures"}]}
- {id: vague-1, title: "Vague", container-title: Blog, issued: 2024-01, kind: blog,
   origin: secondary, reliability: F, lineage: unknown, read: copy}
- {id: undated-1, title: "No date", container-title: Blog, kind: blog, origin: secondary,
   reliability: F, read: full, accessed: 2026-01-09}
- {id: taken-back, title: "Gone", container-title: Blog, kind: blog, origin: secondary,
   reliability: F, read: address-only, issued: 2024-03-01,
   retracted: {date: 2024-03-05, URL: "https://blog.example/gone"}}
"""

FILES: dict[str, str] = {
    "incidents/kent-2024.yml": KENT,
    "incidents/older-2019.yml": OLDER,
    "sources/all.yml": SOURCES,
    **dict(
        (
            _entity("organization", "dover", "Dover Council",
                    "aliases: [{text: Dover, autolink: true, note: in short}]\n"
                    "former_names: [{text: Borough of Dover, end: 1974}]\n"
                    "org_kind: local-authority\nsectors: [local-government, housing]\ncountry: GB\n"
                    "links: [{url: 'https://dover.example/', label: Website}]\n"
                    "relations:\n  - {type: outsources-to, target: east-service, start: 2011,\n"
                    "     cites: [dover-statement], note: 'All ICT.'}\n"
                    "corrections: [{date: 2026-01-20, text: 'We had the wrong year.'}]\n"),
            _entity("organization", "thanet", "Thanet Council", "org_kind: local-authority\n"),
            _entity("organization", "east-service", "East Service",
                    "org_kind: shared-service\nparent: dover\n"),
            _entity("organization", "civica-like", "Civica-like Ltd", "org_kind: company\n"),
            _entity("organization", "the-record", "The Record",
                    "org_kind: media\nautolink: false\n"),
            _entity("person", "an-analyst", "Ann Analyst", "role: analyst at a security company\n"),
            _entity("product", "gate", "Gate VPN", "vendor: civica-like\n"),
            _entity("vulnerability", "hole", "A hole in Gate",
                    "cve: CVE-2023-34362\ncwe: [CWE-89]\naffects: [gate]\n"
                    "cvss: [{version: '3.1', score: 9.8, cites: [record-1]}]\n"
                    "kev: {added: 2023-06-02, ransomware: true}\n"),
            _entity("trend", "one-for-many", "One supplier for many",
                    "trend_type: signal\nchange: {from: own staff, to: a shared service}\n"
                    "outlook_10y: 'Few **suppliers** remain.'\ndriving_force: 'Cost.'\n"
                    "keywords: [outsourcing, shared services]\n"
                    "evidence:\n  - {incident: older-2019, relevancy: 2}\n"
                    "  - {incident: kent-2024, source: record-1, relevancy: 5, note: 'All fail.'}\n"
                    "  - {source: part-1, relevancy: 3}\n"),
        )
    ),
}  # fmt: skip
"""Authored files, to be laid out with `tests.views.small`."""
