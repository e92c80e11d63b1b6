"""The formats of record files: the present ones, and what is new since each former one."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

CURRENT: Mapping[str, str] = MappingProxyType({"incidents": "incident/2", "entities": "entity/1"})
"""Folder → the format that this program reads. Sources and pages have no format of their own."""

FORMER: Mapping[str, str] = MappingProxyType(
    {
        "incident/1": "in incident/2 a dispute has `sides` instead of `claims` and `holds`, and a"
        " `verdict`; a denial says what it `denies`",
        "entity/0": "in entity/1 a record has `id` and `kind` instead of `slug` and `type`",
    }
)
"""Former format → what the present one has instead."""
