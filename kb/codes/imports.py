"""Problem codes of imports (KB72x): what an outside file holds and a record cannot."""

from __future__ import annotations

from kb.codes.entry import Code
from kb.problems import Severity

_E = Severity.ERROR
_W = Severity.WARNING

CODES: tuple[Code, ...] = (
    Code(
        "KB720", _W, "a value that could not be placed",
        "The outside file says something that a record has no place for, or in a form that cannot"
        " be read in one way only. It was left out: look whether it matters, and write it by hand.",
    ),
    Code(
        "KB721", _E, "a field that was changed here and in the source",
        "Since the last import a person and the source both changed it, and differently. What the"
        " person wrote stays. It is reported once: decide, and mend the record if the source is"
        " right.",
    ),
    Code(
        "KB722", _E, "an outside record that makes no record here",
        "It is not readable, lacks what a record cannot do without, or is one of two for the same"
        " thing. It was left out; the others were imported.",
    ),
    Code(
        "KB723", _W, "a record that is gone, here or in the source",
        "It was imported before. If it is gone from the source, look whether it should stay. If it"
        " was deleted here, it is not written again; take its line out of the file below"
        " `.kb/import/` to have it back.",
    ),
)  # fmt: skip
