"""The three-way merge as a function, without files."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kb.importers.draft import Draft, Item
from kb.importers.draft_merge import fingerprint, iter_new_base, merge_draft

VALUE = st.one_of(st.none(), st.sampled_from(["a", "b", "c"]))


def draft(value: str | None, **more: Any) -> Draft:
    """Return a draft with one field, or without it."""
    return Draft("x", "sources/x.yml", {("title",): value} if value else {}, **more)


@given(VALUE, VALUE, VALUE)
def test_every_case_of_three_values(base: str | None, ours: str | None, theirs: str | None) -> None:
    """For each base, ours and theirs: ours if only we changed, theirs if only they did."""
    memory = dict(iter_new_base(draft(base)))
    record = {"title": ours} if ours else {}
    merged = merge_draft(draft(theirs), record, memory)
    result = dict(record)
    for loc, value in merged.puts:
        result[str(loc[0])] = value
    for loc in merged.drops:
        del result[str(loc[0])]
    if ours in (base, theirs):
        expected = theirs
    else:
        expected = ours
    assert result.get("title") == expected or (base is None and ours is None)
    has_conflict = ours not in (base, theirs) and theirs != base and base is not None
    if ours is None and theirs is None:
        has_conflict = False
    assert bool(merged.conflicts) == has_conflict
    assert merged.base == dict(iter_new_base(draft(theirs)))


@given(VALUE, VALUE, VALUE)
def test_the_same_draft_again_changes_nothing(
    base: str | None, ours: str | None, theirs: str | None
) -> None:
    """After one merge a second one of the same draft is silent."""
    record = {"title": ours} if ours else {}
    first = merge_draft(draft(theirs), record, dict(iter_new_base(draft(base))))
    for loc, value in first.puts:
        record[str(loc[0])] = value
    for loc in first.drops:
        del record[str(loc[0])]
    second = merge_draft(draft(theirs), record, first.base)
    assert not second.is_changed
    assert not second.conflicts
    assert not second.kept


def test_short_and_full_forms_are_one_value() -> None:
    """How a value is written is no change: `{literal: x}` is `x`, a number its text."""
    assert fingerprint({"literal": "NCSC"}) == fingerprint("NCSC")
    assert fingerprint(2024) == fingerprint("2024 ")
    assert fingerprint(["a"]) != fingerprint("a")


def test_what_a_key_means_when_left_out_need_not_be_written() -> None:
    """A record without `title` agrees with a draft that says what its absence means."""
    merged = merge_draft(draft("a", implied={"title": "a"}), {}, {})
    assert not merged.is_changed


def test_an_item_is_matched_by_its_key_and_merged_by_field() -> None:
    """The item of another source is left alone; ours gets the new grade only."""
    item = Item("evidence", ("source", "s"), {"relevancy": 5})
    rows = [{"source": "t", "relevancy": 1}, {"source": "s", "relevancy": 4, "note": "ours"}]
    old = draft(None, items=(Item("evidence", ("source", "s"), {"relevancy": 4}),))
    merged = merge_draft(draft(None, items=(item,)), {"evidence": rows}, dict(iter_new_base(old)))
    assert merged.puts == [(("evidence", 1, "relevancy"), 5)]
