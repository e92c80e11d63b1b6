"""Problem codes of the shape of a record (KB2xx)."""

from __future__ import annotations

from kb.codes.entry import Code
from kb.problems import Severity

_E = Severity.ERROR

CODES: tuple[Code, ...] = (
    Code(
        "KB201", _E, "a key that the model does not know",
        "A misspelt key would be lost without a word. Take the key the hint offers, or"
        " look it up in"
        " the model's reference.",
        "titel: Attack on the council",
        "title: Attack on the council",
    ),
    Code(
        "KB202", _E, "a required key is missing",
        "Without it the record cannot be shown fairly: a claim needs its speaker and its sources.",
        "- id: forms-down\n  text: Online forms were down.",
        "- id: forms-down\n  text: Online forms were down.\n  asserted_by: kentonline\n"
        "  cites: [kentonline-300315]",
    ),
    Code(
        "KB203", _E, "a value of the wrong shape",
        "A text stands where a list belongs, a list where keys belong, or a number where"
        " a text does.",
        "types: outage",
        "types: [outage]",
    ),
    Code(
        "KB204", _E, "a value that is not in its vocabulary",
        "Vocabularies are closed, so that records can be compared. The hint lists or"
        " suggests terms.",
        "speech_act: said",
        "speech_act: stated",
    ),
    Code(
        "KB205", _E, "a value that cannot be right",
        "The value is empty, runs over several lines, or has another form than the field asks for.",
        'title: ""',
        "title: Cyber incident at three councils",
    ),
    Code(
        "KB206", _E, "a date that cannot be read",
        "Dates are EDTF: as precise as the source and no more. `~` means about, `/`"
        " joins two ends.",
        "date: 18/01/2024",
        "date: 2024-01-18",
    ),
    Code(
        "KB207", _E, "something that is no id",
        "Ids are lower case: letters, digits and single hyphens. Another record's part"
        " is record#part.",
        "entity: EK Services",
        "entity: ek-services",
    ),
    Code(
        "KB208", _E, "something that is no web address",
        "Addresses begin with https:// or http:// and hold no blanks, quotes or angle brackets.",
        "URL: www.example.org/a",
        "URL: https://www.example.org/a",
    ),
    Code(
        "KB209", _E, "a claim with a status and a history",
        "The last entry of the history is the status; two places could disagree.",
        'status: retracted\nhistory: ["2024-02-13 retracted [therecord-civica]"]',
        'history: ["2024-02-13 retracted [therecord-civica]"]',
    ),
    Code(
        "KB210", _E, "a local id used twice",
        "Claims, events, topics, disputes and questions of a record share one page and"
        " its anchors.",
        "claims: [{id: forms, …}]\nevents: [{id: forms, …}]",
        "claims: [{id: forms, …}]\nevents: [{id: forms-lost, …}]",
    ),
    Code(
        "KB211", _E, "a figure with bounds that contradict each other",
        "Give a value, or min and max with min not above max.",
        "min: 500000\nmax: 300000",
        "min: 300000\nmax: 500000",
    ),
    Code(
        "KB212", _E, "an accepted code that does not exist",
        "`accepted` names the warning the editors live with by its code.",
        "accepted: [{code: KB999, reason: …}]",
        "accepted: [{code: KB503, reason: …}]",
    ),
    Code(
        "KB213", _E, "a file in the wrong place or under the wrong name",
        "The file name is the id and the folder is the kind: that is how a record is found.",
        "# content/entities/person/civica.yml\nid: civica-uk\nkind: organization",
        "# content/entities/organization/civica.yml\nid: civica\nkind: organization",
    ),
    Code(
        "KB214", _E, "a body given twice",
        "A record with front matter has its body below it; the key `body` would hide one"
        " of the two.",
        "---\nbody: One text\n---\nAnother text",
        "---\n---\nOne text",
    ),
    Code(
        "KB215", _E, "a record in a former format",
        "The program reads one format of each kind. `kb migrate --dry-run` shows what would change;"
        " what only a person can write is listed, and nothing is lost.",
        "schema: incident/1\n"
        "disputes: [{id: d, question: 'Is it so?', claims: [a, b], holds: [b], …}]",
        "schema: incident/2\n"
        "disputes:\n"
        "  - {id: d, question: 'Is it so?', verdict: 'No.', outcome: settled,\n"
        "     sides: [{answer: 'Yes', claims: [a]}, {answer: 'No', holds: true, claims: [b]}], …}",
    ),
)  # fmt: skip
