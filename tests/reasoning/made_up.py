# Bases that nobody thought of: small, mostly valid, and full of what the page on method has a rule
# for. They go straight into the engine, without files and without the command line, so that
# thousands can be looked at.
"""Make up a base in the short form of tests/rules/laid_out.py, and put it into the engine."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

from kb.index import KnowledgeBase, build_knowledge_base
from kb.problems import Problem, Severity
from kb.read.walk import RawDocument, parse_document
from kb.resolve import resolve_records
from kb.validate import validate_content
from tests.rules.laid_out import files_of

Short = dict[str, Any]

BODIES = ("council", "agency", "supplier", "branch", "paper", "pat", "gang")
OUTLETS = ("Daily Paper", "The Paper", "Old Gazette", "Weekly Star", "Council Online", "Star TV")
AUTHORS = ("News Agency", "Pat Smith", "Jo Brown")
WORDS = ("Somebody", "Pat Smith", "The Paper", "A resident", "The Council")
ACTS = ("stated",) * 8 + ("confirmed", "denied", "declined", "inferred", "alleged", "speculated")
ABOUT = (
    "services-disrupted", "asset-state", "loss", "ransom-paid", "individuals-affected",
    "data-accessed", "initial-access", "provider-of", "other",
)  # fmt: skip


def day(chance: Random, months: tuple[int, int] = (1, 9)) -> str:
    """Return a day of 2024."""
    return f"2024-{chance.randint(*months):02d}-{chance.randint(1, 28):02d}"


EARLY, LATE = (1, 6), (7, 12)


def date(chance: Random, months: tuple[int, int] = (1, 9)) -> str:
    """Return a date: mostly a day, and sometimes less than that."""
    first, second = sorted((day(chance, months), day(chance, months)))
    second = second if second > first else f"{second[:8]}29"  # the ends of an interval are apart
    others = (first[:7], f"{first}~", f"{first[:7]}?", f"{first}/{second}", f"{first}/{second}?",
              f"../{first}", f"{first}/..", "2024-21")  # fmt: skip
    return first if chance.random() < 0.6 else chance.choice(others)


def entities(chance: Random) -> list[Short]:
    """Return who there is: bodies with other names, a part of one, a person and attackers."""
    branch: Short = {"id": "branch", "name": "Branch Office"}
    pat: Short = {"id": "pat", "kind": "person", "name": "Pat Smith", "role": "Spokesperson"}
    if chance.random() < 0.5:
        branch["parent"] = chance.choice(("council", "supplier"))
    if chance.random() < 0.5:
        pat["relations"] = [{"type": "speaks-for", "target": chance.choice(("council", "paper"))}]
    return [
        {"id": "council", "org_kind": "local-authority", "aliases": ["The Council"]},
        {"id": "agency", "org_kind": chance.choice(("regulator", "agency", "law-enforcement"))},
        {"id": "supplier"},
        {"id": "paper", "org_kind": "media", "name": "Daily Paper", "aliases": ["The Paper"],
         "former_names": ["Old Gazette"]},
        {"id": "gang", "kind": "threat-actor"},
        branch,
        pat,
    ]  # fmt: skip


def source(chance: Random, number: int) -> Short:
    """Return a source; it copies or draws on earlier ones only."""
    made: Short = {"id": f"s{number}", "container-title": chance.choice(OUTLETS)}
    if chance.random() < 0.4:
        made["issuer"] = chance.choice(BODIES)
        made["kind"] = chance.choice(("official-statement", "post", "regulator", "report"))
        made["origin"] = chance.choice(("primary", "primary", "secondary"))
    if chance.random() < 0.8:
        made["issued"] = date(chance, EARLY)
    months = LATE if "issued" in made else EARLY  # nothing happens to a page before it is there
    for name, share in (("accessed", 0.3), ("archived", 0.15), ("created", 0.2)):
        if chance.random() < share:
            made[name] = day(chance, months)
    if chance.random() < 0.15:
        made["author"] = [chance.choice(AUTHORS)]
    if chance.random() < 0.1:
        made["read"] = "address-only"
    if chance.random() < 0.1:
        made["retracted"] = {"date": date(chance, months)}
    if chance.random() < 0.2:
        made["versions"] = [
            {"id": f"v{step}", "note": "A state.", **_dated(chance, "issued", 0.8, months)}
            for step in range(chance.randint(1, 2))
        ]
    if chance.random() < 0.1:
        made["corrected"] = [{"date": date(chance, months), "note": "A slip."}]
    if chance.random() < 0.08:
        made["lineage"] = "unknown"
    elif number and chance.random() < 0.4:
        picked = chance.sample(range(number), min(number, chance.randint(1, 2)))
        extent = chance.choice(("whole", "part"))
        made["derived_from"] = [{"source": f"s{other}", "extent": extent} for other in picked]
    return made


def _dated(chance: Random, name: str, share: float, months: tuple[int, int] = (1, 9)) -> Short:
    return {name: date(chance, months)} if chance.random() < share else {}


def cite(chance: Random, sources: Sequence[Short], stances: Sequence[str]) -> Short:
    """Return a cite of one of the sources."""
    cited = chance.choice(sources)
    made: Short = {"source": cited["id"]}
    if cited.get("versions") and chance.random() < 0.5:
        made["version"] = chance.choice(cited["versions"])["id"]
    others = [item["id"] for item in sources if item["id"] < cited["id"]]
    if others and chance.random() < 0.12:
        made["from"] = chance.choice(others)
    elif any(item["extent"] == "part" for item in cited.get("derived_from", ())):
        made |= {"own": True} if chance.random() < 0.3 else {}
    stance = chance.choice(stances)
    return made if stance == "supports" else {**made, "stance": stance}


def _cites(chance: Random, sources: Sequence[Short], most: int) -> list[Short]:
    """Return cites of different sources, the first of which supports."""
    stances = ("supports",) * 7 + ("mentions", "denies", "disputes", "input")
    found: dict[str, Short] = {}
    for number in range(chance.randint(1, most)):
        made = cite(chance, sources, stances if number else ("supports",))
        found.setdefault(made["source"], made)
    return list(found.values())


def claim(chance: Random, number: int, sources: Sequence[Short]) -> Short:
    """Return a claim; it names earlier claims only."""
    made: Short = {"id": f"c{number}", "cites": _cites(chance, sources, 4)}
    made |= _speakers(chance)
    made |= _dated(chance, "asserted", 0.5)
    if chance.random() < 0.1:
        made["private"] = True
    if (act := chance.choice(ACTS)) != "stated":
        made["speech_act"] = act
    if chance.random() < 0.7:
        about: Short = {"predicate": chance.choice(ABOUT), "value": f"value {chance.randint(1, 2)}"}
        if chance.random() < 0.3:
            about["subject"] = chance.choice(("council", "supplier"))
        if chance.random() < 0.15:
            about["negated"] = True
        elif chance.random() < 0.1:
            del about["value"]
            about["evidence"] = "none-found"
        made["about"] = about
    if chance.random() < 0.1:
        ground = chance.choice(("own-act", "finding", "register"))
        made["ground"] = {"as": ground, "reason": "It is so."}
    if chance.random() < 0.3:
        made["history"] = _history(chance, sources)
    elif chance.random() < 0.75:
        made["status"] = chance.choice(("confirmed", "confirmed", "disputed", "reported"))
    if number:
        older = f"c{chance.randrange(number)}"
        link = chance.choice((
            {}, {}, {}, {"supersedes": older}, {"conflicts_with": [older]},
            {"denies": [older], "speech_act": "denied"},
            {"restates": {"claim": older, "how": chance.choice(("copied", "sharpened"))}},
        ))  # fmt: skip
        made |= link
    return made


def _speakers(chance: Random) -> Short:
    if chance.random() < 0.07:
        return {"asserted_by": "editors"}
    entities = [{"entity": name} for name in chance.sample(BODIES, chance.randint(1, 3))]
    words = [{"text": name} for name in chance.sample(WORDS, chance.randint(0, 1))]
    speakers: list[Short] = [{**item, **_dated(chance, "asserted", 0.15)}
                             for item in (*entities, *words)]  # fmt: skip
    made: Short = {"asserted_by": speakers}
    if len(speakers) > 1 and chance.random() < 0.2:
        made["joint"] = True
    elif len(speakers) > 2 and chance.random() < 0.3:
        made["joint"] = [next(iter(item.values())) for item in speakers[:2]]
    return made


def _history(chance: Random, sources: Sequence[Short]) -> list[Short]:
    dates = sorted(day(chance) for _ in range(chance.randint(1, 3)))
    states = ("reported", "disputed", "confirmed", "retracted", "refuted", "superseded")
    entries = []
    for when in dates:
        entry: Short = {"status": chance.choice(states), "date": when}
        if chance.random() < 0.2:
            entry["date"] = when[:7]
        if chance.random() < 0.15:
            del entry["date"]
        entry["cites"] = [cite(chance, sources, ("supports", "denies"))]
        entries.append(entry)
    return entries


def _sides(chance: Random, names: Sequence[str]) -> Short:
    """Return two or three sides, and claims that only explain."""
    first, second, *rest = chance.sample(names, len(names))
    sides, context = [[first], [second]], list[str]()
    if rest and chance.random() < 0.3:
        sides.append([rest.pop()])
    for name in rest:
        chance.choice([*sides, context]).append(name)
    answers = [{"answer": f"Answer {place}", "claims": side} for place, side in enumerate(sides)]
    return {"sides": answers, "context": context}


def make_up(chance: Random) -> Short:
    """Return a base in short form."""
    sources = [source(chance, number) for number in range(chance.randint(3, 6))]
    claims = [claim(chance, number, sources) for number in range(chance.randint(2, 5))]
    names = [item["id"] for item in claims]
    roles = (("council", ("victim", "victim", "responder")), ("supplier", ("supplier", "victim")),
             ("agency", ("regulator", "responder")), ("gang", ("alleged-attacker",)))  # fmt: skip
    made: Short = {
        "sources": sources,
        "entities": entities(chance),
        "claims": claims,
        "participants": [{"entity": body, "role": chance.choice(role), "claims": [names[0]]}
                         for body, role in roles if chance.random() < 0.8],
    }  # fmt: skip
    if chance.random() < 0.5:
        made["disputes"] = [{
            "id": "d-one", "question": "Is it so?", "outcome": "open", "verdict": "Nobody knows.",
            "assessment": "Nobody knows.", **_sides(chance, names),
        }]  # fmt: skip
    return made


def engine(short: Short) -> KnowledgeBase | None:
    """Return what the engine makes of a base, or nothing where an error left holes in it."""
    content = Path("content")
    documents: list[RawDocument] = []
    problems: list[Problem] = []
    for name, value in files_of(short).items():
        document, faults = parse_document(content / name, content, json.dumps(value).encode())
        documents.append(document)
        problems.extend(faults)
    records, faults = validate_content(tuple(documents))
    problems.extend(faults)
    resolved, faults = resolve_records(records)
    problems.extend(faults)
    if any(problem.severity is Severity.ERROR for problem in problems):
        return None
    return build_knowledge_base(resolved)
