"""Problem codes of files and YAML (KB1xx)."""

from __future__ import annotations

from kb.codes.entry import Code
from kb.problems import Severity

_E = Severity.ERROR

CODES: tuple[Code, ...] = (
    Code(
        "KB101", _E, "a file that is not UTF-8",
        "Other encodings turn names into other names. Save the file as UTF-8.",
    ),
    Code(
        "KB102", _E, "a file over 2 MB",
        "No record is that long; a file of that size is a mistake or an attack. Split it.",
    ),
    Code(
        "KB103", _E, "something that is no YAML",
        "The file cannot be read from here on. Compare the line with the ones above it.",
        'title: "Attack on \\d councils"',
        "title: 'Attack on \\d councils'",
    ),
    Code(
        "KB104", _E, "a tab in the indentation",
        "YAML indents with spaces only. Set your editor to insert spaces.",
        "claims:\n\t- id: first",
        "claims:\n  - id: first",
    ),
    Code(
        "KB105", _E, "a colon inside a value without quotes",
        "A colon and a space make YAML see a new key. Put the value in quotes.",
        "title: The Record: a correction",
        'title: "The Record: a correction"',
    ),
    Code(
        "KB106", _E, "an empty file",
        "A record without keys says nothing. Write it, or delete the file.",
    ),
    Code(
        "KB107", _E, "a control character",
        "Nobody can see it, and terminals and browsers may act on it. Delete it.",
    ),
    Code(
        "KB108", _E, "a character that turns the direction of the text",
        "It makes a line say something else than it shows (CVE-2021-42574). Delete it.",
    ),
    Code(
        "KB109", _E, "a quote or bracket that is not closed rightly",
        "Everything up to the next one belongs to the value.",
        'title: "Attack on three councils',
        'title: "Attack on three councils"',
    ),
    Code(
        "KB110", _E, "a value that begins with a reserved sign",
        "YAML reserves @, ` and % at the start of a value. Put the value in quotes.",
        "note: @GossiTheDog posted it",
        'note: "@GossiTheDog posted it"',
    ),
    Code(
        "KB111", _E, "a YAML tag",
        "Tags make other programs build objects from data. None is needed here.",
        "title: !!str Attack",
        "title: Attack",
    ),
    Code(
        "KB112", _E, "a YAML anchor",
        "A record says everything where it stands. If this is text, put it in quotes.",
        "name: &council Dover",
        "name: Dover",
    ),
    Code(
        "KB113", _E, "a YAML alias",
        "A record says everything where it stands. If this is text, put it in quotes.",
        "note: *important* point",
        'note: "*important* point"',
    ),
    Code(
        "KB114", _E, "a YAML merge key",
        "`<<` copies keys from elsewhere; a reader could not see where a value stands.",
        "<<: *defaults",
        "status: reported",
    ),
    Code(
        "KB115", _E, "a key given twice",
        "YAML readers keep one of the two without a word. Keep one, or join both.",
        "status: reported\nstatus: disputed",
        "status: disputed",
    ),
    Code(
        "KB116", _E, "several documents in one file",
        "One record a file, so that its name and history are its own.",
        "id: first\n---\nid: second",
        "# two files: first.yml and second.yml",
    ),
    Code(
        "KB117", _E, "lists or mappings nested too deep",
        "No record needs more than a few levels; deeper ones are mistakes or attacks.",
    ),
    Code(
        "KB118", _E, "a key that is no text",
        "Keys are words. Numbers and brackets need quotes, if they are meant as keys at all.",
        "2024: first report",
        '"2024": first report',
    ),
    Code(
        "KB119", _E, "a file with something else at its top",
        "Incidents, entities and pages begin with keys; a bibliography is a list of sources.",
        "- id: kent-councils-2024   # in incidents/",
        "id: kent-councils-2024",
    ),
    Code(
        "KB120", _E, "a value that a comment cuts short",
        "A blank and a # begin a comment: the rest of the line is lost. Put the value in quotes.",
        "title: Council #1 was hit",
        'title: "Council #1 was hit"',
    ),
    Code(
        "KB121", _E, "a record link without quotes",
        "YAML reads [[…]] as a list in a list. Put the value in quotes.",
        "note: [[civica]] denied it",
        'note: "[[civica]] denied it"',
    ),
    Code(
        "KB122", _E, "a front matter that is missing or never closed",
        "A record written as Markdown begins with its keys between two lines of `---`.",
        "id: about\ntitle: About\nText …",
        "---\nid: about\ntitle: About\n---\n\nText …",
    ),
    Code(
        "KB123", _E, "a file in a place that nobody reads",
        "Records live in incidents/, entities/KIND/, sources/ and pages/.",
        "content/incident/kent-councils-2024.yml",
        "content/incidents/kent-councils-2024.yml",
    ),
    Code(
        "KB124", _E, "a file with an ending that nobody reads",
        "Records end in .yml (or .md with a front matter), pages in .md.",
        "content/incidents/kent-councils-2024.yaml",
        "content/incidents/kent-councils-2024.yml",
    ),
    Code(
        "KB125", _E, "a link out of the content folder, or no ordinary file",
        "Only files of this folder are published.",
    ),
    Code(
        "KB126", _E, "a file name that is no id",
        "The file name is the record's id and its address.",
        "content/incidents/Kent_Councils.yml",
        "content/incidents/kent-councils-2024.yml",
    ),
    Code(
        "KB128", _E, "a line that is indented wrongly",
        "Keys of one mapping and items of one list begin in the same column.",
        "id: a\n  title: B",
        "id: a\ntitle: B",
    ),
    Code(
        "KB129", _E, "typographic quotes used as YAML's",
        "Curly quotes become part of the text. Use straight ones.",
        "title: “Three councils hit”",
        'title: "Three councils hit"',
    ),
    Code(
        "KB130", _E, "a file that cannot be read",
        "Check that the file exists and that you may read it.",
    ),
    Code(
        "KB131", _E, "more problems of one file than are printed",
        "Of a file 20 problems of one kind and 100 in all are printed; the rest is counted by its"
        " codes. Mend those, or see all with `kb check --format json`. It weighs what they weigh.",
    ),
    Code(
        "KB141", _E, "an edit of the records that was cut short",
        "A command that changes several files was killed, or the machine stopped, while it wrote:"
        " some files may hold the new text and some the old. `kb recover` puts back what the edit"
        " changed, and nothing that somebody has changed since. Every editing command does that"
        " first.",
    ),
    Code(
        "KB142", _E, "a file that was changed after an edit was cut short",
        "It is neither what the edit found nor what it wrote, so it is somebody's work and is not"
        " touched. Make it what it should be, then leave it as it stands with"
        " `kb recover --keep FILE`.",
    ),
    Code(
        "KB143", _E, "a base without any incident",
        "A folder that was renamed, moved or not checked out leaves a base that is empty and has no"
        " mistakes, and a site without records would replace the one that is there. Where it is"
        " meant to be empty, say `--allow-empty`, or `allow_empty: true` below the plugin `kb` in"
        " mkdocs.yml.",
    ),
)  # fmt: skip
