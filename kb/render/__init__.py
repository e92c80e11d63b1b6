# Contexts → Markdown pages. The only room that knows Jinja2.
"""Rendering."""
