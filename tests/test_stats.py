"""The figures of the whole base."""

from __future__ import annotations

from pathlib import Path

from kb.stats import build_stats
from tests.views.small import make_base


def test_the_small_base_is_counted(tmp_path: Path) -> None:
    """What is known by heart: its records, its claims by status and act, its disputes."""
    stats = build_stats(make_base(tmp_path))
    assert [stats[key] for key in ("incidents", "entities", "claims", "disputes", "events")] == [
        2, 4, 7, 3, 1,
    ]  # fmt: skip
    assert stats["entities_by_kind"] == {"organization": 3, "trend": 1}
    assert stats["disputes_by_outcome"] == {"open": 2, "settled": 1}
    assert stats["sources_of_unknown_lineage"] == 1


def test_parts_add_up_to_the_whole(tmp_path: Path) -> None:
    """Every claim has one status, one act and some number of origins; every source one reading."""
    stats = build_stats(make_base(tmp_path))
    for part in ("claims_by_status", "claims_by_speech_act"):
        assert sum(stats[part].values()) == stats["claims"] == 7
    for part in ("sources_by_origin", "sources_by_reading"):
        assert sum(stats[part].values()) == stats["sources"] == 4
    of_incidents = sum(counts["claims"] for counts in stats["by_incident"].values())
    assert 0 < of_incidents <= stats["claims"]
    assert 0 < stats["sources_that_carry_a_fact"] <= stats["sources"]
