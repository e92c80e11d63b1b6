"""Walking the content folder: which files are read, and what is said of the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.errors import ContentNotFoundError
from kb.read import walk
from kb.read.walk import read_content


def write(folder: Path, name: str, data: str | bytes) -> None:
    """Write a file below `folder`."""
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data.encode() if isinstance(data, str) else data)


def codes(folder: Path) -> list[tuple[str, str, int, int]]:
    """Return the problems of a folder: file name, code, line, column."""
    found = read_content(folder).problems
    return [(Path(p.path).name, p.code, p.line, p.column) for p in found]


def test_files_are_read_in_one_order(tmp_path: Path) -> None:
    """The order of documents is that of their paths, whatever the disk says."""
    for name in ("incidents/b.yml", "entities/organization/z.yml", "incidents/a.yml"):
        write(tmp_path, name, "id: x\n")
    write(tmp_path, "sources/s.yml", "- id: x\n")
    documents = read_content(tmp_path).documents
    assert [(d.folder, d.kind, d.stem) for d in documents] == [
        ("entities", "organization", "z"),
        ("incidents", "", "a"),
        ("incidents", "", "b"),
        ("sources", "", "s"),
    ]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("incident/a.yml", "id: a\n", "KB123"),
        ("a.yml", "id: a\n", "KB123"),
        ("incidents/2024/a.yml", "id: a\n", "KB123"),
        ("entities/a.yml", "id: a\n", "KB123"),
        ("incidents/a.yaml", "id: a\n", "KB124"),
        ("pages/a.yml", "id: a\n", "KB124"),
        ("incidents/Kent_Councils.yml", "id: a\n", "KB126"),
        ("incidents/a.yml", "- id: a\n", "KB119"),
        ("sources/a.yml", "id: a\n", "KB119"),
        ("incidents/a.yml", "", "KB106"),
        ("pages/a.md", "id: a\n", "KB122"),
        ("pages/a.md", "---\nid: a\n", "KB122"),
        ("incidents/a.yml", b"id: a\ntitle: caf\xe9\n", "KB101"),
    ],
)
def test_a_file_that_is_not_read_is_reported(
    tmp_path: Path, name: str, data: str | bytes, code: str
) -> None:
    """No file is passed over in silence: each has one problem with its code."""
    write(tmp_path, name, data)
    assert [found[1] for found in codes(tmp_path)] == [code]


def test_a_byte_that_is_not_utf8_is_shown_at_its_place(tmp_path: Path) -> None:
    """The problem names the line and column of the first wrong byte."""
    write(tmp_path, "incidents/a.yml", "id: é\ntitle: café".encode() + b"\xff\n")
    assert codes(tmp_path) == [("a.yml", "KB101", 2, 12)]


def test_a_file_over_the_limit_is_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file over the limit is one problem, whatever is in it."""
    monkeypatch.setattr(walk, "MAX_BYTES", 10)
    write(tmp_path, "incidents/a.yml", "id: " + "a" * 10)
    assert codes(tmp_path) == [("a.yml", "KB102", 1, 1)]


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    """A symbolic link cannot publish a file from elsewhere."""
    secret = tmp_path / "secret.yml"
    secret.write_text("id: a\n")
    content = tmp_path / "content"
    (content / "incidents").mkdir(parents=True)
    (content / "incidents" / "a.yml").symlink_to(secret)
    assert codes(content) == [("a.yml", "KB125", 1, 1)]


def test_front_matter_keeps_the_lines_of_the_file(tmp_path: Path) -> None:
    """Keys and body of a Markdown record know the lines they stand on."""
    write(tmp_path, "pages/about.md", "---\nid: about\ntitle: &x About\n---\n\nText\n")
    content = read_content(tmp_path)
    (document,) = content.documents
    assert [(p.code, p.line, p.column) for p in content.problems] == [("KB112", 3, 8)]
    assert (document.body, document.body_line) == ("\nText\n", 5)


def test_windows_line_ends_and_a_byte_order_mark_are_accepted(tmp_path: Path) -> None:
    """A file saved on Windows reads like any other."""
    write(tmp_path, "incidents/a.yml", b"\xef\xbb\xbfid: a\r\ntitle: b\r\n")
    (document,) = read_content(tmp_path).documents
    assert document.node is not None
    assert document.node.value == {"id": "a", "title": "b"}


def test_a_missing_folder_is_an_exception(tmp_path: Path) -> None:
    """Without a content folder nothing can run."""
    with pytest.raises(ContentNotFoundError):
        read_content(tmp_path / "content")


def test_hidden_files_and_readmes_are_left_alone(tmp_path: Path) -> None:
    """Editors' files and a README may lie beside records."""
    write(tmp_path, "incidents/.a.yml.swp", b"\x00")
    write(tmp_path, "entities/README.md", "# Entities\n")
    write(tmp_path, ".vscode/settings.json", "{}")
    assert codes(tmp_path) == []
