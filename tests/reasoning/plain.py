# The second implementation. It was written from content/pages/methodology.md and the model alone,
# by somebody who had not seen the engine, and it imports nothing of the engine but the reading of
# dates. It is slow and says one sentence of the page at a time; where the page leaves something
# open, it allows more rather than less, so that what it forbids is forbidden by the page.
"""The page on method, read word for word over the authored YAML: what each day supports."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.reasoning.plain_base import Said
from tests.reasoning.plain_days import BEGINNING, NEVER, Calendar, bounds
from tests.reasoning.plain_lineage import (
    counting,
    independent,
    is_ours,
    leads_to,
    marks,
    speaking,
)

UNPROVEN = {"alleged", "inferred", "speculated"}
OWN = {
    "services-disrupted", "asset-state", "contract-scope", "loss", "downtime", "discovered",
    "disclosed", "contained", "resolved", "outcome", "ransom-paid", "population-served",
}  # fmt: skip
HARM = {"individuals-affected", "records-affected", "data-accessed"}
AUTHORITIES = {"regulator", "law-enforcement", "prosecutor", "court", "agency"}
EXAMINERS = {"investigator", "regulator", "law-enforcement"}
HIT = {"victim", "downstream-victim"}
CONCERNED = HIT | {"shared-service", "supplier", "named-then-cleared"}
ATTACKERS = {"attacker", "alleged-attacker"}
NOTHING = {"no", "nobody", "none", "nothing", "0", "false"}


class Plain(Calendar):
    """What the page says of a base."""

    # -- confirmed -----------------------------------------------------------------------------

    def may_be_confirmed(self, ref: str, day: dt.date) -> bool:
        """“Two independent origins, or a document that can confirm it: the first day on which that
        was public.”
        """
        said = self.base.claims[ref]
        if self._authored(said, "confirmed") > day or not self.may_be_reported(ref, day):
            return False
        # “A claim that was alleged, inferred or speculated is never confirmed, on no day.”
        if said.fields.get("speech_act") in UNPROVEN:
            return False
        there = self._there(said, day)
        return self._two_origins(said, there, day) or any(
            self._can_confirm(said, cite, day) for cite in there
        )

    def _there(self, said: Said, day: dt.date) -> list[dict[str, Any]]:
        """Return the supporting cites whose pages were surely public by a day, and still stood."""
        counts = counting(self.base, said.cites, day)
        return [cite for cite in said.supports
                if cite["source"] in counts and self.page(cite)[1] <= day]  # fmt: skip

    def _two_origins(self, said: Said, there: list[dict[str, Any]], day: dt.date) -> bool:
        """Point 6: “An attacker's own post … counts as no origin towards confirming.”"""
        keys = sorted({cite["source"] for cite in there})
        found = [marks(self.base, said.cites, key, day) for key in keys
                 if not self._is_attackers(said, self.base.issuers(key))]  # fmt: skip
        spoke = [speaker for speaker in said.speakers if self.surely_spoke(said, speaker) <= day]
        speakers = [bodies for bodies in speaking(self.base, said, spoke)
                    if not self._is_attackers(said, bodies)]  # fmt: skip
        issuers = independent(item for item in found if item)
        return (issuers if is_ours(said) else min(issuers, independent(speakers))) >= 2

    def _is_attackers(self, said: Said, bodies: set[str] | frozenset[str]) -> bool:
        return bool(self._roles(said, bodies) & ATTACKERS) or any(
            self.base.entities.get(body, {}).get("kind") == "threat-actor" for body in bodies
        )

    def _roles(self, said: Said, bodies: set[str] | frozenset[str]) -> set[str]:
        """Return the roles of a body in the incident."""
        return {item["role"] for item in said.record.get("participants", [])
                if self.base.bodies(item["entity"]) & bodies}  # fmt: skip

    def _can_confirm(self, said: Said, cite: dict[str, Any], day: dt.date) -> bool:
        """“The document must be primary for this statement: a document that has it `from` somebody
        else is no primary source of it. It must have been read, and it must still stand.”
        """
        found = leads_to(self.base, said.cites, cite["source"], day)
        if (
            self.base.sources[cite["source"]]["origin"] != "primary"
            or cite.get("from")
            or not found
        ):
            return False
        issuers = self.base.issuers(cite["source"]).union(*map(self.base.issuers, found))
        spoke = [set(self.base.speaker_bodies(speaker)) for speaker in said.speakers]
        if self._is_attackers(said, issuers):
            return False
        ground = said.fields.get("ground", {}).get("as")
        speakers = [bodies for bodies in spoke
                    if bodies & issuers and not self._is_attackers(said, bodies)]  # fmt: skip
        if ground == "register" and not (speakers and self._says_no(said)):
            return True
        return any(self._settles(said, bodies, ground) for bodies in speakers)

    def _settles(self, said: Said, bodies: set[str], ground: str | None) -> bool:
        """Return whether a body's own document can settle what it says: points 1 to 3 and 5."""
        predicate, subject = said.about.get("predicate"), said.about.get("subject")
        roles = self._roles(said, bodies)
        kinds = {self.base.entities.get(body, {}).get("org_kind") for body in bodies}
        # “A court, regulator, police force, public agency, auditor or inquiry confirms what it
        # decided or found within its task … An agency that was itself hit is a party like any
        # other.” “When an authority looked, its ‘no evidence found’ may be confirmed as its
        # finding. When a body says it of itself it stays reported.”
        if (kinds & AUTHORITIES or roles & EXAMINERS or ground == "finding") and not roles & HIT:
            return not (self._says_no(said) and subject in bodies)
        if self._says_no(said):
            return False
        # “How many people or how much data were harmed is reported, by its own account.”
        if predicate in HARM:
            return False
        # “… is such a claim, and so is a refusal to answer.”
        if ground == "own-act" or said.fields.get("speech_act") == "declined":
            return True
        # “About anybody else it confirms only that it was said.”
        if subject in self.base.entities:
            is_own = bool(self.base.bodies(subject) & bodies)
        else:
            is_own = bool(roles & CONCERNED)
        return predicate in OWN and is_own

    @staticmethod
    def _says_no(said: Said) -> bool:
        """Point 4: “A denial, ‘no data was taken’, ‘no evidence was found’ … stay reported.”"""
        value = said.about.get("value")
        return (
            said.fields.get("speech_act") == "denied"
            or bool(said.about.get("negated") or said.about.get("evidence"))
            or (value is not None and str(value).casefold() in NOTHING)
        )

    # -- the other statuses --------------------------------------------------------------------

    def may_be_disputed(self, ref: str, day: dt.date) -> bool:
        """“Somebody with standing said otherwise: the first day on which one of them said so in
        public.” An entry of a history may rest on its own sources instead.
        """
        said = self.base.claims[ref]
        if self._dated(said, "disputed") > day or not self.may_be_reported(ref, day):
            return False
        cites = [cite for cite in said.cites if cite.get("stance") in {"disputes", "denies"}]
        others = [other for other in self.against[ref] if self._says_otherwise(other, said)]
        if not cites and not others and not said.history:
            # “When a change cannot be dated at all, it counts from the day on which the record was
            # made”; that nobody on record says otherwise is what the check names.
            return bounds(said.record["created"])[1] <= day
        return (
            any(self.page(cite)[1] <= day for cite in cites)
            or any(self.days[other.ref][1] <= day for other in self.against[ref]
                   if self._says_otherwise(other, said))
            or self._by_entry(said, "disputed", day)
        )  # fmt: skip

    def _says_otherwise(self, other: Said, said: Said) -> bool:
        """“A claim on another side of the same dispute, by somebody else; a claim that denies this
        one, is denied by it, or is named in `conflicts_with`, whoever said it … A refusal to answer
        and a speculation do not dispute anything.”
        """
        if other.fields.get("speech_act") in {"declined", "speculated"}:
            return False
        return self.base.are_at_odds(said, other) or self.is_by_others(other, said)

    def may_be_superseded(self, ref: str, day: dt.date) -> bool:
        """“A later claim that names it in `supersedes`: the day of that claim.”"""
        said = self.base.claims[ref]
        return any(self.days[newer.ref][1] <= day for newer in self.successors.get(ref, ())) or (
            not self.successors.get(ref) and self._by_entry(said, "superseded", day)
        )

    def may_be_retracted(self, ref: str, day: dt.date) -> bool:
        """“An entry of its history with a day and a source: whoever said it took it back.”"""
        return self._by_entry(self.base.claims[ref], "retracted", day)

    def may_be_refuted(self, ref: str, day: dt.date) -> bool:
        """“An entry of its history with a day and a source: evidence shows that it is not so.”"""
        return self._by_entry(self.base.claims[ref], "refuted", day)

    def may_be(self, status: str, ref: str, day: dt.date) -> bool:
        """Return whether what was public by a day supports a status of a claim."""
        test = getattr(self, f"may_be_{status}")
        return bool(test(ref, day))

    # -- what the authors wrote ----------------------------------------------------------------

    def _authored(self, said: Said, status: str) -> dt.date:
        """Return the first day from which the authors give a claim this status.

        “A bare status takes its day from the table.”
        """
        if said.fields.get("status") == status:
            return BEGINNING
        entries = zip(said.history, self.entry_days(said), strict=True)
        return min((day for entry, day in entries if entry["status"] == status), default=NEVER)

    def _dated(self, said: Said, status: str) -> dt.date:
        """Return the first day that the authors give a status, whatever its sources."""
        if said.fields.get("status") == status:
            return BEGINNING
        made = bounds(said.record["created"])[1]
        days, following = [], NEVER
        for entry in reversed(said.history):
            last = bounds(entry["date"])[1] if entry.get("date") else BEGINNING
            following = min(made if last == NEVER else last, following)
            days += [following] if entry["status"] == status else []
        return min(days, default=NEVER)

    def _by_entry(self, said: Said, status: str, day: dt.date) -> bool:
        """Return whether an entry with sources carries a status by a day."""
        return any(
            entry["status"] == status and entry["cites"] and since <= day
            for entry, since in zip(said.history, self.entry_days(said), strict=True)
        )

    def entry_days(self, said: Said) -> list[dt.date]:
        """Return from which day on each entry may hold.

        “An entry that is dated to a month counts from the end of that month, but never after the
        entry that follows it.” “Never before its evidence.”
        """
        found: list[dt.date] = []
        for entry in reversed(said.history):
            evidence = self._evidence(said, entry)
            last = bounds(entry["date"])[1] if entry.get("date") else NEVER
            if last == NEVER:  # “Without a date it holds from the day of its sources.”
                last = evidence or bounds(said.record["created"])[1]
            last = min([last, *found[-1:]])
            found.append(max(last, evidence or BEGINNING))
        return found[::-1]

    def _evidence(self, said: Said, entry: dict[str, Any]) -> dt.date | None:
        """Return the first day of an entry's sources.

        “The article that the claim came from shows a change by its correction, a later version or
        its withdrawal, never by the day on which it first appeared.”
        """
        ours = {cite["source"] for cite in said.supports}
        days, own = [], []
        for cite in entry["cites"]:
            if cite["source"] in ours:
                # Without a change of its own it shows none; but it must have appeared.
                own += [self.page(cite)[1]] if self.is_dated(cite) else []
            elif self.is_dated(cite) or not entry.get("date"):
                # A page without a date says no day, and so none that is later than the entry's.
                days.append(self.page(cite)[1])
        days = [day for day in days if day != NEVER] or own
        # A page of which nobody read more than the address dates nothing.
        return min((day for day in days if day != NEVER), default=None)
