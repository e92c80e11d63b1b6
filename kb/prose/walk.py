# Generic walks over the tree, so that whoever looks for one kind of node need not know the others.
# A tree in which nothing changes is given back as it is.
"""Walk and rebuild prose."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from kb.prose.nodes import (
    Block,
    Emphasis,
    Heading,
    Inline,
    ListBlock,
    Paragraph,
    Prose,
    Quotation,
    RecordLink,
    Strong,
    Table,
    Text,
    WebLink,
)

Inlines = tuple[Inline, ...]


def iter_inline(prose: Prose) -> Iterator[Inline]:
    """Yield every inline node, parents before their children."""
    for block in prose.blocks:
        for line in iter_lines(block):
            yield from _iter_nested(line)


def iter_lines(block: Block) -> Iterator[Inlines]:
    """Yield the inline content of a block: of a paragraph, of each cell, of each item."""
    if isinstance(block, Paragraph | Heading):
        yield block.children
    elif isinstance(block, Quotation):
        for part in block.blocks:
            yield from iter_lines(part)
    elif isinstance(block, ListBlock):
        for item in block.items:
            for part in item:
                yield from iter_lines(part)
    elif isinstance(block, Table):
        for row in (block.header, *block.rows):
            yield from row


def _iter_nested(inlines: Inlines) -> Iterator[Inline]:
    for inline in inlines:
        yield inline
        if isinstance(inline, Emphasis | Strong | WebLink):
            yield from _iter_nested(inline.children)


def map_record_links(prose: Prose, fn: Callable[[RecordLink], RecordLink | None]) -> Prose:
    """Return prose with every record link replaced by what `fn` makes of it.

    Where `fn` gives nothing, the words of the link stay as plain text.
    """

    def settle(inlines: Inlines) -> Inlines:
        settled: list[Inline] = []
        for inline in inlines:
            if isinstance(inline, RecordLink):
                settled.append(fn(inline) or Text(inline.label or inline.target, inline.offset))
            elif isinstance(inline, Emphasis | Strong | WebLink):
                settled.append(replace(inline, children=settle(inline.children)))
            else:
                settled.append(inline)
        return tuple(settled)

    if not any(isinstance(inline, RecordLink) for inline in iter_inline(prose)):
        return prose
    return map_lines(prose, settle, in_headings=True)


def map_lines(prose: Prose, fn: Callable[[Inlines], Inlines], *, in_headings: bool) -> Prose:
    """Return prose with the inline content of each paragraph, cell and heading mapped by `fn`.

    Args:
        in_headings: whether headings and the head of a table are mapped too.
    """

    def in_line(line: Inlines) -> Inlines:
        new = fn(line)
        return line if new == line else new

    def in_blocks(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return _same_or_new(blocks, tuple(in_block(block) for block in blocks))

    def in_block(block: Block) -> Block:
        if isinstance(block, Paragraph) or (isinstance(block, Heading) and in_headings):
            new: Block = replace(block, children=in_line(block.children))
        elif isinstance(block, Quotation):
            new = Quotation(in_blocks(block.blocks))
        elif isinstance(block, ListBlock):
            new = replace(block, items=tuple(in_blocks(item) for item in block.items))
        elif isinstance(block, Table):
            header = tuple(map(in_line, block.header)) if in_headings else block.header
            new = Table(header, tuple(tuple(map(in_line, row)) for row in block.rows))
        else:
            return block
        return block if new == block else new

    blocks = in_blocks(prose.blocks)
    return prose if blocks is prose.blocks else Prose(blocks)


def _same_or_new(old: tuple[Block, ...], new: tuple[Block, ...]) -> tuple[Block, ...]:
    return old if all(a is b for a, b in zip(old, new, strict=True)) else new
