# The blocks that several pages show: a claim, a speaker, the list of sources. KnowledgeBase in,
# frozen values for templates out.
"""What stands on several pages."""
