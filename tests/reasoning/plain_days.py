# Beside plain.py: “Known on a day” of the page, and what it says of pages without a date.
"""From when on a page and a claim were public."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kb.dates import loose_bounds, parse_date
from tests.reasoning.plain_base import Base, Said
from tests.reasoning.plain_lineage import upstream

BEGINNING, NEVER = dt.date.min, dt.date.max
Days = tuple[dt.date, dt.date]
"""The first day on which it may have been public, and the day from which it surely was."""


def bounds(date: Any) -> Days:
    """Return the first and the last day of a date.

    “Every day is taken at its latest bound: ‘January 2024’ counts from 31 January, ‘c. 18 January’
    from 21 January.”
    """
    first, last = loose_bounds(parse_date(str(date)))
    return first or BEGINNING, last or NEVER


def dispute_since(sides: Iterable[Iterable[str]], days: Mapping[str, Days]) -> Days | None:
    """Return since when a dispute existed possibly, and since when it surely did.

    “It exists from the day on which two of its sides were public, never earlier. Two papers that
    agree dispute nothing, however old they are.”
    """
    public = [[days[ref] for ref in side] for side in sides]
    if len(public) < 2:
        return None
    possibly, surely = (sorted(min(days[end] for days in side) for side in public)
                        for end in (0, 1))  # fmt: skip
    return possibly[1], surely[1]


class Calendar:
    """When everything in a base was public."""

    def __init__(self, base: Base) -> None:
        self.base = base
        self.against = {ref: list(base.against(said)) for ref, said in base.claims.items()}
        self.answers: dict[str, list[Said]] = {}
        self.successors: dict[str, list[Said]] = {}
        for said in base.claims.values():
            if said.fields.get("supersedes"):
                older = said.whole_ref(said.fields["supersedes"])
                self.successors.setdefault(older, []).append(said)
        self.looked = self._first_looks()
        for said in base.claims.values():
            for ref in self._repeated(said) + said.denied:
                self.answers.setdefault(ref, []).append(said)
        self.days: dict[str, Days] = {}
        self.undated = dict(self.looked)
        while self._see_pages_without_date():
            pass

    # -- pages ---------------------------------------------------------------------------------

    def _first_looks(self) -> dict[str, dt.date]:
        """“If none of that helps, the claim counts from the day on which we first looked at the
        page”: `accessed` or `created`, and otherwise the day on which its record was made.
        """
        found = {}
        for key, source in self.base.sources.items():
            days = [bounds(source[name])[1] for name in ("accessed", "created", "archived")
                    if source.get(name)]  # fmt: skip
            found[key] = min(days, default=NEVER)
        for said in self.base.claims.values():
            for cite in said.cites:
                key = cite["source"]
                if not {"accessed", "created"} & set(self.base.sources[key]):
                    found[key] = min(found[key], bounds(said.record["created"])[1])
        return found

    def _see_pages_without_date(self) -> bool:
        """“A page without a date was surely there when an archive took a copy, or when somebody
        else copied, cited, repeated or denied it.” Return whether a day moved.
        """
        self.days = {ref: self._known(said) for ref, said in self.base.claims.items()}
        before = dict(self.undated)
        for key, source in self.base.sources.items():
            if source.get("archived"):
                self._see(key, bounds(source["archived"])[1])
            # What was corrected or changed on a day was there.
            for change in [*source.get("corrected", []), *source.get("versions", [])]:
                if (date := change.get("date", change.get("issued"))) is not None:
                    self._see(key, bounds(date)[1])
            for other in upstream(source, "whole") | upstream(source, "part"):
                self._see(other, self.page({"source": key})[1])
        for said in self.base.claims.values():
            for cite in said.cites:
                if cite.get("from"):
                    self._see(cite["from"], self.page(cite)[1])
            for older in self._repeated_or_denied(said):
                for cite in older.supports:
                    self._see(cite["source"], self.days[said.ref][1])
        return before != self.undated

    def _repeated_or_denied(self, said: Said) -> Iterator[Said]:
        """Yield the claims that a claim repeats, or answers with a denial, word by word.

        Only where a claim has a single page is it that page which was repeated or denied.
        """
        for ref in self._repeated(said) + said.denied:
            older = self.base.claims[ref]
            if len({cite["source"] for cite in older.supports}) == 1 and self.is_by_others(
                said, older
            ):
                yield older

    @staticmethod
    def _repeated(said: Said) -> list[str]:
        restated = said.fields.get("restates")
        return [said.whole_ref(restated["claim"])] if restated else []

    def is_by_others(self, said: Said, older: Said) -> bool:
        """Return whether a claim has a speaker that another one has not."""
        theirs, ours = (
            {body for item in claim.speakers for body in self.base.speaker_bodies(item)}
            for claim in (said, older)
        )
        return bool(theirs - ours)

    def _see(self, key: str, day: dt.date) -> None:
        self.undated[key] = min(self.undated[key], day)

    def page(self, cite: Mapping[str, Any]) -> Days:
        """Return when what a cite names was public.

        “Where a cite names a version, the day of that version counts; an undated version dates
        nothing.” “A page of which nobody read more than the address dates nothing.”
        """
        source = self.base.sources[cite["source"]]
        if source["read"] == "address-only":
            return NEVER, NEVER
        issued = source.get("issued")
        if cite.get("version"):
            versions = {item["id"]: item for item in source.get("versions", [])}
            issued = versions[cite["version"]].get("issued")
        first, last = bounds(issued) if issued is not None else (BEGINNING, NEVER)
        if issued is None and source.get("issued"):  # of a version: not before the page itself
            first = bounds(source["issued"])[0]
        if last == NEVER:
            # An undated version is not the one that was copied, archived or changed on a day.
            days = self.looked if cite.get("version") else self.undated
            return first, max(first, days[cite["source"]])
        # What an archive took a copy of was there, also where only its month is known.
        if source.get("archived") and not cite.get("version"):
            last = min(last, max(first, bounds(source["archived"])[1]))
        return first, last

    def is_dated(self, cite: Mapping[str, Any]) -> bool:
        """Return whether a page says itself when it was surely there."""
        source = self.base.sources[cite["source"]]
        date = source.get("issued")
        if cite.get("version"):
            versions = {item["id"]: item for item in source.get("versions", [])}
            date = versions[cite["version"]].get("issued")
        return date is not None and bounds(date)[1] != NEVER

    # -- known on a day ------------------------------------------------------------------------

    def _carriers(self, said: Said) -> list[tuple[dict[str, Any], Days]]:
        """Return the supporting cites with their days; what we took out again never was one."""
        return [(cite, self.page(cite)) for cite in said.supports
                if self.base.sources[cite["source"]]["read"] != "address-only"
                and not self.base.sources[cite["source"]].get("withdrawn")]  # fmt: skip

    def _known(self, said: Said) -> Days:
        """“If several speakers said it on different days, each has a day of its own, and the claim
        is known from the first of them.”
        """
        days = [self.spoken(said, speaker) for speaker in said.speakers]
        return min(first for first, _ in days), min(last for _, last in days)

    def spoken(self, said: Said, speaker: Mapping[str, Any]) -> Days:
        """Return from when it was known that this speaker said it."""
        made = bounds(said.record["created"])[1]
        asserted = speaker.get("asserted", said.fields.get("asserted"))
        if speaker.get("entity") == "editors":
            # “Our own sums and findings count from the day on which we made them: `asserted`, and
            # never before the record was made.”
            day = made if asserted is None else max(made, bounds(asserted)[1])
            return day, day
        carriers = self._carriers(said)
        if asserted is None:
            return self._dated_by_cites(said, carriers, made)
        # “Nothing is known before it was said … a page that is older than the statement cannot
        # carry it.”
        first, last = bounds(asserted)
        days = [
            (max(first, there), max(first, surely))
            for _, (there, surely) in carriers
            if surely >= first
        ]
        # That every page is older is a mistake that the check names. Then the statement counts from
        # the last day on which it can have been said, and not from the first.
        days += [(first, last) for _, (_, surely) in carriers if surely < first]
        # “What was said in public counts from the day it was said, and from the day a supporting
        # source was published, whichever comes first. `private: true` … is public only from when a
        # source published it.”
        if not said.fields.get("private"):
            days.append((first, last))
        if not days:
            day = self._otherwise(said, first, made)
            return day, day
        surely = min(day for _, day in days)
        surely = self._otherwise(said, first, made) if surely == NEVER else surely
        return min([surely, *(day for day, _ in days if day != BEGINNING)]), surely

    def surely_spoke(self, said: Said, speaker: Mapping[str, Any]) -> dt.date:
        """“As an origin each counts from the latest bound of that day, or from when a document of
        its own was published, if that is sooner.” Where no speaker has a day, the claim's counts.
        """
        if not any(one.get("asserted") for one in said.speakers):
            return BEGINNING
        asserted = speaker.get("asserted", said.fields.get("asserted"))
        if asserted is None:
            return BEGINNING
        first, last = bounds(asserted)
        bodies = self.base.speaker_bodies(speaker)
        own = [surely for cite, (_, surely) in self._carriers(said)
               if self.base.outlets(cite["source"]) & set(bodies)]  # fmt: skip
        return min([last, *(day for day in own if day >= first)])

    def _otherwise(self, said: Said, first: dt.date, made: dt.date) -> dt.date:
        """“When somebody else copied, cited, repeated or denied it. If none of that helps, the
        claim counts from the day on which we first looked at the page.”
        """
        cites = [cite for cite in said.cites if cite.get("stance") != "input"]
        days = [day for cite in cites for day in (self.page(cite)[1], self.looked[cite["source"]])]
        days += [
            self.days[other.ref][1]
            for other in self.answers.get(said.ref, ())
            if other.ref in self.days
        ]
        return min([made, *(day for day in days if day >= first)])

    def _dated_by_cites(
        self,
        said: Said,
        carriers: list[tuple[dict[str, Any], Days]],
        made: dt.date,
    ) -> Days:
        """“Without `asserted`, the first cite dates the claim where it is a document of the
        speaker's own, and otherwise the earliest supporting source does.” “Between the earliest day
        of any support and that day the claim may have been known”: a page that says no first day
        is none.
        """
        if not carriers:
            day = self._otherwise(said, BEGINNING, made)
            return day, day
        possibly = min((there for _, (there, _) in carriers if there != BEGINNING), default=NEVER)
        first = said.cites[0]
        own = self.base.outlets(first["source"]) & {
            body for speaker in said.speakers for body in self.base.speaker_bodies(speaker)
        }
        for cite, (there, surely) in carriers:
            if cite is first and own and self.is_dated(cite) and not said.fields.get("private"):
                # Said then: and known as soon as any page that is no older carried it.
                day = min([surely, *(late for _, (_, late) in carriers if late >= there)])
                return min(possibly, day), day
        day = min(surely for _, (_, surely) in carriers)
        if not any(self.is_dated(cite) for cite, _ in carriers):
            day = min(day, self._otherwise(said, BEGINNING, made))
        return min(possibly, day), day

    def known(self, ref: str) -> Days:
        """Return the day from which a claim was possibly known, and from which it surely was."""
        return self.days[ref]

    def may_be_reported(self, ref: str, day: dt.date) -> bool:
        """Return whether the claim may have been known by a day."""
        return self.days[ref][0] <= day
