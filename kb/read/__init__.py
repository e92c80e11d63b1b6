# Room 2: the only reader of `content/`. It turns files into plain values that remember the line and
# column of every key and value. It knows YAML and files; it must not know what a record means.
"""Read authored files, with the position of everything in them."""

from __future__ import annotations

from kb.read.loader import read_yaml
from kb.read.nodes import RawNode
from kb.read.walk import Content, RawDocument, read_content, read_document
from kb.refs import Loc

__all__ = [
    "Content",
    "Loc",
    "RawDocument",
    "RawNode",
    "read_content",
    "read_document",
    "read_yaml",
]
