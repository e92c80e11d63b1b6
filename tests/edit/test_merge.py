# `kb merge`: one record where there were two; nothing said is lost, nothing stands twice.
"""Merging entities and sources."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from kb.edit.files import read_file
from kb.edit.fmt import iter_all_comments
from kb.edit.merge import plan_merge
from kb.edit.staging import Plan, carry_out
from kb.errors import UsageError
from kb.pipeline import build, check
from tests.edit.editing import base_of, make_content, picture

KEPT = "entities/organization/ek-services.yml"


def merge(content: Path, a: str, b: str, prefer: str = "") -> Plan:
    """Merge, and check that the result has no error."""
    plan = plan_merge(base_of(content), a, b, prefer=prefer)
    assert plan.problems == (), [problem.explain() for problem in plan.problems]
    carry_out(plan, content, "kb test")
    problems = check(content).problems
    assert not [problem.explain() for problem in problems if problem.severity == "error"]
    return plan


def test_two_entities_become_one(tmp_path: Path) -> None:
    """Names, relations, links and ids are united, once each; the earlier `created` stands."""
    content = make_content(tmp_path)
    merge(content, "ek-services", "eks", prefer="a")
    assert not (content / "entities/organization/eks.yml").exists()
    assert (
        (content / KEPT).read_text()
        == """\
# taken from a sheet

schema: entity/1
kind: organization
id: ek-services
created: 2026-01-01
updated: 2026-01-05
redirects: [east-kent-services, eks]
name: "EK Services"
# spellings
aliases:
  # as the press has it
  - {text: "EKS", autolink: true}
  - "East Kent Services"
  - "EK Shared Services"
description: "A shared service; see [[civica]] and [[canterbury|the council]]."
links: [{url: "https://eks.example", label: "Its site"}]
# the same body under two names
relations:
  - {type: supplier-of, target: canterbury, cites: [techcrunch-20240119, therecord-civica]}  # since
  - {type: related-to, target: civica, cites: [techcrunch-20240119]}
org_kind: shared-service
country: GB
"""
    )


def test_references_follow_and_old_addresses_lead_on(tmp_path: Path) -> None:
    """Links name the kept record; the former ids of both have pages that lead to it."""
    content = make_content(tmp_path)
    merge(content, "ek-services", "eks", prefer="a")
    page = (content / "pages/about.md").read_text()
    assert "See [[ek-services]], [[ek-services|this body]]" in page
    paths = {artifact.path for artifact in build(content).artifacts}
    assert {"entities/eks/index.md", "entities/east-kent-services/index.md"} <= paths


def test_a_conflict_writes_nothing_and_names_both_places(tmp_path: Path) -> None:
    """Single values that differ are reported with both places unless one side is preferred."""
    content = make_content(tmp_path)
    plan = plan_merge(base_of(content), "ek-services", "eks")
    assert plan.changes == ()
    assert [(item.code, item.line) for item in plan.problems] == [("KB703", 10)]
    assert "eks.yml:11" in plan.problems[0].message
    merge(content, "ek-services", "eks", prefer="b")
    assert 'description: "A shared service."\n' in (content / KEPT).read_text()


def test_no_comment_of_either_is_lost(tmp_path: Path) -> None:
    """Every comment of both files stands in the merged one."""
    content = make_content(tmp_path)
    files = [content / KEPT, content / "entities/organization/eks.yml"]
    before: Counter[str] = Counter()
    for path in files:
        before += Counter(iter_all_comments(read_file(path, content).node))
    merge(content, "eks", "ek-services", prefer="b")
    after = Counter(iter_all_comments(read_file(files[1], content).node))
    assert not before - after


def test_a_list_does_not_name_the_kept_record_twice(tmp_path: Path) -> None:
    """`[a, b]` becomes `[a]`, in brackets and in lines, and `[b, a]` too."""
    content = make_content(tmp_path)
    path = content / "incidents/kent.yml"
    text = path.read_text()
    text = text.replace("asked_of: [canterbury]", "asked_of: [eks, canterbury, ek-services]")
    text = text.replace("    asserted_by: civica\n",
                        "    asserted_by:\n      - ek-services\n      - eks\n")  # fmt: skip
    path.write_text(text)
    plan = merge(content, "ek-services", "eks", prefer="a")
    text = path.read_text()
    assert "asked_of: [canterbury, ek-services]" in text
    assert "    asserted_by:\n      - ek-services\n    cites:" in text
    assert sum("named twice" in note for note in plan.notes) == 2


CLAIM = """\
claims:
  - id: size
    text: "{} people work there."
    asserted_by: canterbury
    cites: [techcrunch-20240119]
"""


def test_claims_are_united_and_their_names_followed(tmp_path: Path) -> None:
    """Claims of both stay; one id for two claims stops the merge, whatever is preferred."""
    content = make_content(tmp_path)
    other = content / "entities/organization/eks.yml"
    other.write_text(other.read_text() + CLAIM.format("Ten"))
    page = content / "pages/about.md"
    page.write_text(page.read_text() + "[[eks#size]]\n")
    kept = content / KEPT
    plain = kept.read_text()
    kept.write_text(plain + CLAIM.format("Twenty"))
    plan = plan_merge(base_of(content), "ek-services", "eks", prefer="a")
    assert ["kb mv eks#size NEW" in item.hint for item in plan.problems] == [True]
    kept.write_text(plain)
    merge(content, "ek-services", "eks", prefer="a")
    assert 'text: "Ten people work there."' in kept.read_text()
    assert "[[ek-services#size]]" in page.read_text()


def test_two_sources_become_one(tmp_path: Path) -> None:
    """A source goes into another of the same file; cites follow; its key leads to it."""
    content = make_content(tmp_path)
    merge(content, "therecord-civica", "copy-of-therecord", prefer="a")
    text = (content / "sources/kent.yml").read_text()
    assert "copy-of-therecord" not in text.replace("redirects: [copy-of-therecord]", "")
    assert "derived_from" not in text
    assert "cites: [therecord-civica]" in (content / "incidents/kent.yml").read_text()
    assert text.count("- id: ") == 3
    before = make_content(tmp_path / "again")
    untouched = (before / "sources/kent.yml").read_text().split("- id: techcrunch")[1]
    assert text.endswith(untouched)


def test_sources_of_two_files(tmp_path: Path) -> None:
    """A bibliography that is left empty goes; one that is not keeps the rest."""
    other = (
        "- id: tc\n  title: \"[A copy]\"\n  kind: news\n  origin: secondary\n  reliability: B\n"
        "  read: full\n"
    )  # fmt: skip
    content = make_content(tmp_path, {"sources/more.yml": other})
    page = content / "pages/about.md"
    page.write_text(page.read_text() + "[@tc]\n")
    merge(content, "techcrunch-20240119", "tc", prefer="a")
    assert not (content / "sources/more.yml").exists()
    assert "[@techcrunch-20240119]\n" in page.read_text()


@pytest.mark.parametrize(
    ("a", "b", "words"),
    [
        ("eks", "eks", "with itself"),
        ("eks", "kent", "only two"),
        ("kent", "eks", "only two"),
        ("eks", "therecord-civica", "only two"),
        ("eks", "nobody", "there is no record"),
        ("eks", "cve", "merge alike"),
    ],
)
def test_what_cannot_be_merged(a: str, b: str, words: str, tmp_path: Path) -> None:
    """Only two entities of one kind, or two sources."""
    flaw = "schema: entity/1\nkind: vulnerability\nid: cve\ncreated: 2026-01-01\n"
    flaw += "updated: 2026-01-01\nname: A flaw\ndescription: A flaw.\n"
    content = make_content(tmp_path, {"entities/vulnerability/cve.yml": flaw})
    before = picture(content)
    with pytest.raises(UsageError, match=words):
        plan_merge(base_of(content), a, b)
    assert picture(content) == before
