"""References are put together and taken apart in one place, without loss."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kb.ids import ID_PATTERN
from kb.refs import (
    citekey_of,
    full_ref,
    is_source,
    local_of,
    part_ref,
    record_of,
    source_name,
    split_ref,
)

IDS = st.from_regex(ID_PATTERN, fullmatch=True)


@given(IDS, IDS)
def test_a_reference_gives_back_what_it_was_made_of(record_id: str, local: str) -> None:
    """`record#part` leads to its record and its part, as written and as read."""
    ref = part_ref(record_id, local)
    assert ref == f"{record_id}#{local}"
    assert (record_of(ref), local_of(ref)) == (record_id, local) == split_ref(ref)


@given(IDS, IDS)
def test_a_local_reference_is_of_the_record_it_stands_in(record_id: str, local: str) -> None:
    """A name without `#` is a part of the record, one with it is what it says."""
    assert full_ref(local, record_id) == part_ref(record_id, local)
    assert full_ref(part_ref("other", local), record_id) == part_ref("other", local)
    assert split_ref(local) == (local, None)


@given(IDS)
def test_a_source_has_a_name_that_no_record_has(key: str) -> None:
    """`@citekey` gives back its key, and no id of a record is taken for one."""
    assert citekey_of(source_name(key)) == key
    assert source_name(key) != key
    assert is_source(source_name(key))
    assert citekey_of(key) is None
    assert not is_source(key)
