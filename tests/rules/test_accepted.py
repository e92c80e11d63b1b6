"""What editors accept is a code that exists, and a finding that occurs."""

from __future__ import annotations

from pathlib import Path

from tests.rules.laid_out import check_short

SHORT = "accepted: [{{code: {}, reason: We looked}}]\nclaims: [{{id: c}}]"


def test_an_accepted_code_that_does_not_exist_is_said(tmp_path: Path) -> None:
    """A slip in the code is named with its place, and not as a finding that does not occur."""
    problems = check_short(SHORT.format("KB999"), tmp_path).problems
    assert [(found.code, found.message) for found in problems if found.code in {"KB212", "KB591"}] \
        == [("KB212", "'KB999' is no problem code")]  # fmt: skip


def test_a_code_of_a_rule_file_can_be_accepted(tmp_path: Path) -> None:
    """Codes in `kb.rules` are known like all others: one that does not occur is said to be idle."""
    problems = check_short(SHORT.format("KB560"), tmp_path).problems
    assert {found.code for found in problems} & {"KB212", "KB591"} == {"KB591"}
