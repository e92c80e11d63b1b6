# One example for every key that people write: editors show it, the reference of the model prints
# it. The values are those of the Kent record, shortened; a test holds each against the model. Keys
# whose values are a closed list, a date or a truth value take theirs from the type.
"""An example of every key."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from kb.model.describe import KeyDoc

_BY_KIND: Mapping[str, Any] = {
    "date": "2024-01-18",
    "day": "2024-01-18",
    "true or false": True,
}

_TEXT = """
id | "kent-councils-2024"
Source.id | "techcrunch-20240119"
Claim.id | "thanet-limits-access"
Event.id | "ev-systems-offline"
Topic.id | "q-it-provider"
Dispute.id | "d-civica-it"
Question.id | "u-entry-point"
Version.id | "corrected"
corrections | [{"date": "2024-02-01", "text": "The date of the first report was wrong."}]
withdrawn | {"date": "2024-02-01", "reason": "The same incident as [[kent-councils-2024]]."}
redirects | ["kent-councils"]
tags | ["local-government"]
external_ids | {"gss": "E07000114"}
accepted | [{"code": "KB516", "reason": "The only page found that shows a figure."}]
schema | "entity/1"
Incident.schema | "incident/2"
title | "Cyber incident at Canterbury, Dover and Thanet councils, January 2024"
Source.title | "Three councils take systems offline"
Page.title | "About"
Event.title | "Canterbury isolates all its systems"
short_title | "Kent councils 2024"
aliases | ["Civica UK"]
summary | "Three councils took systems offline; how it began has not been made public."
body | "The three councils share services."
countries | ["GB"]
country | "GB"
basis | {"occurred": ["councils-date-january"]}
established | ["councils-took-systems-offline"]
participants | [{"entity": "thanet-district-council", "role": "victim"}]
services | [{"service": "online forms", "bodies": ["thanet-district-council"], "state": "unavailable"}]
impacts | [{"kind": "availability", "text": "Online forms could not be used.", "claims": ["thanet-forms-planning-trouble"]}]
events | [{"id": "ev-said", "date": "2024-01-19", "type": "statement", "title": "Thanet speaks", "claims": ["thanet-limits-access"]}]
claims | ["thanet-limits-access"]
Dispute.by | "the-record"
Incident.claims | [{"id": "thanet-limits-access", "text": "Thanet limited access to its systems.", "asserted_by": "thanet-district-council", "cites": ["techcrunch-20240119"]}]
Side.claims | ["civica-not-the-it-provider"]
Side.answer | "No"
topics | [{"id": "q-it-provider", "question": "Who ran the councils' IT?", "answer": "Not Civica.", "claims": ["civica-not-the-it-provider"]}]
disputes | [{"id": "d-civica-it", "question": "Did Civica run the IT?", "verdict": "No: the outlet that said so took it back.", "outcome": "settled", "sides": [{"answer": "Yes", "claims": ["robinson-record-civica-it"]}, {"answer": "No", "claims": ["civica-not-the-it-provider"], "holds": true}], "assessment": "The article was corrected.", "cites": ["therecord-civica"], "decided": "2024-02-13"}]
sides | [{"answer": "Yes", "claims": ["robinson-record-civica-it"]}, {"answer": "No", "claims": ["civica-not-the-it-provider"], "holds": true}]
verdict | "No: the outlet that said so took it back."
context | ["civica-contract-functions"]
denies | ["robinson-record-civica-it", {"text": "that it supplied IT"}]
Denied.text | "that it supplied IT"
evidence | "none-found"
borne_out_by | ["thanet-forms-planning-trouble"]
split_from | "seemp-civica-it"
searched | "The sources listed on this page."
per_body | [{"body": "dover-district-council", "resolved": "2024-02-05", "data": "not-taken", "basis": {"resolved": ["dover-resolved"], "data": ["dover-no-data-lost"]}}]
BodyFacts.basis | {"resolved": ["dover-resolved"]}
BodyFacts.body | "dover-district-council"
BodyBasis.data | ["dover-no-data-lost"]
questions | [{"id": "u-entry-point", "text": "How did it begin?", "answer": "not-disclosed", "as_of": "2024-02-13"}]
relations | [{"type": "supplier-of", "target": "thanet-district-council", "cites": ["iotn-20180201"]}]
trends | ["signal-outsourcing-it-services-risks"]
author | [{"family": "Page", "given": "Carly"}]
container-title | "The Record"
publisher | "Recorded Future News"
issuer | "thanet-district-council"
URL | "https://therecord.media/cyberattack-three-english-councils-civica"
language | "en"
derived_from | [{"source": "techcrunch-20240126", "extent": "part", "note": "The ICO's words."}]
versions | [{"id": "corrected", "issued": "2024-02-13", "note": "Says that Civica ran no IT."}]
archive_url | "https://web.archive.org/web/20240120031211/https://therecord.media/cyberattack-three-english-councils-civica"
corrected | [{"date": "2024-02-13", "note": "The sentence on Civica was taken out."}]
retracted | {"date": "2024-02-13", "URL": "https://example.org/retraction"}
original_key | "smith2024council"
note | "Names the version in a cite."
name | "Thanet District Council"
former_names | [{"text": "East Kent Services", "end": "2018"}]
description | "A district council in the east of Kent."
Page.description | "What this site is and who makes it."
links | ["https://www.thanet.gov.uk/"]
Organisation.kind | "organization"
Person.kind | "person"
Threat actor.kind | "threat-actor"
Campaign.kind | "campaign"
Malware.kind | "malware"
Tool.kind | "tool"
Vulnerability.kind | "vulnerability"
Product.kind | "product"
Technique.kind | "technique"
Infrastructure.kind | "infrastructure"
Legal instrument.kind | "legal-instrument"
Place.kind | "place"
Trend.kind | "trend"
parent | "kent-county-council"
role | "Security researcher"
motivation | "Money, as the agencies' joint advisory says."
malware_types | ["ransomware"]
cve | "CVE-2024-21887"
cwe | ["CWE-77"]
cvss | [{"version": "3.1", "score": 9.1, "cites": ["cve-2024-21887-record"]}]
kev | {"added": "2024-01-10", "ransomware": false}
affects | ["ivanti-connect-secure"]
vendor | "ivanti"
cpe23 | "cpe:2.3:a:ivanti:connect_secure:*:*:*:*:*:*:*:*"
purl | "pkg:pypi/requests"
attack_id | "T1190"
change | {"from": "Services run by each council", "to": "Services shared or bought"}
outlook_10y | "Most councils share their systems."
driving_force | "Savings."
keywords | ["shared services"]
evidence | [{"incident": "kent-councils-2024", "relevancy": 4, "note": "Three councils were hit together."}]
text | "Thanet District Council limited access to its online systems."
Speaker.text | "A spokesperson of the three councils"
Question.text | "How did it begin?"
Alias.text | "TDC"
FormerName.text | "East Kent Services"
by | "The Record"
HistoryEntry.by | "the-record"
reason | "The only page found that shows a figure."
code | "KB516"
at | "thanet-population-2022"
occurred | ["councils-date-january"]
discovered | ["councils-date-january"]
disclosed | ["canterbury-dover-investigating"]
resolved | ["dover-resolved"]
determination | ["dover-resolved"]
entity | "thanet-district-council"
cites | ["techcrunch-20240119"]
source | "techcrunch-20240119"
version | "corrected"
Cvss.version | "3.1"
from | "therecord-civica"
Change.from | "Services run by each council"
to | "Services shared or bought"
locator | "p. 4"
quote | "we have never provided IT services"
grade | "B2"
service | "online forms"
bodies | ["thanet-district-council"]
value | 500000
min | 400000
max | 500000
unit | "people"
currency | "GBP"
actors | ["canterbury-city-council"]
about | {"subject": "civica", "predicate": "provider-of", "value": "IT"}
asserted_by | ["thanet-district-council"]
via | "a spokesperson, to The Record"
restates | {"claim": "robinson-record-civica-it", "how": "copied"}
history | ["2024-01-19 reported [therecord-civica]", "2024-02-13 retracted [therecord-civica]"]
conflicts_with | ["civica-not-the-it-provider"]
compatible_with | [{"claim": "dover-forms-trouble", "reason": "The one is about Dover's forms, the other about Thanet's."}]
Compatible.claim | "dover-forms-trouble"
Compatible.reason | "The one is about Dover's forms, the other about Thanet's."
ground | {"as": "own-act", "reason": "The council says what it did with its own systems."}
Ground.reason | "The council says what it did with its own systems."
joint | ["canterbury-city-council", "thanet-district-council"]
supersedes | "canterbury-dover-investigating"
subject | "civica"
entities | ["thanet-district-council"]
claim | "robinson-record-civica-it"
question | "Did Civica run the councils' IT?"
answer | "Not Civica, as far as is known."
holds | true
assessment | "No. The claim was taken back at its source [@therecord-civica]."
asked_of | ["thanet-district-council"]
target | "thanet-district-council"
family | "Page"
given | "Carly"
literal | "Press Association"
url | "https://www.thanet.gov.uk/"
label | "Website"
score | 9.1
vector | "CVSS:3.1/AV:N/AC:L/PR:H/UI:N/S:C/C:H/I:H/A:H"
incident | "kent-councils-2024"
relevancy | 4
"""
"""`key` or `Type.key`, then the value as JSON. A line for a type goes before one for all."""


def example_of(type_name: str, key: KeyDoc) -> Any:
    """Return an example of a key of a type (named as in `describe_model`).

    Raises:
        KeyError: There is none yet.
    """
    if key.vocabulary is not None:
        term = next(iter(key.vocabulary))
        return [term] if key.kind.startswith("list:") else term
    if key.kind in _BY_KIND:
        return _BY_KIND[key.kind]
    rows = _rows()
    if (
        key.key == "claims" and key.part == "Claim"
    ):  # those of an entity are whole, as an incident's
        return rows["Incident.claims"]
    return rows.get(f"{type_name}.{key.key}", rows.get(key.key)) or rows[f"{type_name}.{key.key}"]


@cache
def _rows() -> Mapping[str, Any]:
    pairs = (line.split(" | ", 1) for line in _TEXT.strip().splitlines())
    return {name: json.loads(value) for name, value in pairs}
