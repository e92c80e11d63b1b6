"""A source-cited incident knowledge base and its static-site generator."""
