"""Problem codes of this layer."""

from __future__ import annotations

from kb.codes.entry import Code

CODES: tuple[Code, ...] = ()
