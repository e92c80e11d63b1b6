# The closed vocabularies. They are data: the validator, the JSON Schema, the pages and the
# documentation all read them here.
"""Closed vocabularies of the model."""

from __future__ import annotations

from kb.vocab.terms import Term, Vocabulary

__all__ = ["Term", "Vocabulary"]
