# The catalogue of problem codes: one entry a code, the only home of its severity and its
# explanation (`kb explain CODE`, docs). One file a layer; the number's first digit is the layer:
# KB1 read, KB2 shape of a record, KB3 names, KB4 prose and safety, KB6 site,
# KB7 editing commands (KB72 imports). Those of the house rules (KB5) stand in kb.rules, each with
# its rule; the whole catalogue is there too.
"""Every problem code with its severity, meaning and an example."""

from __future__ import annotations

from types import MappingProxyType

from kb.codes import edit, imports, names, prose, read, shape, site
from kb.codes.entry import Code
from kb.problems import Mark, Problem

_ALL: tuple[Code, ...] = (
    *read.CODES,
    *shape.CODES,
    *names.CODES,
    *prose.CODES,
    *site.CODES,
    *edit.CODES,
    *imports.CODES,
)

CATALOGUE: MappingProxyType[str, Code] = MappingProxyType({entry.code: entry for entry in _ALL})
"""Code → its entry. A code is never reused for something else."""


def problem_at(mark: Mark, code: str, message: str, hint: str = "", *, times: int = 1) -> Problem:
    """Return a problem of `code` at `mark`, with the severity the catalogue gives it."""
    severity = CATALOGUE[code].severity
    return Problem(code, severity, mark.path, mark.line, mark.column, message, hint, times)


__all__ = ["CATALOGUE", "Code", "problem_at"]
