# What readers see of the riskiest sentences, in three lists that a person reads through after every
# change of many records: a line that can be read as its opposite is found by reading alone.
"""Print all denials, all verdicts, and all disputes with the day from which they exist.

    python -m benchmarks.printed content OUT

writes `denials.txt`, `verdicts.txt` and `days.txt` into the folder OUT.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from kb.index import KnowledgeBase
from kb.index.entries import DisputeEntry
from kb.pipeline import check
from kb.views.builder import PageBuilder
from kb.views.dispute import build_dispute
from kb.views.judgement import build_judgement
from kb.views.other_claims import denied_by
from kb.views.speakers import speaker_names


def main() -> int:
    """Write the three lists."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("content", type=Path)
    asked.add_argument("out", type=Path)
    options = asked.parse_args()
    kb = check(options.content).kb
    if kb is None:
        sys.stderr.write("the records cannot be read; see `kb check`\n")
        return 1
    options.out.mkdir(parents=True, exist_ok=True)
    builder = PageBuilder(kb, "disputes/index.md", frozenset())
    for name, lines in (
        ("denials", _denials(builder)), ("verdicts", _verdicts(builder)), ("days", _days(builder)),
    ):  # fmt: skip
        (options.out / f"{name}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


def _denials(builder: PageBuilder) -> Iterator[str]:
    for entry in builder.kb.claims.values():
        if entry.claim.speech_act == "denied":
            denied = " and ".join(link.text for link in denied_by(builder, entry))
            text = builder.plain(entry.record_id, *entry.loc, "text")
            said = f"{speaker_names(builder, entry)} said, denying {denied}"
            yield f"{entry.ref}\n    {said}: {text}\n"


def _verdicts(builder: PageBuilder) -> Iterator[str]:
    for entry in builder.kb.disputes.values():
        judged = build_judgement(builder, entry)
        by = ", ".join(link.text for link in judged.by)
        stands = ", ".join(filter(None, (judged.outcome_label, judged.decided)))
        yield f"{entry.ref} [{stands}]"
        yield f"    {entry.question}\n    {entry.verdict} (judged by {by})\n"


def _days(builder: PageBuilder) -> Iterator[str]:
    for entry in builder.kb.disputes.values():
        yield f"{entry.ref}: {build_dispute(builder, entry).since}"
        yield from _sides(builder.kb, entry)
        yield ""


def _sides(kb: KnowledgeBase, entry: DisputeEntry) -> Iterator[str]:
    for side in entry.sides:
        first = min(side.claims, key=lambda ref: (kb.claims[ref].known.latest, ref))
        held = " (held)" if side.holds else ""
        yield f"    {side.answer}{held}: {kb.claims[first].known.latest} {first.split('#')[1]}"
    if entry.context:
        yield f"    explains: {', '.join(ref.split('#')[1] for ref in entry.context)}"


if __name__ == "__main__":
    raise SystemExit(main())
