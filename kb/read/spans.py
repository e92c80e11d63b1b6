# A problem in prose is found at a character of the decoded text, but has to be shown where that
# character stands in the file, behind indentation, folding and escapes. Called for problems only,
# so it may walk the scalar, but once: a scalar with many problems is aligned for the first of them.
# It repeats the folding rules of YAML 1.2, chapters 6.5, 7.3 and 8.1.
"""Align the decoded text of a scalar with its source."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Mapping
from functools import lru_cache

_PROPERTIES = re.compile(r"(?:[!&]\S*[ \t\n]+)*")
_INDENT = re.compile(r"(?:[ ]*\n)*([ ]*)")
"""The blanks before the first line that holds more than blanks."""
_BREAKS = r"[ \t]*\n[ \t\n]*"
# A run of blanks is one token: looking for a break behind each of them takes the square of the run.
_TOKENS: Mapping[str, re.Pattern[str]] = {
    "": re.compile(rf"{_BREAKS}|[ \t]+|[^ \t\n]+"),
    "'": re.compile(rf"''|{_BREAKS}|[ \t]+|[^' \t\n]+|'"),
    '"': re.compile(
        rf"\\\n[ \t\n]*|\\x..|\\u.{{4}}|\\U.{{8}}|\\.|{_BREAKS}|[ \t]+|[^\\ \t\n]+|\\",
        re.DOTALL,
    ),
}


@lru_cache(maxsize=4)
def find_spots(source: str, start: int, end: int, style: str, text: str) -> array[int]:
    """Return the source index of each character of `text`, and of the end of it."""
    return array("I", _align(source, start, end, style, text))


def _align(source: str, start: int, end: int, style: str, text: str) -> list[int]:
    found = _PROPERTIES.match(source, start, end) if source[start : start + 1] in "!&" else None
    start = found.end() if found else start
    if style in ("|", ">"):
        return _block_spots(source, start, style, text)
    if style:
        start, end = start + 1, end - 1
    return [*_flow_spots(source, start, end, style), max(start, end)]


def _flow_spots(source: str, start: int, end: int, style: str) -> Iterator[int]:
    for match in _TOKENS[style].finditer(source, start, end):
        token = match.group()
        if token.startswith("\\\n"):
            yield from _breaks(source, match.start() + 2, match.end())
        elif token[0] == "\\" or match[0] == "''":
            yield match.start()
        elif "\n" not in token:
            yield from range(match.start(), match.end())
        elif token.count("\n") == 1:
            yield match.start()  # one line break folds into a space
        else:
            first = source.index("\n", match.start())
            yield from _breaks(source, first + 1, match.end())


def _breaks(source: str, start: int, end: int) -> Iterator[int]:
    return (index for index in range(start, end) if source[index] == "\n")


def _block_spots(source: str, start: int, style: str, text: str) -> list[int]:
    body = source.find("\n", start) + 1
    if body == 0:
        return [start] * (len(text) + 1)
    # An explicit indentation (`|2`) counts from the parent, which is not known here: it is what the
    # first line of the source has more than the text.
    indent = _first_indent(source, body) - _first_indent(text, 0)
    spots, decoded = _read_block(source, body, max(indent, 0), style)
    if decoded.startswith(text):
        return [*spots[: len(text)], _end_of(spots, len(text), body)]
    return [start] * (len(text) + 1)


def _end_of(spots: list[int], length: int, body: int) -> int:
    if length < len(spots):
        return spots[length]
    return spots[-1] + 1 if spots else body


def _first_indent(source: str, body: int) -> int:
    found = _INDENT.match(source, body)
    return len(found.group(1)) if found else 0


def _read_block(source: str, body: int, indent: int, style: str) -> tuple[list[int], str]:
    spots: list[int] = []
    chars: list[str] = []
    empty: list[int] = []
    """Line breaks of empty lines not yet given out."""
    last_break = -1
    was_deeper = False
    for begin, end in _block_lines(source, body, indent):
        if begin == end:
            empty.append(end)
            continue
        is_deeper = source[begin] in " \t"
        if last_break >= 0:
            is_folded = style == ">" and not was_deeper and not is_deeper
            if not (is_folded and empty):
                spots.append(last_break)
                chars.append(" " if is_folded else "\n")
        spots += [*empty, *range(begin, end)]
        chars += ["\n" * len(empty), source[begin:end]]
        last_break, was_deeper, empty = end, is_deeper, []
    tail = [*([last_break] if last_break >= 0 else []), *empty]
    return spots + tail, "".join(chars) + "\n" * len(tail)


def _block_lines(source: str, body: int, indent: int) -> Iterator[tuple[int, int]]:
    """Give start and end of each line below the indentation, until the block ends."""
    position = body
    while position < len(source):
        end = source.find("\n", position)
        end = len(source) if end < 0 else end
        begin = position
        while begin < min(end, position + indent) and source[begin] == " ":
            begin += 1
        if begin < end and begin - position < indent:
            return
        yield begin, end
        position = end + 1
