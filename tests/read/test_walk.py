"""Walking the content folder: which files are read, and what is said of the others."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from kb.errors import ContentNotFoundError
from kb.read import walk
from kb.read.listing import list_files
from kb.read.opening import read_bytes
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


def lay_out_links(content: Path) -> dict[str, str]:
    """Make every kind of link; return file name → code that each must get."""
    outside = content.parent / "outside"
    write(outside, "a.yml", "id: a\n")
    write(content, "incidents/real.yml", "id: real\n")
    (content / "sources").mkdir()
    links = {
        "incidents/out.yml": outside / "a.yml",
        "incidents/inside.yml": content / "incidents/real.yml",
        "incidents/nowhere.yml": content / "nothing.yml",
        "incidents/self.yml": content / "incidents/self.yml",
        "sources/one.yml": content / "sources/two.yml",
        "sources/two.yml": content / "sources/one.yml",
        "pages": outside,
        "incidents/folder": outside,
        "entities": content,
        "incidents/device.yml": Path("/dev/zero"),
        "incidents/.hidden.yml": outside / "a.yml",
    }
    for name, target in links.items():
        (content / name).symlink_to(target)
    return dict.fromkeys((Path(name).name for name in links), "KB125")


def test_every_link_is_named_and_none_is_followed(tmp_path: Path) -> None:
    """Files, folders, loops, devices: a link is one problem, whatever it leads to."""
    wanted = lay_out_links(tmp_path / "content")
    found = read_content(tmp_path / "content")
    assert {Path(p.path).name: p.code for p in found.problems} == wanted
    assert len(found.problems) == len(wanted)
    assert [document.stem for document in found.documents] == ["real"]
    said = {Path(p.path).name: p.message for p in found.problems}
    assert "leads out of" in said["out.yml"]
    assert "to a place in it" in said["inside.yml"]
    assert "nowhere, or in a circle" in said["self.yml"]


def test_the_content_folder_itself_may_be_a_link(tmp_path: Path) -> None:
    """Whoever names a link as the content folder means what is behind it."""
    write(tmp_path / "real", "incidents/a.yml", "id: a\n")
    (tmp_path / "content").symlink_to(tmp_path / "real")
    found = read_content(tmp_path / "content")
    assert ([d.stem for d in found.documents], found.problems) == (["a"], ())


def test_folders_without_end_are_one_problem(tmp_path: Path) -> None:
    """A chain of folders is entered eight deep, and then named."""
    write(tmp_path, "incidents/a.yml", "id: a\n")
    here = os.getcwd()
    try:
        os.chdir(tmp_path / "incidents")
        for _ in range(1500):
            os.mkdir("deeper")
            os.chdir("deeper")
    finally:
        os.chdir(here)
    try:
        found = read_content(tmp_path)
        assert [p.code for p in found.problems] == ["KB123"]
        assert "8 folders inside each other" in found.problems[0].message
    finally:  # shutil.rmtree, by which pytest clears up, does not get that deep
        for step in range(1500, 0, -1):
            _remove_deepest(tmp_path / "incidents", step)


def _remove_deepest(folder: Path, depth: int) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    for _ in range(depth - 1):
        below = os.open("deeper", os.O_RDONLY, dir_fd=descriptor)
        os.close(descriptor)
        descriptor = below
    os.rmdir("deeper", dir_fd=descriptor)
    os.close(descriptor)


def test_a_folder_named_like_a_record_is_named(tmp_path: Path) -> None:
    """Somebody has saved a record as a folder: it is not read, and that is said, empty or not."""
    (tmp_path / "incidents/kent.yml").mkdir(parents=True)
    write(tmp_path, "entities/place/dover.md/x.yml", "id: x\n")
    assert sorted(found[:2] for found in codes(tmp_path)) == [
        ("dover.md", "KB123"), ("kent.yml", "KB123"), ("x.yml", "KB123"),
    ]  # fmt: skip


def test_a_record_hidden_by_a_dot_is_named(tmp_path: Path) -> None:
    """`.kent.yml` is a record that nobody would read; an editor's file is none."""
    write(tmp_path, "incidents/.kent.yml", "id: kent\n")
    write(tmp_path, "incidents/._kent.yml", "\x00")
    write(tmp_path, "incidents/.kent.yml.swp", "\x00")
    (tmp_path / "incidents/.#kent.yml").symlink_to("somebody@host.1")
    assert codes(tmp_path) == [(".kent.yml", "KB126", 1, 1)]


def test_pipes_and_sockets_are_named_and_not_waited_for(tmp_path: Path) -> None:
    """What is no ordinary file is never opened."""
    (tmp_path / "incidents").mkdir()
    os.mkfifo(tmp_path / "incidents/pipe.yml")
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(str(tmp_path / "incidents/socket.yml"))
        assert codes(tmp_path) == [("pipe.yml", "KB125", 1, 1), ("socket.yml", "KB125", 1, 1)]


@pytest.mark.parametrize("swap", ["pipe", "link", "gone", "folder"])
def test_a_file_that_is_swapped_after_it_was_listed_is_named(swap: str, tmp_path: Path) -> None:
    """Between listing and opening anything can happen to a name: it is one problem, no more."""
    write(tmp_path, "incidents/a.yml", "id: a\n")
    path = tmp_path / "incidents/a.yml"
    (listed,) = list_files(tmp_path).files
    path.unlink()
    if swap == "pipe":
        os.mkfifo(path)
    elif swap == "link":
        path.symlink_to("/etc/passwd")
    elif swap == "folder":
        path.mkdir()
    document, problems = walk.read_document(listed, tmp_path)
    assert document.node is None
    assert [problem.code in {"KB125", "KB130"} for problem in problems] == [True]


def test_a_file_that_changes_while_it_is_read_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half an old text and half a new one is never taken; a file that does not rest is named."""
    write(tmp_path, "incidents/a.yml", "id: a\n")
    path, times, fstat = tmp_path / "incidents/a.yml", [0], os.fstat

    def changing(descriptor: int) -> os.stat_result:
        found = fstat(descriptor)
        times[0] += 1
        if times[0] in stops:
            path.write_bytes(path.read_bytes() + b"# more\n")
        return found

    stops: set[int] = {1}
    monkeypatch.setattr(os, "fstat", changing)
    assert read_bytes(path, 1000) == (b"id: a\n# more\n", None)
    times[0], stops = 0, {1, 3, 5}
    data, problem = read_bytes(path, 1000)
    assert (data, problem and problem.code) == (b"", "KB130")
    assert "changed while it was read" in (problem.message if problem else "")


def test_a_folder_that_cannot_be_listed_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One folder that nobody may enter does not hide what is in the others."""
    write(tmp_path, "incidents/a.yml", "id: a\n")
    write(tmp_path, "sources/s.yml", "- id: s\n")
    scandir = os.scandir

    def refusing(folder: Path) -> object:
        if Path(folder).name == "sources":
            raise PermissionError(13, "Permission denied", str(folder))
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", refusing)
    found = read_content(tmp_path)
    assert [document.stem for document in found.documents] == ["a"]
    assert [(Path(p.path).name, p.code) for p in found.problems] == [("sources", "KB130")]


def test_a_name_that_is_no_text_is_named_and_can_be_printed(tmp_path: Path) -> None:
    """A file name of bytes that are no UTF-8 is one problem, printable in every form."""
    folder = tmp_path / "incidents"
    folder.mkdir()
    (folder / os.fsdecode(b"ke\xffnt.yml")).write_text("id: kent\n")
    (problem,) = read_content(tmp_path).problems
    assert problem.code == "KB126"
    for style in ("text", "github"):
        assert "\\udcff" in problem.explain(style).encode("utf-8").decode()
