# Raw record → model, one record at a time, every problem collected. Shape only: whether a name
# exists is asked in `resolve`, whether a record makes sense in `lint`.
"""Validate raw documents into records."""

from __future__ import annotations

from kb.validate.authored import Authored
from kb.validate.records import validate_content, validate_document

__all__ = ["Authored", "validate_content", "validate_document"]
