# The next build will make again only what changed. It may trust what a page says it was made of
# only if that is the whole truth: so records are changed here, and every page that comes out
# different must have looked at something that is different.
"""What a page says it was made of is what it was made of."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kb.index import KnowledgeBase
from kb.made_of import MadeOf
from kb.urls import record_path
from tests.views.fair import FILES as FAIR
from tests.views.small import FILES, make_base, make_build

INCIDENT, ENTITY = "incidents/alpha-2024.yml", "entities/organization/bravo-ltd.yml"
CHANGES = {
    "the text of a claim": (INCIDENT, "Online forms are down.", "Online forms failed at nine."),
    "the title of an incident": (INCIDENT, "Cyber incident at Alpha", "Outage at Alpha"),
    "the name of an entity": (ENTITY, "name: Bravo Ltd", "name: Bravo Limited"),
    "the title of a source": ("sources/all.yml", "Alpha copied", "Alpha, copied again"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changes_a_page_is_in_what_it_was_made_of(tmp_path: Path, change: str) -> None:
    """A page whose bytes differ looked at an entry that differs, or at a whole index that does."""
    name, before, after = CHANGES[change]
    assert before in FILES[name], FILES[name]
    first = make_build(tmp_path, FILES)
    old = make_base(tmp_path, FILES)
    changed = {**FILES, name: FILES[name].replace(before, after, 1)}
    second = {page.path: page for page in make_build(tmp_path, changed).pages}
    new = make_base(tmp_path, changed)
    differ = [page for page in first.pages if page != second.get(page.path)]
    unexplained = [page.path for page in differ if not explains(page.made_of, old, new)]
    assert unexplained == []
    assert len(differ) >= 3, "the change is seen on few pages: it shows little"
    assert len(first.pages) - len(differ) >= 3, "a change that is seen everywhere shows little"


def explains(made_of: MadeOf, old: KnowledgeBase, new: KnowledgeBase) -> bool:
    """Return whether something that was looked at is another in the changed base."""
    entries = ((index, key) for index, key in made_of.entries if index not in made_of.indexes)
    return any(differs(index, old, new) for index in made_of.indexes) or any(
        entry_of(old, index, key) != entry_of(new, index, key) for index, key in entries
    )


def differs(index: str, old: KnowledgeBase, new: KnowledgeBase) -> bool:
    """Return whether a whole index is another; what has no equality of its own is not asked."""
    one, other = getattr(old, index, None), getattr(new, index, None)
    if isinstance(one, str | tuple) or hasattr(one, "items"):
        return bool(one != other)
    return False


def entry_of(kb: KnowledgeBase, index: str, key: Any) -> object:
    """Return an entry of an index of the base; of what is made from one page alone, nothing."""
    found = getattr(kb, index, None)
    return found.get(key) if found is not None else None


def test_a_record_is_in_what_its_page_was_made_of(tmp_path: Path) -> None:
    """Every page of a record names the record, and the templates that rendered it."""
    built, kb = make_build(tmp_path, FAIR), make_base(tmp_path, FAIR)
    pages = {page.path: page for page in built.pages}
    for name, found in kb.authored.items():
        made_of = pages[record_path(found.record)].made_of
        assert name in made_of.records
        assert any(template.startswith("pages/") for template in made_of.templates)
    assert len(kb.authored) >= 10
    entity = pages["entities/dover/index.md"].made_of
    assert {"pages/entity/page.md.j2", "views/claim.j2"} <= entity.templates


def test_pages_are_not_said_to_be_made_of_everything(content_built: Any) -> None:
    """On the real content a page looks at a part of the records: what it says is worth knowing."""
    sizes = sorted(len(page.made_of.records) for page in content_built.pages)
    assert len(sizes) >= 1_500
    assert 2 <= sizes[len(sizes) // 2] <= 200
