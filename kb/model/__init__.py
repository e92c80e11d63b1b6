# The nouns. Frozen pydantic models: one definition gives validation, the editor's JSON Schema and
# the reference documentation (the string under a field is its description there).
"""Records: incidents, entities, sources, claims, events, relations."""

from __future__ import annotations
