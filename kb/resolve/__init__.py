# All names → ids. This room knows every record, but not what they mean to each other: it finds what
# a name refers to, says what stayed unresolved or ambiguous, and hands on prose with its links
# settled.
"""Resolve every name: references, links in prose, citations, aliases."""

from __future__ import annotations

from kb.resolve.names import Names, build_names
from kb.resolve.resolver import ProseKey, Resolved, resolve_records
from kb.resolve.sound import sound_part
from kb.resolve.unread import Unread, find_unread

__all__ = [
    "Names",
    "ProseKey",
    "Resolved",
    "Unread",
    "build_names",
    "find_unread",
    "resolve_records",
    "sound_part",
]
