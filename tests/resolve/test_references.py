"""References: each leads to what there is, and a slip of the pen is told what was meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.pipeline import check
from tests.views.small import ALPHA, FILES, lay_out

WRONG = (
    # what stands there, what is written in its place, the code, what is proposed
    ("cites: [alpha-statement]", "cites: [alpha-statment]", "KB305", "alpha-statement"),
    ("asserted_by: alpha-council", "asserted_by: alpha-counsil", "KB304", "alpha-council"),
    ("occurred: [forms-down]", "occurred: [form-down]", "KB306", "forms-down"),
    ("[@gazette-1].", "[[alpha-counsil]].", "KB309", "alpha-council"),
)


@pytest.mark.parametrize(("right", "wrong", "code", "meant"), WRONG)
def test_a_name_that_leads_nowhere_is_told_what_was_meant(
    tmp_path: Path, right: str, wrong: str, code: str, meant: str
) -> None:
    """Source, record, claim and link: the code, the line, and the closest name there is."""
    assert right in ALPHA
    text = ALPHA.replace(right, wrong, 1)
    content = lay_out(tmp_path, {**FILES, "incidents/alpha-2024.yml": text})
    found = [each for each in check(content).problems if each.code == code]
    line = text[: text.index(wrong)].count("\n") + 1
    assert [(each.line, f"did you mean '{meant}'" in each.hint) for each in found] == [(line, True)]


def test_two_records_do_not_share_a_former_id(tmp_path: Path) -> None:
    """An old address leads to one page: the second record that claims it is told."""
    name = "incidents/beta-2022.yml"
    text = FILES[name].replace("title:", "redirects: [alpha]\ntitle:", 1)
    found = check(lay_out(tmp_path, {**FILES, name: text})).problems
    assert [each.code for each in found if each.code == "KB316"] == ["KB316"]
