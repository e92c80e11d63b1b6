"""`kb import csl`: drafts of sources from CSL-JSON, CSL-YAML and BibTeX."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kb.model.sources import Source
from kb.outputs.csl import write_yaml
from kb.pipeline import check
from tests.importers.library import ARTICLE, BIBTEX, FILM, LIBRARY, run, run_import, save, snapshot


def sources_of(content: Path) -> dict[str, Source]:
    """Return the sources of a folder that has no errors."""
    kb = check(content).kb
    assert kb is not None
    return dict(kb.sources)


def test_an_item_becomes_a_source_with_our_own_citekey(tmp_path: Path) -> None:
    """Type, names, dates, address and identifier arrive; the foreign key is kept beside ours."""
    run_import("csl", save(tmp_path / "My Library.json", LIBRARY), tmp_path / "to")
    assert (tmp_path / "to/sources/my-library.yml").is_file()
    source = sources_of(tmp_path / "to")["thedailyexample-20240119"]
    assert source.original_key == ARTICLE["id"]
    assert source.title == "Three councils offline"
    assert [(n.family, n.given, n.literal) for n in source.author] == [
        ("van den Berg", "Jan", None), (None, None, "Press Association"),
    ]  # fmt: skip
    assert source.issued is not None
    assert source.issued.text == "2024-01-19"
    assert source.external_ids == {"doi": "10.1/x"}


def test_a_foreign_key_that_is_an_id_stays(tmp_path: Path) -> None:
    """Where the library's key has the form of ours it is ours, and stands nowhere twice."""
    run_import("csl", save(tmp_path / "x.json", LIBRARY), tmp_path / "to")
    source = sources_of(tmp_path / "to")["weekly-report"]
    assert source.original_key is None


def test_dates_keep_their_precision(tmp_path: Path) -> None:
    """A range stays a range, a season a season, and what is about stays about."""
    run_import("csl", save(tmp_path / "x.json", LIBRARY), tmp_path / "to")
    found = sources_of(tmp_path / "to")
    dates = {key: source.issued.text for key, source in found.items() if source.issued}
    assert dates["film"] == "2023-22~"
    assert dates["weekly-report"] == "2024-01-15/2024-01-18"


def test_a_draft_claims_nothing_that_nobody_judged(tmp_path: Path) -> None:
    """Its source supports no claim, is no independent origin, and says what is to be judged."""
    item = {key: value for key, value in ARTICLE.items() if key != "language"}
    run_import("csl", save(tmp_path / "x.json", [item]), tmp_path / "to")
    [source] = sources_of(tmp_path / "to").values()
    judged = (source.origin, source.reliability, source.lineage, source.read, source.language)
    assert judged == ("secondary", "F", "unknown", "address-only", "und")
    text = (tmp_path / "to/sources/x.yml").read_text(encoding="utf-8")
    assert "# To judge: kind, origin, reliability, lineage, read" in text


def test_what_has_no_place_is_reported(tmp_path: Path) -> None:
    """Unknown fields and types, ambiguous dates and broken addresses are named, not dropped."""
    items = [
        {**ARTICLE, "abstract": "words", "issued": {"literal": "3/4/2024"}},
        {**FILM, "type": "sculpture", "URL": "not an address"},
    ]
    result = run_import("csl", save(tmp_path / "x.json", items), tmp_path / "to")
    assert result.exit_code == 0
    for word in ("abstract", "3/4/2024", "sculpture", "not an address"):
        assert word in result.output
    film = sources_of(tmp_path / "to")["film"]
    assert film.URL is None
    assert film.type == "document"


def test_two_items_for_one_address_are_one_source(tmp_path: Path) -> None:
    """The second of two entries for one page is reported, and the first is imported."""
    second = {"id": "again", "type": "webpage", "title": "B", "URL": ARTICLE["URL"] + "&fbclid=1"}
    result = run_import("csl", save(tmp_path / "x.json", [ARTICLE, second]), tmp_path / "to")
    assert result.exit_code == 1
    assert "'again' is the same source" in result.output
    assert len(sources_of(tmp_path / "to")) == 1


def test_a_source_that_is_there_is_found_by_its_address(tmp_path: Path) -> None:
    """An item of a source that is there already is no second source; its key is noted there."""
    run_import("csl", save(tmp_path / "x.json", [ARTICLE]), tmp_path / "to")
    other = {**ARTICLE, "id": "Berg_2024"}
    result = run_import("csl", save(tmp_path / "y.json", [other]), tmp_path / "to")
    assert "0 new" in result.output
    assert not (tmp_path / "to/sources/y.yml").exists()


@pytest.mark.parametrize("name", ["x.json", "x.yaml", "x.md", "x.bib"])
def test_all_forms_of_a_library_give_the_same_values(name: str, tmp_path: Path) -> None:
    """Out and in again, in each form: equal CSL values, equal keys, foreign keys kept."""
    run_import("csl", save(tmp_path / "first.json", LIBRARY), tmp_path / "one")
    kind = "bibtex" if name.endswith(".bib") else "csl"
    written = tmp_path / name.replace(".md", ".yaml")
    run("export", kind, "--out", written, "--content", tmp_path / "one")
    if name.endswith(".md"):
        text = f"---\n{written.read_text(encoding='utf-8')}---\nA text below.\n"
        written = save(tmp_path / name, text)
    result = run_import("csl", written, tmp_path / "two")
    assert result.exit_code == 0, result.output
    for content, out in (("one", "a.json"), ("two", "b.json")):
        run("export", "csl", "--out", tmp_path / out, "--content", tmp_path / content)
    first, second = (json.loads((tmp_path / out).read_bytes()) for out in ("a.json", "b.json"))
    assert first == second
    keys = {key: source.original_key for key, source in sources_of(tmp_path / "two").items()}
    assert keys["thedailyexample-20240119"] == ARTICLE["id"]


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        pytest.param("csl", "x.json", marks=pytest.mark.long),
        pytest.param("csl", "x.yaml", marks=pytest.mark.long),
        pytest.param("bibtex", "x.bib", marks=pytest.mark.long),
    ],
)
def test_the_real_bibliography_goes_out_and_comes_in(kind: str, name: str, tmp_path: Path) -> None:
    """Our own sources, exported and imported into nothing, export the same bytes again."""
    content = Path(__file__).resolve().parents[2] / "content"
    run("export", kind, "--out", tmp_path / name, "--content", content)
    result = run_import("csl", tmp_path / name, tmp_path / "to")
    assert result.exit_code == 0, result.output
    again = tmp_path / f"again-{name}"
    run("export", kind, "--out", again, "--content", tmp_path / "to")
    assert again.read_bytes() == (tmp_path / name).read_bytes()
    assert set(sources_of(tmp_path / "to")) == set(sources_of(content))


def test_a_second_import_changes_nothing(tmp_path: Path) -> None:
    """The same library again, in the same folder: not a byte differs."""
    library = save(tmp_path / "x.json", LIBRARY)
    run_import("csl", library, tmp_path / "to")
    before = snapshot(tmp_path / "to")
    result = run_import("csl", library, tmp_path / "to", "--today", "2027-01-01")
    assert "0 new, 0 updated, 3 unchanged" in result.output
    assert snapshot(tmp_path / "to") == before


def test_bibtex_of_zotero_is_read(tmp_path: Path) -> None:
    """Strings, months, TeX's accents and braces, and names of people and bodies."""
    result = run_import("csl", save(tmp_path / "z.bib", BIBTEX), tmp_path / "to")
    assert "keywords" in result.output
    found = sources_of(tmp_path / "to")
    source = found["theexample-202401"]
    assert source.title == "Attack on UK councils, a café and 5% & more"
    assert source.URL == "https://news.example/2024/01/19/a_b~c%20d/"
    assert [n.family or n.literal for n in source.author] == [
        "Page", "The Record Media", "van der Berg", "Müller",
    ]  # fmt: skip
    assert source.original_key == "page_attack_2024"
    [thing] = [one for key, one in found.items() if key.startswith("thesite")]
    assert thing.issued is not None
    assert thing.issued.text == "2023-02~/2023-04"


def test_one_broken_entry_does_not_stop_the_others(tmp_path: Path) -> None:
    """What is no BibTeX is reported with its line; the rest is imported."""
    text = BIBTEX + "@misc{dup, title={A}}\n@misc{dup, title={B}}\n@misc{open, title={C\n"
    result = run_import("csl", save(tmp_path / "z.bib", text), tmp_path / "to")
    assert result.exit_code == 1
    lines = [line for line in result.output.splitlines() if " KB722 " in line]
    assert len(lines) == 2
    assert [line.split("z.bib:")[1].split(":")[0] for line in lines] == ["12", "13"]
    assert "dup" in sources_of(tmp_path / "to")


def test_yaml_of_pandoc_is_read(tmp_path: Path) -> None:
    """Dates written as EDTF, records in brackets and words that mean true in YAML 1.1."""
    text = write_yaml([{"id": "one", "type": "webpage", "title": "no", "issued": "2024-01~"}])
    text += "- {id: two, title: A, issued: [{year: 2024, month: 2}], author: [{family: On}]}\n"
    run_import("csl", save(tmp_path / "x.yml", text), tmp_path / "to")
    found = sources_of(tmp_path / "to")
    assert {key: str(source.issued) for key, source in found.items()} == {
        "one": "2024-01~", "two": "2024-02",
    }  # fmt: skip
    assert found["one"].title == "no"


def test_a_dry_run_shows_and_writes_nothing(tmp_path: Path) -> None:
    """`--dry-run` prints the new text as a difference and leaves the folder empty."""
    result = run_import("csl", save(tmp_path / "x.json", LIBRARY), tmp_path / "to", "--dry-run")
    assert "+- id: film" in result.output
    assert snapshot(tmp_path / "to") == {}


@pytest.mark.parametrize(
    ("name", "text", "word"),
    [
        ("x.txt", "[]", "ending"),
        ("x.json", "{", "no JSON"),
        ("x.json", "[" * 100_000, "no JSON"),
        ("x.json", '{"a": 1}', "no CSL"),
        ("x.yaml", "a: [", "no YAML"),
        ("x.yaml", "references: " + "[" * 50 + "]" * 50, "too deep"),
        ("x.yaml", "references: [&a {id: a, title: b}, *a]", "aliases"),
    ],
)
def test_a_file_that_is_no_bibliography_is_refused(
    name: str, text: str, word: str, tmp_path: Path
) -> None:
    """The command could not run: exit 2, with what is wrong, and nothing is written."""
    result = run_import("csl", save(tmp_path / name, text), tmp_path / "to")
    assert result.exit_code == 2
    assert word in result.output
    assert snapshot(tmp_path / "to") == {}


def test_json_report_stands_alone(tmp_path: Path) -> None:
    """`--format json` prints the report and nothing else."""
    library = save(tmp_path / "x.json", LIBRARY)
    result = run_import("csl", library, tmp_path / "to", "--format", "json")
    report = json.loads(result.stdout)
    assert sorted(report["added"]) == ["film", "thedailyexample-20240119", "weekly-report"]
    assert report["written"] is True


def test_signs_that_no_record_may_hold_are_taken_out_and_named(tmp_path: Path) -> None:
    """A half character, a turned line or a number without an end costs a value, not the import."""
    text = json.dumps([{**ARTICLE, "title": "a\ud800b", "publisher": "c\u202ed", "language": "en"}])
    text = text.replace('"type"', '"note\\u001b\\udc00": NaN, "type"')
    (tmp_path / "x.json").write_text(text, encoding="utf-8")
    result = run_import("csl", tmp_path / "x.json", tmp_path / "to")
    assert result.exit_code == 0, result.output
    [source] = sources_of(tmp_path / "to").values()
    assert (source.title, source.publisher) == ("a\ufffdb", "cd")
    assert "taken out: note \ufffd, title, publisher" in result.output
    assert result.output.replace("\n", "").isprintable()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("x.yaml", "- id: a\n  title: T\n  ? [x, y]\n  : 1\n- id: b\n  title: Good\n"),
        (
            "x.json",
            json.dumps([{"id": "a", "title": [[[]] * 3] * 3}, {"id": "b", "title": "Good"}]),
        ),
        ("x.json", '[{"id":"a","author":' + "[" * 500 + "]" * 500 + '},{"id":"b","title":"Good"}]'),
        ("x.json", '[{"id":"a","volume":' + "9" * 9999 + '},{"id":"b","title":"Good"}]'),
        (
            "x.json",
            '[{"id":"a","issued":{"raw":"' + "1 - " * 5000 + '"}},{"id":"b","title":"Good"}]',
        ),
        ("x.bib", "@article{a, title={\x1b\u202e{{{\\foo}}}}, k={v}}@book{b, title={Good}}"),
    ],
)
def test_an_odd_item_leaves_the_others(tmp_path: Path, name: str, text: str) -> None:
    """Whatever stands in one item, the next is imported, and the odd one is named."""
    result = run_import("csl", save(tmp_path / name, text), tmp_path / "to")
    assert "Good" in {source.title for source in sources_of(tmp_path / "to").values()}
    assert "KB72" in result.output
    assert result.output.replace("\n", "").isprintable()


@pytest.mark.parametrize(
    ("name", "text"),
    [("x.json", "[" * 100_000), ("x.json", '{"a":'), ("x.yaml", '- id: "\\UFFFFFFFF"\n'),
     ("x.yaml", "[" * 5000), ("x.yaml", "- {? {a: b} : c}\n"), ("x.yaml", "a: *b\n"),
     ("x.yaml", "%YAML 9.999999999999999999\n--- a\n")],
)  # fmt: skip
def test_a_file_that_is_no_library_is_refused_in_words(
    tmp_path: Path, name: str, text: str
) -> None:
    """It ends with 2, the file and a reason on one line, and writes nothing."""
    result = run_import("csl", save(tmp_path / name, text), tmp_path / "to")
    assert result.exit_code == 2, result.output
    assert result.output.startswith("kb: ")
    assert name in result.output
    assert result.output.count("\n") == 1
    assert snapshot(tmp_path / "to") == {}


def test_what_a_library_raises_at_import_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The guard stands around reading and planning: an unknown exception becomes a message."""

    def fail(*_: object, **__: object) -> None:
        raise KeyError("odd\x1b")

    monkeypatch.setattr("kb.cli.imports.plan_import", fail)
    result = run_import("csl", save(tmp_path / "x.json", LIBRARY), tmp_path / "to")
    assert result.exit_code == 2
    assert "x.json' cannot be read: " in result.output
    assert result.output.replace("\n", "").isprintable()


def test_many_items_of_one_day_have_keys_of_their_own(tmp_path: Path) -> None:
    """A hundred items of one outlet and day get a hundred citekeys."""
    items = [{"id": f"X {n}", "title": f"T {n}", "container-title": "c", "issued": "2024-01-01"}
             for n in range(100)]  # fmt: skip
    run_import("csl", save(tmp_path / "x.json", items), tmp_path / "to")
    assert len(sources_of(tmp_path / "to")) == 100
