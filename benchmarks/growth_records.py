"""Shapes of YAML and of whole knowledge bases that benchmarks/growth.py measures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from benchmarks.growth_shapes import (
    BASE,
    CLAIM,
    HEAD,
    INCIDENT,
    SOURCE,
    Files,
    Shape,
    entity,
    incident,
)


def each(line: str, bytes_each: int = 0) -> Callable[[int], str]:
    """Return lines with `{n}` counted, as many as fit into a size in bytes."""
    width = bytes_each or len(line.encode()) + 3

    def make(size: int) -> str:
        return "".join(line.replace("{n}", str(n)) for n in range(size // width))

    return make


def flow(item: str, key: str = "tags") -> Callable[[int], str]:
    """Return a list on one line."""
    lines = each(item + ", ")
    return lambda size: f"{key}: [{lines(size)}]\n"


YAML: Mapping[str, Callable[[int], str]] = {
    "unknown keys": each("key{n}: a\n"),
    "unknown keys like known": each("sumary{n}: a\n"),
    "glued keys": each("key{n}:a: \n"),
    "long unknown key": lambda size: f"{'k' * (size // 2)}: a\n",
    "same key": each("tags: [a]\n"),
    "one line of keys": lambda size: "basis: {" + each("key{n}: a, ")(size) + "}\n",
    "one line of same keys": lambda size: "basis: {" + "a: b, " * (size // 6) + "}\n",
    "one line of anchors": flow("&a{n} b"),
    "one line of aliases": flow("*a{n}"),
    "one line of tags": flow("!a b"),
    "one line of both": flow("!a &b c"),
    "one line of [[a]]": flow("[[a]]"),
    "one line of [[a]] in keys": lambda size: "basis: {" + "[[a]]: b, " * (size // 10) + "}\n",
    "one line of [a]: b": lambda size: "basis: {" + "? [a] : b, " * (size // 11) + "}\n",
    "one line of “a”": flow("“a”"),
    "one line of <<": lambda size: "basis: {" + "<<: a, " * (size // 7) + "}\n",
    "one line of 1: a": lambda size: "basis: {" + each("{n}: a, ")(size) + "}\n",
    "one line of words": flow("w{n}"),
    "one line of bad ids": flow("W{n}"),
    "one line of maps": flow("{a: b}"),
    "one line of escapes": lambda size: 'tags: ["' + "\\u0041" * (size // 6) + '"]\n',
    "one line of bad escapes": flow('"\\u202e"'),
    "one scalar of bad escapes": lambda size: 'tags: ["' + "\\u202e" * (size // 6) + '"]\n',
    "lines of [[a]]": lambda size: "tags:\n" + "  - [[a]]\n" * (size // 10),
    "lines of aliases": lambda size: "tags:\n" + "  - *a\n" * (size // 7),
    "lines of “a”": lambda size: "tags:\n" + "  - “a”\n" * (size // 12),
    "open “": lambda size: "tags:\n" + "  - “a\n" * (size // 9),
    "one open “": lambda size: f"tags: [{'“' * (size // 3)}]\n",
    "lines with #cut": lambda size: "tags:\n" + "  - a #b\n" * (size // 9),
    "blanks before #": lambda size: f"tags: a{' ' * size}#b\n",
    "blanks after": lambda size: f"tags: a{' ' * size}\n",
    "escapes in prose": lambda size: 'body: "' + "\\u0041" * (size // 6) + '"\n',
    "escaped brackets": lambda size: 'body: "A ' + "\\u005b" * (size // 6) + '"\n',
    "deep flow": lambda size: "tags: " + "[" * (size // 2) + "]" * (size // 2) + "\n",
    "deep maps": lambda size: "tags: " + "{a: " * (size // 5) + "}" * (size // 5) + "\n",
    "deep lists": lambda size: "tags:\n  " + "- " * (size // 2) + "a\n",
    "open [": lambda size: "tags: " + "[" * size + "\n",
    "open {": lambda size: "tags: " + "{" * size + "\n",
    "comments": each("# a\n", 4),
    "comment": lambda size: f"# {'a' * size}\n",
    "comments behind": each("key{n}: a # b\n"),
    "empty lines": lambda size: "\n" * size,
    "list items": lambda size: "tags:\n" + each("  - w{n}\n")(size),
    "bad list items": lambda size: "tags:\n" + each("  - W{n}\n")(size),
    "list of maps": lambda size: "events:\n" + "  - {a: b}\n" * (size // 11),
    "list of lists": lambda size: "events:\n" + "  - [a]\n" * (size // 8),
    "control characters": lambda size: "tags: [a]\n# " + "\x07" * size + "\n",
    "control lines": lambda size: "# \x07\n" * (size // 4),
    "error at the end": lambda size: "# a\n" * (size // 4) + 'tags: "a\n',
    "colon at the end": lambda size: each("key{n}: a\n")(size) + "tags: a: b\n",
    "glued at the end": lambda size: each("key{n}: a\n")(size) + "tags:a\n  b: c\n",
    "glued lines": lambda size: "tags:a\n" * (size // 7) + "b: c\n",
    "dashes and a colon": lambda size: f"tags: {'- ' * (size // 2)}: a: b\n",
    "tab at the end": lambda size: "# a\n" * (size // 4) + "tags:\n\t- a\n",
    "text behind a quote": lambda size: f'tags: "{"a" * size}" b\n',
    "quote lines": lambda size: 'body: "' + "a\n  " * (size // 4) + '"\n',
    "quote with empty lines": lambda size: 'body: "' + "a [\n\n  " * (size // 7) + '"\n',
    "carriage returns": lambda size: "# a\r\n" * (size // 5),
    "documents": lambda size: "---\n" * (size // 4),
    "question marks": lambda size: "? " * (size // 2) + "\n",
    "colons": lambda size: "tags: " + ":" * size + "\n",
    "long date": lambda size: f"occurred: {'1' * size}\n",
    "long range": lambda size: f"occurred: 2024{' - ' * (size // 3)}\n",
    "long circa": lambda size: f"occurred: circa{' ' * size}\n",
    "long address": lambda size: f"links: [https://e.org/{'%41' * (size // 3)}]\n",
    "long id": lambda size: f"tags: [{'a-' * (size // 2)}]\n",
    "long history": lambda size: f"claims: [{{history: ['2024 a{' ' * size}']}}]\n",
    "indicator": lambda size: f"body: |2\n{' ' * size}a [\n",
    "deep indent": lambda size: f"body: |\n{' ' * (size // 2)}a [ [ [[\n",
    "block of indents": lambda size: "body: |2\n" + f"{' ' * 80}a [\n" * (size // 84),
}


def iter_yaml() -> Iterator[Shape]:
    """Yield every shape of YAML, added to one incident."""
    for name, make in YAML.items():

        def put(size: int, make: Callable[[int], str] = make) -> Files:
            return incident(make(size))

        yield Shape(f"yaml/{name}", put, 200_000)


# Whole bases ----------------------------------------------------------------------------------


def claims(count: int, more: str = "", top: str = "", text: str = "It said") -> Files:
    """Return one incident with many claims; `{n}` counts, `{m}` is the one before."""
    claim = CLAIM.replace("It said", text) + more
    rows = "".join(
        claim.replace("{n}", str(n)).replace("{m}", str(max(n - 1, 0))) for n in range(count)
    )
    return incident(f"{top}claims:\n{rows}")


def listed(part: str, row: str, *, of: int = 1) -> Callable[[int], Files]:
    """Return a base with many rows in one part of the incident, and `of` claims for each."""

    def make(count: int) -> Files:
        rows = "".join(f"  - {row.replace('{n}', str(n))}\n" for n in range(count))
        lines = "".join(CLAIM.replace("{n}", str(n)) for n in range(count * of))
        return incident(f"{part}:\n{rows}claims:\n{lines}")

    return make


def sides(count: int, number: int = 2) -> str:
    """Return the sides of a dispute over the first claims, one after the other on each side."""
    names = [[f"c{n}" for n in range(side, count, number)] for side in range(number)]
    items = ", ".join(
        f"{{answer: Answer {side}, claims: [{', '.join(refs)}]}}" for side, refs in enumerate(names)
    )
    return f"sides: [{items}]"


_OPEN = 'question: "Which?", verdict: "Nobody knows.", outcome: open, assessment: "Nobody knows."'


def disputes(count: int) -> Files:
    """Return one incident in which every pair of claims is disputed."""
    rows = "".join(
        f"  - {{id: d{n}, {_OPEN}, sides: [{{answer: A, claims: [c{2 * n}]}},"
        f" {{answer: B, claims: [c{2 * n + 1}]}}]}}\n"
        for n in range(count)
    )
    lines = "".join(CLAIM.replace("{n}", str(n)) for n in range(2 * count))
    return incident(f"disputes:\n{rows}claims:\n{lines}")


def one_dispute(count: int) -> Files:
    """Return one dispute over all claims of an incident."""
    return claims(count, top=f"disputes:\n  - {{id: d, {_OPEN}, {sides(count)}}}\n")


def all_disputed(more: str = "") -> Callable[[int], Files]:
    """Return one dispute over all claims of an incident, each said to be disputed."""

    def make(count: int) -> Files:
        top = f"disputes:\n  - {{id: d, {_OPEN}, {sides(count)}}}"
        said = "    asserted_by: {text: Speaker {n}}\n    status: disputed\n" + more
        claim = CLAIM.replace("    asserted_by: council\n", "") + said
        rows = "".join(
            claim.replace("{n}", str(n)).replace("{m}", str(max(n - 1, 0))) for n in range(count)
        )
        return incident(f"{top}\nclaims:\n{rows}")

    return make


def one_claim(
    row: Callable[[int], str], cite: Callable[[int], str], *, is_dated: bool = False
) -> Callable[[int], Files]:
    """Return one confirmed claim that cites many sources, each by a speaker of its own."""

    def make(count: int) -> Files:
        speakers = "".join(f"      - {{text: Speaker {n}}}\n" for n in range(count))
        cites = "".join(f"      - {{source: s{n}{cite(n)}}}\n" for n in range(count))
        files = incident(
            "claims:\n  - id: c\n    text: It said\n    status: confirmed\n"
            f"    asserted_by:\n{speakers}    cites:\n{cites}"
        )
        rows = "".join(
            SOURCE.format(name=f"s{n}").replace("2024-01-19", str(1000 + n if is_dated else 2024))
            + row(n)
            for n in range(count)
        )
        return {**files, "sources/all.yml": SOURCE.format(name="statement") + rows}

    return make


def derived(row: Callable[[int], str]) -> Callable[[int], Files]:
    """Return many sources in one file, each with what `row` says about it."""

    def make(count: int) -> Files:
        rows = "".join(SOURCE.format(name=f"s{n}") + row(n) for n in range(count))
        lines = "".join(
            CLAIM.replace("{n}", str(n)).replace("[statement]", f"[s{n}]") for n in range(count)
        )
        files = incident(f"claims:\n{lines}")
        return {**files, "sources/all.yml": SOURCE.format(name="statement") + rows}

    return make


def entities(more: Callable[[int], str], label: str = "Body {n}") -> Callable[[int], Files]:
    """Return many entities, each a file."""

    def make(count: int) -> Files:
        files = {
            f"entities/organization/e{n}.yml": entity(
                f"e{n}", label.replace("{n}", str(n)), more(n)
            )
            for n in range(count)
        }
        return {**incident(""), **files}

    return make


def incidents(more: Callable[[int], str]) -> Callable[[int], Files]:
    """Return many incidents, each a file."""

    def make(count: int) -> Files:
        files = {}
        for n in range(count):
            text = INCIDENT.replace("id: hit", f"id: i{n}").replace("A hit", f"Hit {n}")
            files[f"incidents/i{n}.yml"] = f"{text}summary: It happened.\n{more(n)}"
        return {**BASE, **files}

    return make


def small_sources(count: int) -> Files:
    """Return many source files with one source each."""
    files = {f"sources/s{n}.yml": SOURCE.format(name=f"s{n}") for n in range(count)}
    return {**incident(""), **files}


def accepted(count: int) -> Files:
    """Return many warnings that are accepted one by one."""
    rows = "".join(f"  - {{code: KB506, reason: a, at: v{n}}}\n" for n in range(count))
    events = "".join(
        f"  - {{id: v{n}, date: 2024-01-19, type: statement, title: a}}\n" for n in range(count)
    )
    return incident(f"accepted:\n{rows}events:\n{events}")


def cited(count: int) -> Files:
    """Return unknown sources, cited by many claims."""
    return claims(count, "    via: a\n    restates: {claim: x{n}, how: copied}\n")


def linked(text: str) -> Callable[[int], Files]:
    """Return claims that link something in their texts."""
    return lambda count: claims(count, text=text)


def unknown_keys(count: int) -> Files:
    """Return unknown keys spread over claims."""
    return claims(count, "    key{n}: a\n    kex{n}: b\n")


def claims_same(count: int) -> Files:
    """Return claims that all have one local id."""
    return incident("claims:\n" + CLAIM.replace("{n}", "1") * count)


NOTHING: Callable[[int], str] = lambda n: ""  # noqa: E731
VALUE = "    about: {predicate: other, value: {n}}\n"
EVENT = "{id: v{n}, date: 2024-01-19, type: statement, title: It, claims: [c{n}]}"
QUESTION = (
    '{id: q{n}, text: "Which?", asked_of: [council], answer: not-disclosed, as_of: 2024-01-19}'
)
TOPIC = '{id: t{n}, question: "Which?", answer: "Nobody knows.", claims: [c{n}]}'
PERSON = "{entity: council, role: victim, claims: [c{n}]}"

BASES: Mapping[str, tuple[Callable[[int], Files], int, float]] = {
    "claims": (claims, 20_000, 30),
    "claims without a source": (lambda n: claims(n, "    via: a\n"), 4_000, 0),
    "claims on one value": (lambda n: claims(n, VALUE.replace("{n}", "1")), 4_000, 0),
    "claims on many values": (
        lambda n: claims(n, VALUE.replace("other", "records-affected")), 2_000, 0,
    ),
    "claims with two origins": (
        lambda n: claims(n, "    about: {predicate: began, value: 2024-01-{m}}\n"), 2_000, 0,
    ),
    "supersedes": (lambda n: claims(n, "    supersedes: c{m}\n"), 8_000, 0),
    "restates": (lambda n: claims(n, "    restates: {claim: c{m}, how: copied}\n"), 8_000, 0),
    "conflicts": (lambda n: claims(n, "    conflicts_with: [c{m}]\n"), 4_000, 0),
    "history": (
        lambda n: claims(1, "    history:\n" + "      - 2024-01-19 reported [statement]\n" * n),
        8_000, 0,
    ),
    "unknown keys over claims": (unknown_keys, 4_000, 0),
    "unknown claims": (cited, 4_000, 0),
    "unknown links in claims": (linked("[[nobody{n}]]"), 4_000, 0),
    "unknown citations in claims": (linked("[@nobody{n}]"), 4_000, 0),
    "links in claims": (linked("[[council]] [@statement]"), 8_000, 0),
    "disputes": (disputes, 5_000, 0),
    "one dispute": (one_dispute, 2_000, 0),
    "one dispute, all disputed": (all_disputed(), 2_000, 0),
    "one dispute, each repeats the last": (
        all_disputed("    restates: {claim: c{m}, how: sharpened}\n"), 1_000, 0,
    ),
    "one claim, many authors": (
        one_claim(lambda n: f"  author: [Author {n}]\n", lambda _: ""), 2_000, 0,
    ),
    "one claim, a chain of takers": (
        one_claim(lambda _: "", lambda n: f", from: s{n - 1}" if n else ""), 2_000, 0,
    ),
    "one claim, each source of its own time": (
        one_claim(lambda n: f"  retracted: {{date: {3000 + n}}}\n", lambda _: "", is_dated=True),
        2_000, 0,
    ),
    "events": (listed("events", EVENT), 8_000, 0),
    "events without claims": (
        listed("events", EVENT.replace(", claims: [c{n}]", ""), of=0), 4_000, 0,
    ),
    "questions": (listed("questions", QUESTION), 8_000, 0),
    "topics": (listed("topics", TOPIC), 8_000, 0),
    "participants": (listed("participants", PERSON), 8_000, 0),
    "accepted": (accepted, 2_000, 0),
    "same local ids": (claims_same, 8_000, 0),
    "sources in one file": (derived(NOTHING), 5_000, 0),
    "derived chain": (
        derived(lambda n: f"  derived_from: [s{n - 1}]\n" if n else ""), 4_000, 0,
    ),
    "derived loop": (derived(lambda n: f"  derived_from: [s{n - 1 if n else 1}]\n"), 4_000, 0),
    "derived star": (derived(lambda n: "  derived_from: [statement]\n"), 4_000, 0),
    "same address": (derived(lambda n: "  URL: https://example.org/a\n"), 4_000, 0),
    "bad sources": (derived(lambda n: "  origen: a\n"), 4_000, 0),
    "versions": (
        lambda n: {
            **incident(""),
            "sources/all.yml": SOURCE.format(name="statement") + "  versions:\n"
            + "".join(f'    - {{id: v{i}, note: "A"}}\n' for i in range(n)),
        }, 8_000, 0,
    ),
    "small source files": (small_sources, 50_000, 30),
    "small entity files": (entities(NOTHING), 50_000, 30),
    "same name": (entities(NOTHING, "One Body"), 4_000, 0),
    "similar names": (entities(NOTHING, "One Body Of Many {n}"), 8_000, 0),
    "parents": (entities(lambda n: f"parent: e{max(n - 1, 0)}\n"), 4_000, 0),
    "unknown parents": (entities(lambda n: f"parent: nobody{n}\n"), 4_000, 0),
    "redirects": (entities(lambda n: f"redirects: [old{n}]\n"), 4_000, 0),
    "links to redirects": (
        entities(lambda n: f"redirects: [old{n}]\nparent: old{max(n - 1, 0)}\n"), 4_000, 0,
    ),
    "many redirects": (
        lambda n: entities(lambda _: "redirects:\n" + each("  - o{n}\n", 1)(n))(1),
        8_000, 0,
    ),
    "many aliases": (
        lambda n: entities(lambda _: "aliases:\n" + each("  - Name {n}\n", 1)(n))(1),
        8_000, 0,
    ),
    "one alias everywhere": (entities(lambda n: "aliases: [Same Name]\n"), 4_000, 0),
    "ambiguous links": (
        entities(lambda n: 'aliases: [Same]\nbody: "See [[Same]]."\n'), 1_000, 0,
    ),
    "aliases": (entities(lambda n: f"aliases: [Also {n}, Known {n}]\n"), 4_000, 0),
    "relations": (
        entities(lambda n: "relations: [{type: supplies, target: council}]\n"), 4_000, 0,
    ),
    "unused entities": (entities(NOTHING), 8_000, 0),
    "incidents": (incidents(NOTHING), 8_000, 0),
    "incidents of one victim": (
        incidents(
            lambda n: "occurred: 2024-01-19\n"
            "participants: [{entity: council, role: victim, cites: [statement]}]\n"
        ), 4_000, 0,
    ),
    "bad files": (entities(lambda n: "colour: red\n"), 8_000, 0),
    "accepted in sources": (
        derived(lambda n: "  accepted: [{code: KB509, reason: a}]\n"), 2_000, 0,
    ),
    "accepted in entities": (
        entities(lambda n: "accepted: [{code: KB510, reason: a}]\n"), 2_000, 0,
    ),
}  # fmt: skip
"""Name → content of a size, size of 4x, CPU seconds it may take (0: growth only)."""


def iter_bases() -> Iterator[Shape]:
    """Yield every shape of a whole knowledge base."""
    for name, (make, size, target) in BASES.items():
        yield Shape(f"base/{name}", make, size, target)


__all__ = ["BASE", "HEAD", "iter_bases", "iter_yaml"]
