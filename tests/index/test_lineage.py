"""Lineage: who copies whom, and how many origins are independent."""

from __future__ import annotations

from typing import Any

import pytest

from kb.index.lineage import build_derivatives, iter_roots
from kb.judging.judge import build_judge
from kb.judging.results import Support
from kb.model.claims import Claim
from kb.model.incidents import Incident
from kb.model.sources import Source

PRESS = {"kind": "news", "origin": "secondary", "reliability": "B", "read": "full"}


def source(key: str, **more: Any) -> Source:
    """Return a press source with an outlet of its own."""
    data = {"id": key, "title": key, "container-title": f"Outlet {key}", **PRESS, **more}
    return Source.model_validate(data)


def claim(asserted_by: Any, *cites: Any) -> Claim:
    """Return a claim with these speakers and cites."""
    data = {"id": "c", "text": "It happened.", "asserted_by": asserted_by, "cites": list(cites)}
    return Claim.model_validate(data)


def build_support(of: Claim, sources: dict[str, Source]) -> Support:
    """Return what a claim of a small incident rests on."""
    incident = Incident.model_validate({
        "schema": "incident/2", "id": "kent", "created": "2026-01-01", "updated": "2026-01-01",
        "title": "Kent", "summary": "It.", "determination": "suspected", "types": ["unknown"],
    })  # fmt: skip
    return build_judge({"kent": incident}, sources).support(of, "kent")


def origins(asserted_by: Any, sources: list[Source], *cites: Any) -> tuple[str, ...]:
    """Return the independent origins of a claim."""
    by_key = {item.id: item for item in sources}
    return build_support(claim(asserted_by, *cites), by_key).origins


def test_a_whole_copy_counts_as_its_root() -> None:
    """A source derived whole from another adds no origin."""
    sources = [source("a"), source("b", derived_from=["a"]), source("c", derived_from=["b"])]
    assert iter_roots("c", {item.id: item for item in sources}) == ("a",)
    speakers = [{"text": "one"}, {"text": "two"}]
    assert origins(speakers, sources, "a", "b", "c") == ("Outlet a",)


def test_a_source_that_takes_a_part_adds_an_origin_where_it_says_its_own() -> None:
    """Beside its source it adds none, unless the cite says that the statement is its own."""
    sources = [source("a"), source("b", derived_from=[{"source": "a", "extent": "part"}])]
    speakers = [{"text": "one"}, {"text": "two"}]
    assert len(origins(speakers, sources, "a", "b")) == 1
    assert len(origins(speakers, sources, "a", {"source": "b", "own": True})) == 2
    assert len(origins(speakers, sources, "a", {"source": "b", "from": "a"})) == 1


def test_two_articles_that_quote_one_speaker_are_one_origin() -> None:
    """Several reports of one speaker do not add up."""
    assert origins({"text": "Spokesperson"}, [source("a"), source("b")], "a", "b") == (
        "Spokesperson",
    )


def test_a_joint_statement_is_one_origin() -> None:
    """Two bodies that give out one statement do not confirm each other."""
    by_key = {key: source(key) for key in "ab"}
    data = {"id": "c", "text": "It happened.", "asserted_by": ["one", "two"], "cites": ["a", "b"]}
    apart = build_support(Claim.model_validate(data), by_key)
    together = build_support(Claim.model_validate({**data, "joint": True}), by_key)
    assert (len(apart.origins), len(together.origins)) == (2, 1)


def test_a_page_that_nobody_read_supports_nothing() -> None:
    """A source of which only the address was seen adds no origin and is no primary source."""
    unread = source("a", read="address-only", origin="primary")
    found = build_support(claim({"text": "one"}, "a"), {"a": unread})
    assert (found.sources, found.origins, found.has_primary) == ((), (), False)


def test_two_texts_of_one_issuer_are_one_origin() -> None:
    """One outlet does not confirm itself."""
    same = {"container-title": "The Paper"}
    sources = [source("a", **same), source("b", **same)]
    speakers = [{"text": "one"}, {"text": "two"}]
    assert origins(speakers, sources, "a", "b") == ("The Paper",)


def test_unknown_lineage_is_no_independence() -> None:
    """A source of which nobody knows whom it copies counts as nothing, and so do its copies."""
    sources = [source("a", lineage="unknown"), source("b", derived_from=["a"])]
    support = build_support(claim({"text": "one"}, "a", "b"), {item.id: item for item in sources})
    assert support.origins == ()
    assert support.untraced == 2


@pytest.mark.parametrize("stance", ["disputes", "denies", "mentions", "input"])
def test_only_supporting_cites_count(stance: str) -> None:
    """A source that disputes, denies or only mentions a claim is no support."""
    sources = [source("a"), source("b", origin="primary", kind="foi")]
    support = build_support(
        claim({"text": "one"}, "a", {"source": "b", "stance": stance}),
        {item.id: item for item in sources},
    )
    assert support.sources == ("a",)
    assert not support.has_primary


def test_a_retracted_source_is_not_primary() -> None:
    """A primary source that was taken back no longer carries a confirmed status."""
    taken_back = source(
        "a", origin="primary", kind="foi", retracted={"date": "2024-02-01", "URL": None}
    )
    assert not build_support(claim({"text": "one"}, "a"), {"a": taken_back}).has_primary


def test_lineage_in_a_circle_ends() -> None:
    """A circle is reported elsewhere; here it must not hang and has no root."""
    sources = {
        "a": source("a", derived_from=["b"]),
        "b": source("b", derived_from=["a"]),
    }
    assert iter_roots("a", sources) == ()


def test_derivatives_are_the_other_direction() -> None:
    """A source knows what was made of it, in order of key."""
    sources = [source("a"), source("c", derived_from=["a"]), source("b", derived_from=["a"])]
    assert build_derivatives(sources) == {"a": ("b", "c")}
