# The promises of `kb fmt`: the same models, every comment, and nothing left to do the second time.
"""Formatting: all records of the repository, comments in every place, and texts that resist."""

from __future__ import annotations

import io
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from kb.edit.files import read_file
from kb.edit.fmt import format_file, is_same, iter_all_comments, plan_format
from kb.edit.yamltree.dump import dump_tree
from kb.edit.yamltree.load import load_tree
from kb.edit.yamltree.style import key_order
from kb.errors import UsageError
from kb.model.claims import About
from kb.model.entities import Organization
from kb.model.incident_parts import Impact
from kb.model.incidents import Incident
from kb.model.pages import WrittenPage
from kb.model.sources import Source
from kb.read.loader import read_yaml
from kb.read.nodes import Place
from kb.validate import validate_document
from tests.edit.editing import BASE, RECORDS, ROOT, make_content, node_of
from tests.looking import looked_at

CONTENT = ROOT / "content"


def texts_of(value: Any, place: Place) -> Any:
    """Return a value with every scalar as the text it was read from."""
    if isinstance(place.children, dict):
        return {key: texts_of(value[key], child) for key, child in place.children.items()}
    if isinstance(place.children, list):
        return [texts_of(*pair) for pair in zip(value, place.children, strict=True)]
    return place.text


def fmt(folder: Path, text: str, name: str = "entities/organization/x.yml") -> str:
    """Format one text as a file of a content folder."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")
    formatted, problems = format_file(read_file(path, folder))
    assert problems == (), [problem.explain() for problem in problems]
    path.write_text(formatted, encoding="utf-8", newline="")
    assert format_file(read_file(path, folder)) == (formatted, ()), "not idempotent"
    return formatted


@pytest.mark.parametrize(("path", "folder"), RECORDS, ids=[path.stem for path, _ in RECORDS])
def test_every_record_means_the_same_afterwards(path: Path, folder: Path, tmp_path: Path) -> None:
    """Of every record here: equal models, every comment, idempotent, read alike by ruamel."""
    before = read_file(path, folder)
    name = path.relative_to(folder).as_posix()
    text = fmt(tmp_path, before.text, name)
    after = read_file(tmp_path / name, tmp_path)
    first, second = validate_document(before.document), validate_document(after.document)
    assert [item.record for item in first[0]] == [item.record for item in second[0]]
    assert len(first[0]) > 0
    assert after.document.body == before.document.body
    assert Counter(iter_all_comments(after.node)) == Counter(iter_all_comments(before.node))
    other = YAML(typ="base", pure=True).load(io.StringIO(after.node.source))
    assert other == texts_of(after.node.value, after.node.place)
    lines = looked_at(after.node.source.split("\n"), 3)
    assert not any(line != line.rstrip() for line in lines)
    assert text.endswith("\n")


def test_keys_follow_the_model(tmp_path: Path) -> None:
    """Keys come in the order of the model; one that it does not know stays behind its neighbour."""
    text = fmt(tmp_path, 'name: "A"\nmine: 1\nid: x\nkind: organization\nschema: entity/1\n')
    assert text == 'schema: entity/1\nkind: organization\nid: x\nname: "A"\nmine: 1\n'


def test_the_order_of_each_kind_of_record() -> None:
    """Records open with format, kind and id; sources and pages with what is their own."""
    assert key_order(Organization)[:5] == ("schema", "kind", "id", "created", "updated")
    assert key_order(Incident)[:3] == ("schema", "id", "created")
    assert key_order(Source)[:5] == ("id", "created", "updated", "type", "title")
    assert key_order(WrittenPage)[:4] == ("id", "title", "description", "created")
    assert key_order(About)[:3] == ("subject", "predicate", "value")
    assert key_order(Impact)[:2] == ("kind", "value")


def test_comments_go_with_their_keys(tmp_path: Path) -> None:
    """A comment above or beside a key moves with it; one at the top stays at the top."""
    text = fmt(
        tmp_path,
        "# of the file\n\n# about the name\nname: A  # as it writes itself\n"
        "# about the kind\nkind: organization\naliases:  # other names\n\n\n"
        "  # the first\n- B C # beside\n- D\n# about the id\nid: x\n# at the end\n",
    )
    assert text == (
        "# of the file\n\n# about the kind\nkind: organization\n# about the id\nid: x\n"
        "# about the name\nname: A  # as it writes itself\naliases:  # other names\n\n"
        '  # the first\n  - "B C"  # beside\n  - D\n# at the end\n'
    )


def test_comments_inside_of_brackets_are_kept(tmp_path: Path) -> None:
    """Brackets that hold a comment become lines, each comment beside its item."""
    text = fmt(
        tmp_path, "id: x\nlinks: [ # all\n  {url: a, # one\n  label: b}, c # two\n  ] # end\n"
    )
    assert "links:  # end\n  - url: a  # one\n    label: b\n  - c  # two\n" in text
    assert Counter(iter_all_comments(node_of(text))) == Counter(
        ["# all", "# one", "# two", "# end"]
    )


def test_prose_is_quoted_and_words_are_not(tmp_path: Path) -> None:
    """Prose and texts of several words stand in double quotes; ids, dates and words do not."""
    text = fmt(
        tmp_path,
        "id: x\ncreated: 2024-01-18\nname: It's\ndescription: 'It''s \"so\" \\ so'\n"
        "former_names: [no, Two words]\ncountry: 'GB'\n",
    )
    assert 'description: "It\'s \\"so\\" \\\\ so"\n' in text
    assert "created: 2024-01-18\n" in text
    assert (
        'former_names: ["no", "Two words"]\n' in text or 'former_names: [no, "Two words"]' in text
    )
    assert 'country: "GB"\n' in text
    assert "name: It's\n" in text


def test_blocks_and_long_lines_are_not_rewrapped(tmp_path: Path) -> None:
    """Literal, folded and broken texts keep their lines; only the indentation is ours."""
    text = fmt(
        tmp_path,
        "id: x\ndescription: >-\n      One\n      two.\n\n      Three.\nbody: |+\n"
        "     First  \n\n\n       deeper\n\n\nname: a b\n   c d\nlinks: []\n",
    )
    assert "description: >-\n  One\n  two.\n\n  Three.\n" in text
    assert "body: |+\n  First  \n\n\n    deeper\n\n\n" in text
    assert 'name: "a b\n  c d"\n' in text


def test_a_block_that_begins_with_a_blank_keeps_it(tmp_path: Path) -> None:
    """A literal whose first line is indented is written with an indicator."""
    text = fmt(tmp_path, "id: x\nbody: |3-\n      a\n    b\n")
    assert text == "id: x\nbody: |2-\n     a\n   b\n"


def test_short_lists_stay_in_brackets_and_long_ones_become_lines(tmp_path: Path) -> None:
    """Brackets stay where they fit into 100 columns; a list in lines is never made one line."""
    short = ", ".join(f"tag-{n}" for n in range(10))
    long = ", ".join(f"tag-{n}" for n in range(20))
    text = fmt(tmp_path, f"id: x\ntags: [{short}]\nredirects: [{long}]\nsectors:\n- a\n")
    assert f"tags: [{short}]\n" in text
    assert "redirects:\n  - tag-0\n  - tag-1\n" in text
    assert "sectors:\n  - a\n" in text


def test_a_front_matter_is_formatted_and_its_body_is_not(tmp_path: Path) -> None:
    """Of a page, the keys are formatted; the Markdown stays as it is, hard breaks included."""
    text = fmt(tmp_path, "---\ntitle: A page\nid: x\n---\n\nText  \nmore", "pages/x.md")
    assert text == '---\nid: x\ntitle: "A page"\n---\n\nText  \nmore\n'


def test_line_ends_and_byte_order_mark_are_made_plain(tmp_path: Path) -> None:
    """Windows' line ends and a byte order mark go: one style for all."""
    assert fmt(tmp_path, "\ufeffname: A\r\nid: x\r\n") == "id: x\nname: A\n"


@pytest.mark.parametrize("text", ["id: x\nid: y\n", "a: &b c\n", "a: [\n", "\tid: x\n", ""])
def test_what_cannot_be_read_is_left_alone(text: str, tmp_path: Path) -> None:
    """A file with a YAML mistake is reported and not touched; the others are."""
    content = make_content(tmp_path, {"entities/organization/bad.yml": text})
    plan, _ = plan_format(content)
    assert plan.problems
    assert not any(change.path.stem == "bad" for change in looked_at(plan.changes))


def test_a_comment_that_would_be_lost_stops_it(tmp_path: Path) -> None:
    """What the printer has no place for is never dropped in silence: KB701."""
    path = tmp_path / "entities/organization/x.yml"
    path.parent.mkdir(parents=True)
    path.write_text("name: A\nid: x\n...\n# after the end\n", encoding="utf-8")
    file = read_file(path, tmp_path)
    text, problems = format_file(file)
    assert text == file.text
    assert [problem.code for problem in problems] == ["KB701"]


def test_paths_pick_files(tmp_path: Path) -> None:
    """A file or folder limits the run; a path outside is refused."""
    content = make_content(tmp_path)
    plan, findings = plan_format(content, [content / "pages"])
    assert [change.path.name for change in plan.changes] == ["about.md"]
    assert [(item.code, item.line) for item in findings] == [("KB702", 3)]
    with pytest.raises(UsageError, match="no record"):
        plan_format(content, [tmp_path / "elsewhere"])


COMMENTED = (BASE / "incidents/kent.yml").read_text(encoding="utf-8").split("\n")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(
            st.integers(0, len(COMMENTED) - 1),
            st.sampled_from(["", "  ", "    ", "      "]),
            st.booleans(),
        ),
        max_size=12,
    )
)
def test_no_comment_is_lost_wherever_it_stands(places: list[tuple[int, str, bool]]) -> None:
    """Comments strewn over a record, deep and shallow, above and beside, all survive."""
    lines = list(COMMENTED)
    for number, (index, pad, is_beside) in enumerate(places):
        if is_beside and lines[index].strip() and "#" not in lines[index]:
            lines[index] += f" # beside {number}"
        else:
            lines[index] = f"{pad}# above {number}\n{lines[index]}"
    before = node_of("\n".join(lines))
    text = dump_tree(load_tree(before))
    after = node_of(text)
    assert is_same(before.value, after.value)
    assert Counter(iter_all_comments(before)) == Counter(iter_all_comments(after))
    assert dump_tree(load_tree(after)) == text


WORDS = st.text(alphabet="ab #:'\"\\-[]{},&*|>é\n", min_size=1, max_size=30)


@settings(max_examples=150, deadline=None)
@given(
    WORDS,
    st.sampled_from(["'", '"', "|", ">", "|-", ">-", "|+", ">+"]),
    st.integers(1, 7),
)
def test_any_text_survives_in_any_style(words: str, style: str, indent: int) -> None:
    """Quoted, literal and folded texts mean the same after printing, at any indentation."""
    if style in "'\"":
        inner = words.replace("\\", "\\\\").replace('"', '\\"') if style == '"' else (
            words.replace("'", "''"))  # fmt: skip
        scalar = style + inner.replace("\n", "\n" + " " * indent) + style
    else:
        scalar = f"{style}{indent}\n" + "\n".join(
            " " * indent + line if line else "" for line in words.split("\n")
        )
    node, problems = read_yaml(f"a:\n  b: 1\nc: {scalar}\nd: e\n", "x.yml")
    if node is None or problems:
        return
    text = dump_tree(load_tree(node))
    after = node_of(text)
    assert is_same(node.value, after.value)
    assert dump_tree(load_tree(after)) == text


def test_texts_inside_lists_get_their_quotes(tmp_path: Path) -> None:
    """A text of several words, or one that others take for a number or a no, is quoted anywhere."""
    text = """\
schema: entity/1
kind: organization
id: x
created: 2026-01-01
updated: 2026-01-01
name: Firm
aliases: [Two words, "NO", Word, 'kept one']
tags: [plain]
description: Word.
org_kind: company
"""
    formatted = fmt(tmp_path, text)
    assert 'aliases: ["Two words", "NO", Word, "kept one"]\n' in formatted
    assert "tags: [plain]\n" in formatted
    assert 'description: "Word."\n' in formatted
    assert "name: Firm\n" in formatted
