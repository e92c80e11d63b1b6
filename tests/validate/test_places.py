# Documents are read and validated by themselves: no base, no references.
"""Each mistake of a record is said where it stands, in words for people."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.read.walk import parse_document
from kb.validate import Authored, validate_document

CONTENT = Path("/content")
HEAD = "created: 2026-01-01\nupdated: 2026-01-01\n"
FILES = {
    "entities/organization/firm.yml": "schema: entity/1\nkind: organization\nid: firm\n"
    + HEAD + "name: Firm\ndescription: A body.\norg_kind: company\n",
    "incidents/kent.yml": "schema: incident/2\nid: kent\n" + HEAD + "title: Incident\n"
    "summary: It was.\ndetermination: suspected\ntypes: [unknown]\n",
    "sources/all.yml": "- id: paper\n  title: Article\n  kind: news\n  origin: secondary\n"
    "  reliability: B\n  read: full\n",
}  # fmt: skip
CLAIM = "claims:\n  - {id: c, text: It is., asserted_by: {text: One}, cites: [paper]"
PAGE = "---\nid: about\ntitle: About\n" + HEAD + "---\n"


def validated(name: str, text: str) -> tuple[list[Authored], list[str]]:
    """Return the records of a document, and its problems as `line:column CODE message; hint`."""
    document, faults = parse_document(CONTENT / name, CONTENT, text.encode())
    assert faults == ()
    records, problems = validate_document(document)
    return list(records), [
        f"{found.line}:{found.column} {found.code} {found.message}; {found.hint}"
        for found in problems
    ]


@pytest.mark.parametrize("name", FILES)
def test_what_the_tests_start_from_is_valid(name: str) -> None:
    """Every mistake below is the only one of its document."""
    records, problems = validated(name, FILES[name])
    assert len(records) == 1
    assert problems == []


ORG, KENT, ALL = FILES
WRONG: list[tuple[str, str, str]] = [
    (ORG, 'nmae: x\n',
     "9:1 KB201 'nmae' is no key of this record; did you mean 'name'?"),
    (ORG, '"a:b":\n',
     "9:1 KB201 'a:b' is no key of this record; put a space after the colon"),
    (KENT, CLAIM + ', cite: [x]}\n',
     "10:69 KB201 'cite' is no key of this record; did you mean 'cites'?"),
    (KENT, 'claims:\n  - {text: It is., asserted_by: {text: One}, cites: [paper]}\n',
     '10:5 KB202 `id` is missing; add it: Local id, unique in its record.'),
    (KENT, 'events: [{id: e, type: other, title: E, cites: [paper]}]\n',
     '9:10 KB202 `date` is missing; add it: When, as precisely as it is known.'),
    (KENT, 'claims: text\n',
     "9:9 KB203 `claims` must be a list, not the text 'text'; write it as a list: [text]"),
    (KENT, 'claims: 5\n',
     '9:9 KB203 `claims` must be a list, not the number 5; start items with -'),
    (KENT, 'claims: {a: b}\n',
     '9:9 KB203 `claims` must be a list, not keys with values; start items with -'),
    (KENT, 'claims: [5]\n',
     '9:10 KB203 `claims` must hold keys, not the number 5; write keys with values below it'),
    (KENT, 'claims: [[]]\n',
     '9:10 KB203 `claims` must hold keys, not a list; write keys with values below it'),
    (KENT, "claims: ['']\n",
     "9:10 KB203 `claims` must hold keys, not the text ''; write keys with values below it"),
    (KENT, 'basis: text\n',
     "9:8 KB203 `basis` must hold keys, not the text 'text'; write keys with values below it"),
    (KENT, 'basis: true\n',
     '9:8 KB203 `basis` must hold keys, not true; write keys with values below it'),
    (KENT, 'short_title: 5\n',
     '9:14 KB203 `short_title` must be a text, not the number 5; put it in quotes: "5"'),
    (KENT, 'short_title: [a]\n',
     '9:14 KB203 `short_title` must be a text, not a list; write a text'),
    (KENT, 'short_title: {a: b}\n',
     '9:14 KB203 `short_title` must be a text, not keys with values; write a text'),
    (KENT, 'occurred: maybe\n',
     "9:11 KB206 `occurred`: 'maybe' is no date; write it like 2024-01-18, 2024-01 or 2024"),
    (KENT, 'countries: [Britain]\n',
     "9:13 KB205 `countries`: 'Britain' is no ISO 3166-1 country code; two capital letters,"
     " such as GB or DE"),
    (KENT, CLAIM + ', about: {predicate: individuals-affected, value: {a: b}}}\n',
     "10:117 KB203 `value`: '{a}' is no single value; write a number, a date or a word"),
    (KENT, CLAIM + ', about: {predicate: individuals-affected, min: many}}\n',
     "10:115 KB205 `min`: 'many' is no number; digits only, 414500 (no commas, no unit)"),
    (KENT, CLAIM + ', about: {predicate: indviduals-affected, value: 1}}\n',
     "10:88 KB204 `predicate`: 'indviduals-affected' is no predicate; did you mean"
     " 'individuals-affected' or 'records-affected'?"),
    (KENT, CLAIM + ', about: {predicate: other, negated: perhaps}}\n',
     "10:104 KB203 `negated` must be true or false, not the text 'perhaps'; write true or false"),
    (KENT, CLAIM + ', about: {predicate: other, negated: 7}}\n',
     '10:104 KB203 `negated` must be true or false, not the number 7; write true or false'),
    (KENT, CLAIM + ', about: {predicate: loss, min: 5, currency: gbp}}\n',
     "10:112 KB205 `currency`: 'gbp' has the wrong form; three capital letters, such as GBP"
     " (ISO 4217)"),
    (KENT, CLAIM + '}\n  - {id: c, text: It is., asserted_by: {text: One}, cites: [paper]}\n',
     "11:10 KB210 the local id 'c' is already used in `claims`, line 10; local ids are unique"
     " in a record"),
    (KENT, CLAIM + '}\n  - {id: d, text: It is., asserted_by: {text: One}, cites:'
     ' [paper], split_from: c}\n',
     "11:81 KB210 'c' is still a local id, in `claims`, line 10; the claim that was split is"
     " gone; its former id stands in the parts alone"),
    (KENT, CLAIM + '}\nevents: [{id: c, date: 2024, type: other, title: E, cites: [paper]}]\n',
     "11:15 KB210 the local id 'c' is already used in `claims`, line 10; local ids are unique"
     " in a record"),
    (KENT, 'claims:\n  - {id: c, text: It is., asserted_by: {text: One}, cites: []}\n',
     '10:60 KB203 `cites` has too few items; at least 1'),
    (ALL, '- text\n',
     "7:3 KB203 a source must hold keys, not 'text'; - id: outlet-20240119"),
    (ALL, '- {id: b, title: B, kind: nws, origin: secondary, reliability: B, read: full}\n',
     "7:27 KB204 `kind`: 'nws' is no source kind; did you mean 'news'?"),
    (ALL, '- {id: b, title: B, kind: news, origin: secondary, reliability: Z, read: full}\n',
     "7:65 KB204 `reliability`: 'Z' is no Admiralty reliability; one of: A, B, C, D, E, F"),
    (ALL, '- {id: b, title: B, kind: news, origin: secondary, reliability: B, read:'
     ' full, URL: nowhere}\n',
     "7:85 KB208 `URL`: 'nowhere' is no web address; write it whole, https://…"),
    (ALL, '- {id: b, title: B, kind: news, origin: secondary, reliability: B, read: 3}\n',
     "7:74 KB204 `read`: '3' is no how much was read; one of: full, opening, copy, address-only"),
    (ORG, 'country: Great Britain\n',
     "9:10 KB205 `country`: 'Great Britain' is no ISO 3166-1 country code; two capital"
     " letters, such as GB or DE"),
    (ORG, 'parent: [x]\n',
     "9:9 KB207 `parent`: '[…]' is no id; lower-case letters, digits and single hyphens, such"
     " as kent-councils-2024"),
    (ORG, 'relations: [{type: supplier-of, target: x, cites: [paper], start: x}]\n',
     "9:67 KB206 `start`: 'x' is no date; write it like 2024-01-18, 2024-01 or 2024"),
    (KENT, 'basis: {zzzz: []}\n',
     "9:9 KB201 'zzzz' is no key of this record; known keys here: occurred, discovered,"
     " disclosed, resolved, determination"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "more", "said"), WRONG)
def test_a_mistake_is_said_at_its_place(name: str, more: str, said: str) -> None:
    """Place, code, what is wrong and what would be right: one problem, and no record."""
    assert validated(name, FILES[name] + more)[1] == [said]


BODIES: list[tuple[str, list[str]]] = [
    ('Fine.\n',
     []),
    ('One *two*, <b>.\n',
     ["7:12 KB401 raw HTML: '<b>.'; leave the tag out, or show it as code: `<b>`"]),
    ('Fine.\n\nText <i>.\n',
     ["9:6 KB401 raw HTML: '<i>.'; leave the tag out, or show it as code: `<b>`"]),
    ('A [bad](javascript:x) link.\n',
     ["7:3 KB406 the scheme 'javascript' is refused; link to an https address"]),
    ('ok\n\n| a |\n|---|\n| <b> |\n',
     ["11:3 KB401 raw HTML: '<b>'; leave the tag out, or show it as code: `<b>`"]),
]  # fmt: skip


@pytest.mark.parametrize(("body", "said"), BODIES)
def test_a_mistake_in_the_text_below_the_front_matter_is_said_there(
    body: str, said: list[str]
) -> None:
    """Lines are counted from the top of the file, columns from the start of the line."""
    records, problems = validated("pages/about.md", PAGE + body)
    assert len(records) == 1
    assert problems == said


def test_a_body_is_given_once() -> None:
    """A key `body` beside the text below the front matter is named; the key is the body."""
    text = f"---\n{FILES[ORG]}body: One.\n---\nTwo.\n"
    records, problems = validated("entities/organization/firm.md", text)
    assert len(records) == 1
    assert problems == [
        "10:1 KB214 the body is given twice: as a key and below the front matter; keep one of them"
    ]


def test_the_text_below_the_front_matter_is_the_body_of_a_record() -> None:
    """It is read as the body, without tables, and its mistakes stand in its lines."""
    text = f"---\n{FILES[ORG]}---\nFine.\n\nText <b>.\n"
    records, problems = validated("entities/organization/firm.md", text)
    assert getattr(records[0].record, "body", "") == "Fine.\n\nText <b>.\n"
    assert [line.partition(" raw")[0] for line in problems] == ["13:6 KB401"]
    assert records[0].mark("body").line == 11


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        (ORG, "id: firm", "id: frm",
         "3:5 KB213 the id 'frm' is not the file name 'firm'; write `id: firm` or rename the file"),
        (ORG, "kind: organization", "kind: organisation",
         "2:7 KB204 `kind`: 'organisation' is no entity kind; did you mean 'organization'?"),
        ("entities/company/firm.yml", "", "",
         "2:7 KB213 the kind 'organization' is not the folder 'company';"
         " move it to entities/organization/"),
        (ORG, "entity/1", "entity/0",
         "1:9 KB215 'entity/0' is a former format: in entity/1 a record has `id` and `kind`"
         " instead of `slug` and `type`; run `kb migrate /content/entities/organization/firm.yml`"),
    ],
)  # fmt: skip
def test_a_record_is_in_its_file_and_its_format(name: str, old: str, new: str, said: str) -> None:
    """Id and file, kind and folder, format and program agree, or it is said which do not."""
    text = FILES[ORG].replace(old, new, 1)
    assert validated(name, text)[1] == [said]
