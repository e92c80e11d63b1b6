# The one writer of authored YAML. A text is loaded as a tree that keeps what plain values lose; a
# command changes the tree; it is printed whole in the house style (dump) or, where a person's file
# shall keep every other byte, only where it was changed (patch). No other room makes YAML text.
"""Authored YAML as a tree: load, build, style, dump, patch."""
