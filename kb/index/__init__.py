# Resolved records → the immutable knowledge base.
"""The knowledge base."""

from __future__ import annotations

from kb.index.base import KnowledgeBase, build_knowledge_base

__all__ = ["KnowledgeBase", "build_knowledge_base"]
