# The Markdown that editors write: parsed once into a small tree, refused with a position where it
# holds anything but words, and written out again as HTML, as Markdown on which all renderers
# agree, and as plain text. This room does not know records or the knowledge base: whoever prints
# prose hands in a lookup of names and addresses.
"""Prose of authored records: parse, link, emit."""
