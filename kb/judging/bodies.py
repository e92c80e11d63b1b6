# "An issuer is a body, whatever name it is given: its id, its name, an alias or a former name, as
# issuer, outlet, publisher or speaker. A person who speaks for a body is that body, and so is a
# part of it. Where an outlet prints the text of an agency, the agency is named as author, and the
# same author in two outlets is one origin. The platform on which somebody posts is not the issuer
# of the post; its author is."
"""Tell which body stands behind a name, a speaker or a source."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kb.citations import show_name
from kb.model.claims import EDITORS, Claim, Speaker
from kb.model.entities import EntityBase
from kb.model.relations import Relation
from kb.model.sources import Source
from kb.prose.spelling import name_key

Keys = frozenset[str]
"""What tells one body from another: ids of entities, and folded names of those without a page. Two
sets that share a key mean the same body."""

NOBODYS = frozenset(
    {"admin", "editor", "editorial team", "editors", "news desk", "newsdesk", "newsroom",
     "redaktion", "reporter", "staff", "staff reporter", "staff writer", "web team"}
)  # fmt: skip
"""Names of authors that name nobody."""
_OF_A_BODY = frozenset({"speaks-for", "part-of"})
_QUOTES = str.maketrans({"“": '"', "”": '"', "—": "-"})
_LEADING = re.compile(r"the\s+")
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)\Z")


@cache
def fold(name: str) -> str:
    """Return one form for the spellings of a name: capitals, signs, blanks and accents alike."""
    plain = name_key(unicodedata.normalize("NFKC", name)).translate(_QUOTES)
    return _LEADING.sub("", " ".join(plain.split()), count=1).rstrip(".")


def _holds(relation: Relation) -> bool:
    """Return whether a relation is one of today: who spoke for a body once is somebody else."""
    return relation.status in {None, "current"} and relation.end is None


@dataclass(frozen=True, slots=True)
class _Speaking:
    """Who says a claim, the editors left out."""

    rows: tuple[tuple[Keys, str], ...]
    """The keys and the own key of each."""
    keys: Keys
    heads: Keys


class Bodies:
    """The bodies of a base, by everything they are called."""

    def __init__(self, entities: Mapping[str, EntityBase]) -> None:
        self._entities = entities
        self._ids: dict[str, str | None] = {}
        self._over: dict[str, set[str]] = {}
        for name, entity in entities.items():
            words = [entity.name, *(alias.text for alias in entity.aliases)]
            words += [former.text for former in entity.former_names]
            for word in {fold(text) for text in words}:
                # A name that two bodies have tells nothing.
                self._ids[word] = name if self._ids.get(word, name) == name else None
            self._note_over(name, entity)
        self._asked: tuple[Claim, _Speaking] | None = None
        self._found: dict[str, Keys] = {}
        self._words: dict[str, Keys] = {}

    def _note_over(self, name: str, entity: EntityBase) -> None:
        self._ids.setdefault(fold(name), name)
        holding = [item for item in entity.relations if _holds(item)]
        over = {item.target for item in holding if item.type in _OF_A_BODY}
        parent = getattr(entity, "parent", None)
        over |= {parent} if parent else set()
        if over:
            self._over.setdefault(name, set()).update(over)
        for item in holding:
            if item.type == "parent-of":
                self._over.setdefault(item.target, set()).add(name)

    def of_entity(self, name: str) -> Keys:
        """Return the keys of an entity: its own, and those of the bodies that it is part of."""
        if name not in self._found:
            keys, work = {name}, [name]
            while work:
                more = self._over.get(work.pop(), set()) & self._entities.keys() - keys
                keys |= more
                work += more
            self._found[name] = frozenset(keys)
        return self._found[name]

    def of_words(self, words: str) -> Keys:
        """Return the keys of whoever is called so."""
        if words not in self._words:
            head = self._head_of_words(words)
            self._words[words] = (
                self.of_entity(head) if head in self._entities else frozenset({head})
            )
        return self._words[words]

    def of_speaker(self, speaker: Speaker) -> Keys:
        """Return the keys of a speaker."""
        if speaker.entity is not None:
            return self.of_entity(speaker.entity)
        return self.of_words(speaker.text or "")

    def of_speakers(self, claim: Claim) -> Keys:
        """Return the keys of all who say a claim, the editors left out."""
        return self._speaking(claim).keys

    def _speaking(self, claim: Claim) -> _Speaking:
        # A claim is asked about once for each of its sources, one claim after the other.
        if self._asked is None or self._asked[0] is not claim:
            rows = tuple(
                (self.of_speaker(item), self._head(item))
                for item in claim.asserted_by
                if item.entity != EDITORS
            )
            keys = frozenset().union(*(found for found, _ in rows))
            self._asked = claim, _Speaking(rows, keys, frozenset(head for _, head in rows))
        return self._asked[1]

    def of_issuer(self, source: Source) -> Keys:
        """Return the keys of the body behind a source, without those who wrote it for that body."""
        if source.issuer is not None:
            return self.of_entity(source.issuer)
        if source.kind == "post" and source.author:
            return frozenset().union(*self._of_authors(source))
        return self.of_words(source.container_title or source.publisher or source.id)

    def own_speakers(self, claim: Claim, source: Source) -> Keys:
        """Return the speakers of a claim whose own document a source is, and its issuer.

        It is theirs if they issued it, or are a part of the body that did, or it of them; two parts
        of one body do not speak in each other's papers.
        """
        issuer = self.of_issuer(source)
        heads = self._heads_of_issuer(source)
        speaking = self._speaking(claim)
        if issuer.isdisjoint(speaking.heads) and heads.isdisjoint(speaking.keys):
            return frozenset()
        found: set[str] = set()
        for keys, head in speaking.rows:
            if head in issuer or not keys.isdisjoint(heads):
                found |= {head, *heads}
        return frozenset(found)

    def _head(self, speaker: Speaker) -> str:
        return speaker.entity or self._head_of_words(speaker.text or "")

    def _head_of_words(self, words: str) -> str:
        whole = fold(words)
        short = _IN_BRACKETS.sub("", whole) or whole
        return self._ids.get(whole) or self._ids.get(short) or f"“{short}”"

    def _heads_of_issuer(self, source: Source) -> Keys:
        if source.issuer is not None:
            return frozenset({source.issuer})
        if source.kind == "post" and source.author:
            return frozenset(self._head_of_words(show_name(name)) for name in source.author)
        words = source.container_title or source.publisher or source.id
        return frozenset({self._head_of_words(words)})

    def of_source(self, source: Source) -> Keys:
        """Return the keys of everybody whose voice a source is: its issuer and its authors."""
        return self.of_issuer(source).union(*self._of_authors(source))

    def _of_authors(self, source: Source) -> list[Keys]:
        names = [show_name(author) for author in source.author]
        return [self.of_words(name) for name in names if fold(name) not in NOBODYS]

    def label_of(self, source: Source) -> str:
        """Return who stands behind a source, in words."""
        if source.issuer is not None:
            entity = self._entities.get(source.issuer)
            return entity.name if entity is not None else source.issuer
        if source.kind == "post" and source.author:
            return show_name(source.author[0])
        return source.container_title or source.publisher or source.id

    def speaker_label(self, speaker: Speaker) -> str:
        """Return the name of a speaker."""
        entity = self._entities.get(speaker.entity or "")
        return entity.name if entity is not None else speaker.text or speaker.entity or ""

    def is_attacker(self, keys: Keys) -> bool:
        """Return whether keys are those of a threat actor."""
        found = (self._entities.get(key) for key in keys)
        return any(entity is not None and entity.kind == "threat-actor" for entity in found)

    def org_kind(self, name: str | None) -> str | None:
        """Return what kind of organisation an entity is; None for what is none."""
        return getattr(self._entities.get(name or ""), "org_kind", None)
