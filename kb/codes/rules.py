"""Problem codes of the house rules (KB5xx)."""

from __future__ import annotations

from kb.codes.entry import Code
from kb.problems import Severity

_E = Severity.ERROR
_W = Severity.WARNING
_I = Severity.INFO

CODES: tuple[Code, ...] = (
    Code(
        "KB504", _E, "a superseded claim without a successor",
        "The claim that replaced it must say so.",
        "- {id: old, status: superseded}",
        "- {id: old, status: superseded}\n- {id: new, supersedes: old}",
    ),
    Code(
        "KB505", _E, "claims that supersede or restate each other in a circle",
        "One of the steps is the wrong way round.",
        "- {id: a, supersedes: b}\n- {id: b, supersedes: a}",
        "- {id: a}\n- {id: b, supersedes: a}",
    ),
    Code(
        "KB506", _W, "an event, participant, service or impact without a source",
        "Everything on a page says where it comes from: by claims, or by its own cites.",
        "events: [{id: fixed, date: 2024-02-05, type: recovery, title: Services back}]",
        "events: [{id: fixed, …, claims: [dover-resolved]}]",
    ),
    Code(
        "KB507", _W, "a key fact without its claims",
        "The panel at the top of the page must be as checkable as the rest: `basis`"
        " names the claims.",
        "resolved: 2024-02-05",
        "resolved: 2024-02-05\nbasis: {resolved: [dover-resolved]}",
    ),
    Code(
        "KB508", _E, "a quotation over 25 words",
        "Short quotations only: the rest is said in our own words.",
        'quote: "thirty words …"',
        'quote: "at most twenty-five words"',
    ),
    Code(
        "KB509", _W, "a source that nothing cites",
        "A bibliography is no list of links: a source is here because it carries something.",
        "- id: some-article   # cited nowhere",
        "cites: [some-article]",
    ),
    Code(
        "KB510", _W, "an entity that nothing leads to",
        "A page nobody can reach helps nobody.",
        "# entities/organization/acme.yml, named nowhere",
        "participants: [{entity: acme, role: supplier, …}]",
    ),
    Code(
        "KB511", _E, "a history out of order",
        "The last entry is today's status; the order is that of the dates.",
        'history: ["2024-02-13 retracted", "2024-01-19 reported"]',
        'history: ["2024-01-19 reported", "2024-02-13 retracted"]',
    ),
    Code(
        "KB514", _W, "a question that does not ask",
        "Disputes, topics and open questions are shown as questions.",
        "question: Civica and the councils' IT",
        "question: Did Civica run the councils' IT?",
    ),
    Code(
        "KB515", _E, "an established claim that is not confirmed",
        "The first column of the page holds confirmed claims only.",
        "established: [vpn-offline]   # reported",
        "established: [councils-acknowledge]",
    ),
    Code(
        "KB516", _W, "a claim on sources of unknown lineage alone",
        "Nobody knows whom they copy, so it has no independent origin.",
        "cites: [some-aggregator]   # lineage: unknown",
        "cites: [the-original]",
    ),
    Code(
        "KB517", _W, "a claim supported by a page that nobody read",
        "Of this source only the address was seen: it can be mentioned, but it shows nothing.",
        "cites: [cisa-directive]   # read: address-only",
        "cites: [{source: cisa-directive, stance: mentions}]",
    ),
    Code(
        "KB522", _W, "an archived page that is not the source's",
        "The capture must show the address of the source.",
        "URL: https://a.example/x\narchive_url:"
        " https://web.archive.org/web/20240119000000/https://b.example",
        "archive_url: https://web.archive.org/web/20240119000000/https://a.example/x",
    ),
    Code(
        "KB523", _W, "an origin that does not fit",
        "A copy is never primary; an aggregator is tertiary.",
        "kind: aggregator\norigin: secondary",
        "kind: aggregator\norigin: tertiary",
    ),
    Code(
        "KB525", _W, "a claim of more than a sentence",
        "One claim, one sentence: otherwise its status cannot be judged.",
        'text: "… and … and also …"',
        "# two claims",
    ),
    Code(
        "KB529", _W, "a withdrawal without a source",
        "Never strike out text without saying who withdrew it, when and where.",
        "history: [2024-02-13 retracted]",
        'history: ["2024-02-13 retracted [therecord-civica]"]',
    ),
    Code(
        "KB531", _E, "a claim that holds although it was withdrawn or shown false",
        "Its status and the dispute disagree.",
        "sides: [{answer: 'Yes', holds: true, claims: [civica-runs-it]}]   # retracted",
        "sides: [{answer: 'No', holds: true, claims: [civica-never-it]}]",
    ),
    Code(
        "KB532", _E, "an end before the start",
        "Two dates are swapped, or one is mistaken.",
        "start: 2024-02-05\nend: 2024-01-18",
        "start: 2024-01-18\nend: 2024-02-05",
    ),
    Code(
        "KB533", _E, "a claim in two topics",
        "It would stand on the page twice, under one anchor.",
        "topics: [{claims: [a]}, {claims: [a]}]",
        "topics: [{claims: [a]}, {claims: [b]}]",
    ),
    Code(
        "KB534", _W, "a claim in no topic",
        "A reader looks for it under a question.",
        "claims: [{id: a}, {id: b}]\ntopics: [{claims: [a]}]",
        "topics: [{claims: [a, b]}]",
    ),
    Code(
        "KB535", _W, "more than 200 live claims about one property of one subject",
        "Each would be compared with each other: only the first 200 are, and a contradiction among"
        " the rest goes unseen. Say it in fewer claims, or mark those that fell.",
    ),
    Code(
        "KB540", _W, "something that looks like a telephone number or e-mail address",
        "No private contact details anywhere.",
        'note: "Write to a.person@example.org"',
        'note: "The council gives an address on its page."',
    ),
    Code(
        "KB550", _W, "two entities that may be one",
        "They are of one kind and share a name, an identifier or an address: what is known of it"
        " would stand on two pages. Merge them, relate them to each other, or accept the finding"
        " on the second with the reason why they are two.",
        'id: civica-uk\nname: "Civica Limited"   # while civica.yml is named "Civica"',
        '# one file, civica.yml\naliases: ["Civica Limited"]',
    ),
    Code(
        "KB551", _W, "two incidents that may be one",
        "They share a title, or a victim and a few days. Merge them, or relate one to the other.",
        "# two files, each with\nparticipants: [{entity: dover, role: victim}]\n"
        "occurred: 2024-01-18",
        "relations: [{type: follows, target: the-first-one}]   # in the second",
    ),
    Code(
        "KB552", _W, "a claim whose sources were all taken back",
        "It stands as if something still said so. Give it a history, or cite what still stands.",
        "cites: [some-article]   # retracted by its outlet",
        'history: ["2024-02-13 retracted [some-article]"]',
    ),
    Code(
        "KB553", _W, "two sources that may be one",
        "They share title, outlet and date, or the page that an archive captured. Counted twice,"
        " one article would look like two.",
        '- {id: bbc-a, title: "Councils hit", container-title: BBC News, issued: 2024-01-19}\n'
        '- {id: bbc-b, title: "Councils hit", container-title: BBC News, issued: 2024-01-19}',
        '- {id: bbc-a, title: "Councils hit", container-title: BBC News, issued: 2024-01-19}',
    ),
    Code(
        "KB590", _I, "a record not reviewed for a year",
        "Depends on today's date, so it never fails a build.",
        "last_reviewed: 2023-01-01",
        "last_reviewed: 2026-11-24",
    ),
    Code(
        "KB591", _W, "an accepted finding that does not occur",
        "The reason for it is gone: so should the entry be.",
        "accepted: [{code: KB516, reason: …}]",
        "accepted: []",
    ),
)  # fmt: skip
