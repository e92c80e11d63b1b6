# The house rules over the whole base: each a small function with a code. They judge what the record
# says, never its shape; they change nothing.
"""House rules."""

from __future__ import annotations

from kb.lint.run import lint

__all__ = ["lint"]
