# The house style, as one way to print a tree: two blanks a level, lists indented below their key,
# brackets only where they fit into one line, one blank line where there was one or more. Printing
# what was printed gives the same text.
"""Print a tree as YAML."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kb.edit.yamltree.tree import Branch, Document, Node, Scalar, Slot, iter_comments

MAX_WIDTH = 100
"""Brackets that would end beyond this column are written as lines."""

_LEADING_BLANK = re.compile(r"\n*[ ]")


def dump_tree(document: Document) -> str:
    """Return the text of a document, with a final line break."""
    lines = [*document.head, *_print_block(document.root, 0)]
    return "\n".join(_without_double_blanks(lines)) + "\n"


def print_slots(slots: Iterable[Slot], indent: int) -> str:
    """Return the lines of keys or items, with a final line break."""
    lines = [line for slot in slots for line in _print_slot(slot, indent)]
    return "\n".join(_without_double_blanks(lines)) + "\n"


def with_body(yaml: str, body: str | None) -> str:
    """Return a YAML text as the front matter of a Markdown body; alone where there is none."""
    return yaml if body is None else f"---\n{yaml}---\n{body}"


def _without_double_blanks(lines: list[str]) -> list[str]:
    kept: list[str] = []
    for line in lines:
        if line != "" or (kept and kept[-1] != ""):
            kept.append(line)
    while kept and kept[-1] == "":
        kept.pop()
    # Inside of a block scalar two blank lines are two: they are marked, and made plain here.
    return ["" if line == _BLANK else line for line in kept]


_BLANK = "\x00"
"""A blank line that is part of a text."""


def _print_block(branch: Branch, indent: int, *, is_opened: bool = False) -> list[str]:
    """Return the lines of a branch; what stands above its first was printed when `is_opened`."""
    lines: list[str] = []
    for number, slot in enumerate(branch.slots):
        lines += _print_slot(slot, indent, is_bare=is_opened and not number)
    pad = " " * indent
    return [*lines, *(pad + line if line else "" for line in branch.below)]


def _print_slot(slot: Slot, indent: int, *, is_bare: bool = False) -> list[str]:
    pad = " " * indent
    above, node = list(slot.above), slot.node
    beside = slot.beside
    head = f"{pad}{slot.raw_key}:" if slot.key or slot.raw_key else f"{pad}-"
    if isinstance(node, Branch):
        inline = inline_text(node)
        if inline is not None and (not node.slots or len(head) + 1 + len(inline) <= MAX_WIDTH):
            body = [_with_beside(f"{head} {inline}", beside)]
        elif head.endswith(":"):
            body = [_with_beside(head, beside), *_print_block(node, indent + 2)]
        else:
            above += [beside] if beside else []
            above += _find_first_above(node)
            body = _print_block(node, indent + 2, is_opened=True)
            body[0] = f"{head} {body[0].lstrip()}"
    else:
        body = _print_scalar(node, head, beside, indent)
    if is_bare:
        return body
    return [*(pad + line if line else "" for line in above), *body]


def _find_first_above(node: Branch) -> list[str]:
    """Return what stands above the first line of a block: it goes above the dash instead."""
    found: list[str] = []
    current: Node = node
    while isinstance(current, Branch) and current.slots:
        first = current.slots[0]
        found += [line for line in first.above if line]
        if first.raw_key or inline_text(current) is not None:
            break
        if isinstance(first.node, Branch) and first.beside:
            found.append(first.beside)
        current = first.node
    return found


def _with_beside(line: str, beside: str) -> str:
    return f"{line}  {beside}" if beside else line


def _print_scalar(scalar: Scalar, head: str, beside: str, indent: int) -> list[str]:
    first, *rest = scalar.lines
    if scalar.style in ("|", ">"):
        body = "\n".join(rest)
        # A first line that begins with a blank would be taken for the indentation.
        digit = "2" if _LEADING_BLANK.match(body) else ""
        first = first[0] + digit + first[1:]
    line = f"{head} {first}" if first else head
    pad = " " * (indent + 2)
    return [_with_beside(line, beside) if not rest or scalar.style in ("|", ">") else line,
            *(pad + text if text else _BLANK for text in rest[:-1]),
            *(_last_line(pad, rest[-1], beside, scalar) if rest else ())]  # fmt: skip


def _last_line(pad: str, text: str, beside: str, scalar: Scalar) -> tuple[str, ...]:
    if not text:
        return (_BLANK,)
    is_block = scalar.style in ("|", ">")
    return (pad + text if is_block else _with_beside(pad + text, beside),)


def inline_text(node: Node) -> str | None:
    """Return a node in one line; None where it must not or cannot stand in one."""
    if isinstance(node, Scalar):
        is_one = len(node.lines) == 1 and node.style not in ("|", ">")
        return node.lines[0] if is_one else None
    if (node.slots and not node.is_flow) or any(iter_comments(node)):
        return None
    parts: list[str] = []
    for slot in node.slots:
        inner = inline_text(slot.node)
        if inner is None:
            return None
        parts.append(f"{slot.raw_key}: {inner}" if node.is_mapping else inner)
    inside = ", ".join(parts)
    return f"{{{inside}}}" if node.is_mapping else f"[{inside}]"
