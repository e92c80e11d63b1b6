# A person's file keeps every byte that an edit does not mean: only keys and items that are new,
# changed or gone are written. Where a piece cannot be put in as the file stands (brackets that
# would grow too long, an empty list, a key that shares its line), the smallest key around it is
# printed anew in the house style; at worst that is the whole file. The result is read again and
# must say exactly what the tree says.
"""Print only what an edit changed in a tree."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from kb.edit.yamltree.dump import MAX_WIDTH, dump_tree, inline_text, print_slots
from kb.edit.yamltree.tree import Branch, Document, Scalar, Slot, to_value
from kb.read.loader import read_yaml
from kb.read.nodes import RawNode


class Span(NamedTuple):
    """A piece of text to be replaced."""

    start: int
    end: int
    new: str


def replace_spans(text: str, spans: Iterable[Span]) -> str:
    """Return a text with pieces replaced; a piece that is named twice is replaced once."""
    for start, end, new in sorted(set(spans), reverse=True):
        text = text[:start] + new + text[end:]
    return text


def patch_text(node: RawNode, document: Document) -> str:
    """Return the text of `node` with what was changed in its tree, `document`."""
    return replace_spans(node.source, find_spans(node, document))


def find_spans(node: RawNode, document: Document) -> tuple[Span, ...]:
    """Return the pieces of the text that an edit of its tree changed.

    What the pieces make is read again: when it does not say what the tree says, the one piece is
    the whole text, in the house style.
    """
    work = _Patch(node.source)
    try:
        work.take_branch(document.root)
    except _NotInPlaceError:
        return (_whole(node, document),)
    spans = tuple(_ended(span, node.source) for span in work.spans)
    after, problems = read_yaml(replace_spans(node.source, spans), "")
    if after is None or problems or after.value != to_value(document.root):
        return (_whole(node, document),)
    return spans


def _ended(span: Span, source: str) -> Span:
    """Return a piece with the line break that is missing at the end of a text."""
    is_open = span.start == len(source) and not source.endswith("\n")
    return Span(span.start, span.end, span.new + "\n") if is_open else span


def _whole(node: RawNode, document: Document) -> Span:
    return Span(0, len(node.source), dump_tree(document))


class _NotInPlaceError(Exception):
    """What changed cannot be written without printing what stands around it."""


@dataclass(slots=True)
class _Patch:
    """Collects the pieces of one text; it lives as long as the collecting."""

    source: str
    spans: list[Span] = field(default_factory=list)

    def take_branch(self, branch: Branch) -> None:
        kept = [slot for slot in branch.slots if slot in branch.loaded]
        if [slot for slot in branch.loaded if slot in kept] != kept:
            raise _NotInPlaceError  # keys or items stand in another order
        if not kept and (branch.loaded or branch.slots):
            raise _NotInPlaceError
        for slot in kept:
            self._take_slot(branch, slot)
        for slot in branch.loaded:
            if slot not in kept:
                self.spans.append(self._removal(branch, slot, kept[0]))
        self._take_new(branch)

    def _take_slot(self, branch: Branch, slot: Slot) -> None:
        """Take what changed in a slot; where that cannot be said in place, the slot as a whole."""
        so_far = list(self.spans)
        try:
            if slot.is_changed:
                raise _NotInPlaceError
            if slot.node is not slot.loaded:
                self._take_scalar(slot)
            elif isinstance(slot.node, Branch):
                self.take_branch(slot.node)
        except _NotInPlaceError:
            if branch.is_flow:
                raise
            self.spans = [*so_far, self._anew(slot)]

    def _take_scalar(self, slot: Slot) -> None:
        old, new = slot.loaded, slot.node
        if not isinstance(old, Scalar) or not isinstance(new, Scalar):
            raise _NotInPlaceError
        if len(old.lines) > 1 or len(new.lines) > 1 or not old.lines[0]:
            raise _NotInPlaceError
        self.spans.append(Span(slot.end - len(old.lines[0]), slot.end, new.lines[0]))

    def _anew(self, slot: Slot) -> Span:
        """Return a slot of a block printed in the house style."""
        end = self._line_end(slot.end)
        if self.source[slot.end : end].strip() != slot.beside:
            end = slot.end
        bare = Slot(slot.node, slot.key, slot.raw_key, [], slot.beside)
        text = print_slots([bare], self._column(slot))
        return Span(slot.start, end, text.lstrip(" ").removesuffix("\n"))

    def _take_new(self, branch: Branch) -> None:
        before: Slot | None = None
        run: list[Slot] = []
        for slot in branch.slots:
            if slot not in branch.loaded:
                run.append(slot)
                continue
            if run:
                self._insert(self._insertion(branch, before, run, slot))
            before, run = slot, []
        if run:
            self._insert(self._insertion(branch, before, run, None))

    def _insert(self, span: Span) -> None:
        """Take an insertion, behind one that was made at the same place further inside."""
        for number, other in enumerate(self.spans):
            if other[:2] == span[:2]:
                self.spans[number] = Span(span.start, span.end, other.new + span.new)
                return
        self.spans.append(span)

    def _insertion(
        self, branch: Branch, before: Slot | None, run: list[Slot], after: Slot | None
    ) -> Span:
        if branch.is_flow:
            return self._flow_insertion(branch, before, run, after)
        neighbour = before or after
        assert neighbour is not None
        column = self._column(neighbour)
        gap = "\n" if run[0].above[:1] == [""] else ""
        text = print_slots(run, column)
        if before is None:
            # The first key may stand behind a dash: its line is begun by the new one.
            return Span(neighbour.start, neighbour.start, f"{text.lstrip(' ')}{' ' * column}")
        if self.source[before.end - 1 : before.end] == "\n":  # a block that keeps its last breaks
            return Span(before.end, before.end, gap + text)
        index = self._line_end(before.end)
        return Span(index, index, "\n" + gap + text.removesuffix("\n"))

    def _flow_insertion(
        self, branch: Branch, before: Slot | None, run: list[Slot], after: Slot | None
    ) -> Span:
        texts = [inline_text(slot.node) for slot in run]
        if None in texts or any(slot.above or slot.beside for slot in run):
            raise _NotInPlaceError
        pairs = zip(run, texts, strict=True)
        inside = ", ".join(f"{s.raw_key}: {text}" if branch.is_mapping else str(text)
                           for s, text in pairs)  # fmt: skip
        if before is not None:
            span = Span(before.end, before.end, f", {inside}")
        else:
            assert after is not None
            span = Span(after.start, after.start, f"{inside}, ")
        width = self._line_end(span.start) - self._line_start(span.start) + len(span.new)
        if width > MAX_WIDTH:
            raise _NotInPlaceError
        return span

    def _removal(self, branch: Branch, slot: Slot, first_kept: Slot) -> Span:
        number = branch.loaded.index(slot)
        if branch.is_flow:
            if slot.start < first_kept.start:
                return Span(slot.start, branch.loaded[number + 1].start, "")
            return Span(branch.loaded[number - 1].end, slot.end, "")
        start = self._line_start(slot.start)
        if self.source[start : slot.start].strip():
            raise _NotInPlaceError  # it stands behind a dash
        end = self._line_end(slot.end) + 1
        is_last = number + 1 == len(branch.loaded)
        while not is_last and self.source[end : end + 1] == "\n":
            end += 1
        if is_last and not self.source[end:].strip():
            while self.source[: start - 1].endswith("\n"):
                start -= 1
        return Span(start, min(end, len(self.source)), "")

    def _line_start(self, index: int) -> int:
        return self.source.rfind("\n", 0, index) + 1

    def _line_end(self, index: int) -> int:
        end = self.source.find("\n", index)
        return len(self.source) if end < 0 else end

    def _column(self, slot: Slot) -> int:
        return slot.start - self._line_start(slot.start)
