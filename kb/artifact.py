# An output file as a value. Renderers and exporters make artifacts; only kb.publish turns them into
# files. This module must not know where they go, nor what is in them.
"""The output file that renderers and exporters hand to the publisher."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Artifact:
    """One output file, not yet written."""

    path: str
    """Where it goes, relative to the output root, with `/` between folders."""

    data: bytes
    """Everything that is in it."""
