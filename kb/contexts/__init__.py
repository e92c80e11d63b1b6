# KnowledgeBase → the dataclasses that templates receive. Templates never see the knowledge base.
"""Page contexts."""
