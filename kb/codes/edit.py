"""Problem codes of editing commands (KB7xx): kb fmt, kb mv, kb merge, kb migrate."""

from __future__ import annotations

from kb.codes.entry import Code
from kb.problems import Severity

_E = Severity.ERROR
_W = Severity.WARNING

CODES: tuple[Code, ...] = (
    Code(
        "KB701", _E, "a file that cannot be formatted without losing something",
        "`kb fmt` checks what it wrote: the same meaning, every comment. A file that fails is left"
        " as it is. Mostly a comment stands in the middle of a value.",
    ),
    Code(
        "KB702", _W, "a file that is not in the house style",
        "One style keeps changes readable: a diff shows what was said anew, not how it was typed."
        " Run `kb fmt`.",
        "title: Cyber incident at three councils\nid: kent-councils-2024",
        'id: kent-councils-2024\ntitle: "Cyber incident at three councils"',
    ),
    Code(
        "KB703", _E, "two records that disagree where only one value can stand",
        "`kb merge` does not choose between two values. Say which record is right with"
        " `--prefer a` or `--prefer b`, or make the two agree first.",
        "country: GB   # in the one\ncountry: IE   # in the other",
        "country: GB   # in both",
    ),
    Code(
        "KB704", _E, "a format that no migration leads from",
        "The format is unknown, or newer than this program. Mend the name, or install the version"
        " of the program that wrote it.",
        "schema: entity/9",
        "schema: entity/1",
    ),
    Code(
        "KB705", _E, "a key that a migration could not place",
        "The former format held something that the new one has no place for. Move it by hand, or"
        " delete it, then migrate again.",
        "publisher_of_sources: 1",
        'note: "Publisher of one source."',
    ),
    Code(
        "KB706", _E, "a reference that could not be rewritten at its place",
        "The name is written with escapes or broken over lines, so the editing command does not"
        " touch it. Write it plainly, then try again.",
        'text: "See [[ek\\x2dservices]]."',
        'text: "See [[ek-services]]."',
    ),
)  # fmt: skip
