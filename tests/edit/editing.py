# What the tests of editing share: a small content folder that every test may change, and a picture
# of all its files to compare with.
"""A content folder to edit."""

from __future__ import annotations

import shutil
from pathlib import Path

from kb.edit.staging import Base, open_base
from kb.read.loader import read_yaml
from kb.read.nodes import RawNode
from tests.looking import looked_at

ROOT = Path(__file__).resolve().parents[2]
BASE = ROOT / "tests/cases/base"
RECORDS = looked_at(
    (
        (path, folder)
        for folder in (ROOT / "content", BASE)
        for path in sorted(folder.rglob("*.*"))
        if path.suffix in (".yml", ".md")
    ),
    at_least=300,
)
"""Every authored file there is, with its folder of content."""

EXTRA = {
    "entities/organization/ek-services.yml": """\
schema: entity/1
kind: organization
id: ek-services
created: 2026-01-02
updated: 2026-01-02
name: "EK Services"
aliases:
  # as the press has it
  - {text: "EKS", autolink: true}
description: "A shared service; see [[civica]] and [[canterbury|the council]]."
links: ["https://www.eks.example/"]
relations:
  - {type: supplier-of, target: canterbury, cites: [techcrunch-20240119]}  # since
  - {type: related-to, target: civica, cites: [techcrunch-20240119]}
org_kind: shared-service
""",
    "entities/organization/eks.yml": """\
# taken from a sheet

schema: entity/1
kind: organization
id: eks
created: 2026-01-01
updated: 2026-01-05
redirects: [east-kent-services]
name: "East Kent Services"
aliases: ["EKS", "EK Shared Services"]  # spellings
description: "A shared service."
links: [{url: "https://eks.example", label: "Its site"}]
relations:
  - {type: supplier-of, target: canterbury, cites: [therecord-civica]}
  # the same body under two names
  - {type: related-to, target: ek-services, cites: [techcrunch-20240119]}
org_kind: shared-service
country: GB
""",
    "pages/about.md": """\
---
id: about
title: About us
created: 2026-01-01
updated: 2026-01-01
---

See [[eks]], [[eks|this body]], [[East Kent Services]] and [@techcrunch-20240119, p. 2].

`[[eks]]` in code stays.
""",
}


def node_of(text: str) -> RawNode:
    """Return a YAML text that must be readable."""
    node, problems = read_yaml(text, "x.yml")
    assert node is not None, text
    assert problems == (), [problem.explain() for problem in problems]
    return node


def make_content(folder: Path, files: dict[str, str] | None = None) -> Path:
    """Write a content folder and return it."""
    content = folder / "content"
    shutil.copytree(BASE, content)
    for name, text in {**EXTRA, **(files or {})}.items():
        path = content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    return content


def picture(content: Path) -> dict[str, bytes]:
    """Return every file below a folder with its bytes."""
    return {
        path.relative_to(content).as_posix(): path.read_bytes()
        for path in sorted(content.rglob("*"))
        if path.is_file()
    }


def base_of(content: Path) -> Base:
    """Return the base of an edit; the records must be without errors."""
    base = open_base(content)
    assert isinstance(base, Base), [problem.explain() for problem in base]
    return base
