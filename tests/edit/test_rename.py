# `kb mv`: every place that holds the name, and nothing else.
"""Renaming records, sources, pages and parts of records."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.edit.rename import plan_rename
from kb.edit.staging import Base, Plan, carry_out, try_changes
from kb.errors import UsageError
from kb.pipeline import build, check
from tests.edit.editing import ROOT, base_of, make_content, picture
from tests.looking import looked_at

PAGE = "---\nid: x\ntitle: X\ncreated: 2026-01-01\nupdated: 2026-01-01\n---\n"


def rename(content: Path, old: str, new: str) -> Plan:
    """Rename, and check that the result has no error."""
    plan = plan_rename(base_of(content), old, new)
    assert plan.problems == (), [problem.explain() for problem in plan.problems]
    carry_out(plan, content, "kb test")
    problems = check(content).problems
    assert not [problem.explain() for problem in problems if problem.severity == "error"]
    return plan


def changed_lines(before: bytes, after: bytes) -> list[tuple[str, str]]:
    """Return the lines that differ between two texts of equal length."""
    old, new = before.decode().split("\n"), after.decode().split("\n")
    assert len(old) == len(new)
    return [(a, b) for a, b in zip(old, new, strict=True) if a != b]


def test_an_entity_is_renamed_everywhere(tmp_path: Path) -> None:
    """References and links follow, the file moves, the former id becomes a redirect."""
    content = make_content(tmp_path)
    before = picture(content)
    rename(content, "eks", "east-kent")
    after = picture(content)
    assert "entities/organization/eks.yml" not in after
    own = after["entities/organization/east-kent.yml"].decode()
    assert "id: east-kent\n" in own
    assert "redirects: [east-kent-services, eks]\n" in own
    page = changed_lines(before["pages/about.md"], after["pages/about.md"])
    assert [new for _, new in page] == [
        "See [[east-kent]], [[east-kent|this body]], [[East Kent Services]] and"
        " [@techcrunch-20240119, p. 2]."
    ]
    assert "`[[eks]]` in code stays." in after["pages/about.md"].decode()
    untouched = set(before) - {"entities/organization/eks.yml", "pages/about.md"}
    assert all(after[name] == before[name] for name in untouched)


def test_every_form_of_reference_is_rewritten(tmp_path: Path) -> None:
    """Lists, mappings, short forms, own claims, links in prose: nothing names the old id."""
    content = make_content(tmp_path)
    before = picture(content)["incidents/kent.yml"]
    rename(content, "civica", "civica-uk")
    pairs = looked_at(changed_lines(before, picture(content)["incidents/kent.yml"]))
    assert [old.strip() for old, _ in pairs] == [
        "- {entity: civica, role: named-then-cleared, claims: [civica-runs-it, civica-denies]}",
        "about: {subject: civica, predicate: provider-of, entities: [canterbury]}",
        "about: {subject: civica, predicate: provider-of, entities: [canterbury], negated: true}",
        "asserted_by: civica",
    ]
    assert all(new == old.replace("civica,", "civica-uk,").replace("by: civica", "by: civica-uk")
               for old, new in pairs)  # fmt: skip
    text = (content / "entities/organization/ek-services.yml").read_text()
    assert "[[civica-uk]]" in text
    assert "target: civica-uk," in text
    own = (content / "entities/organization/civica-uk.yml").read_text()
    assert "updated: 2026-11-25\nredirects: [civica]\nname: Civica\n" in own


def test_a_source_is_renamed_in_cites_history_and_prose(tmp_path: Path) -> None:
    """A citekey follows in lists, cites, short histories, lineage and `[@key]`."""
    content = make_content(tmp_path)
    rename(content, "therecord-civica", "record-2024")
    text = (content / "incidents/kent.yml").read_text()
    assert "- 2024-01-19 reported [record-2024]" in text
    assert "cites: [record-2024, copy-of-therecord]" in text
    assert "[@record-2024]." in text
    sources = (content / "sources/kent.yml").read_text()
    assert "- id: record-2024\n" in sources
    assert "  redirects: [therecord-civica]\n" in sources
    assert "derived_from: [record-2024]" in sources
    assert "therecord-civica" not in text


def test_an_incident_and_what_names_its_parts(tmp_path: Path) -> None:
    """`record#part` in other records follows the record."""
    extra = {"pages/x.md": PAGE + "[[kent#d-civica|that]] and [[kent]]\n"}
    content = make_content(tmp_path, extra)
    rename(content, "kent", "kent-2024")
    assert "[[kent-2024#d-civica|that]] and [[kent-2024]]" in (content / "pages/x.md").read_text()
    assert not (content / "incidents/kent.yml").exists()


def test_a_page_is_renamed(tmp_path: Path) -> None:
    """A page keeps its body and leaves its old address as a redirect."""
    content = make_content(tmp_path)
    plan = rename(content, "about", "about-us")
    text = (content / "pages/about-us.md").read_text()
    assert text.startswith("---\nid: about-us\ntitle: About us\n")
    assert "updated: 2026-01-01\nredirects: [about]\n---\n" in text
    assert any("mkdocs.yml" in note for note in plan.notes)
    paths = {artifact.path for artifact in build(content).artifacts}
    assert {"about/index.md", "about-us/index.md"} <= paths


def test_a_local_id_is_renamed_in_its_record_and_in_links(tmp_path: Path) -> None:
    """A claim's id follows in basis, topics, disputes, `accepted` and links, by id or by name."""
    links = "[[kent#announced]] [[Cyber incident at three councils in Kent#announced]]\n"
    extra = {"pages/x.md": PAGE + links}
    content = make_content(tmp_path, extra)
    path = content / "incidents/kent.yml"
    accepted = "accepted: [{code: KB534, reason: why, at: announced}]\ntitle: "
    path.write_text(path.read_text().replace("title: ", accepted, 1))
    rename(content, "kent#announced", "said-so")
    text = path.read_text()
    assert "announced" not in text
    assert text.count("said-so") == 8
    page = (content / "pages/x.md").read_text()
    assert "[[kent#said-so]] [[Cyber incident at three councils in Kent#said-so]]" in page


def test_windows_line_ends_and_marks_stay(tmp_path: Path) -> None:
    """A rename changes names only: line ends and a byte order mark stay as they are."""
    content = make_content(tmp_path)
    path = content / "pages/about.md"
    data = b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n")
    path.write_bytes(data)
    rename(content, "eks", "east-kent")
    assert path.read_bytes() == data.replace(b"[[eks]], [[eks|", b"[[east-kent]], [[east-kent|")


def test_redirects_are_added_in_any_form(tmp_path: Path) -> None:
    """A list in lines, in brackets or none at all: the former id is added to it."""
    content = make_content(tmp_path)
    path = content / "entities/organization/eks.yml"
    lines = "redirects:\n- east-kent-services  # until 2020"
    path.write_text(path.read_text().replace("redirects: [east-kent-services]", lines))
    rename(content, "eks", "east-kent")
    text = (content / "entities/organization/east-kent.yml").read_text()
    assert "redirects:\n- east-kent-services  # until 2020\n- eks\nname:" in text
    rename(content, "east-kent", "eks-2")
    text = (content / "entities/organization/eks-2.yml").read_text()
    assert "- eks\n- east-kent\n" in text


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("nobody", "x", "there is no record"),
        ("eks", "civica", "use `kb merge`"),
        ("eks", "EKS", "is no id"),
        ("eks", "east-kent-services", "former id"),
        ("east-kent-services", "x", "is the former id"),
        ("eks", "editors", "taken"),
        ("kent#announced", "civica-denies", "already used"),
        ("kent#nothing", "x", "has no part"),
        ("nobody#x", "y", "there is no record"),
        ("kent#announced", "No", "is no id"),
    ],
)
def test_what_cannot_be_is_refused(old: str, new: str, words: str, tmp_path: Path) -> None:
    """Unknown names, ids that are taken or were ever used: refused with a reason."""
    base = base_of(make_content(tmp_path))
    with pytest.raises(UsageError, match=words):
        plan_rename(base, old, new)


def test_a_name_written_with_escapes_is_reported(tmp_path: Path) -> None:
    """Where the name does not stand as it is, the place is named and nothing is planned."""
    content = make_content(tmp_path)
    path = content / "entities/organization/ek-services.yml"
    path.write_text(path.read_text().replace("[[civica]]", "[[civi\\u0063a]]"))
    plan = plan_rename(base_of(content), "civica", "civica-uk")
    assert plan.changes == ()
    assert [(item.code, item.line) for item in plan.problems] == [("KB706", 10)]


@pytest.fixture(scope="module")
def real() -> Base:
    """Return the repository's own records."""
    return base_of(ROOT / "content")


@pytest.mark.long
@pytest.mark.parametrize(
    "old",
    [
        "kent-councils-2024", "civica", "ek-services", "ncsc", "thanet-district-council",
        "theme-cybersecurity", "cve-2023-46805", "ivanti-connect-secure", "therecord-civica",
        "techcrunch-20240126", "methodology", "kent-councils-2024#civica-not-the-it-provider",
    ],
)  # fmt: skip
def test_records_of_the_repository_can_be_renamed(old: str, real: Base) -> None:
    """Renaming real records in a copy leaves the check as clean as it was."""
    plan = plan_rename(real, old, "a-new-name")
    assert plan.problems == ()
    after = try_changes(plan.changes, real.content)
    known = {(item.code, item.path) for item in real.problems}
    assert not {(item.code, item.path) for item in after} - known
    assert not [item.explain() for item in after if item.severity == "error"]
    old_id, new_id = old.rsplit("#", maxsplit=1)[-1].encode(), b"a-new-name"
    for change in looked_at(plan.changes):
        if change.old and change.new and not change.new.count(b"redirects: [" + old_id):
            assert change.old.replace(old_id, new_id) == change.new.replace(old_id, new_id)
