# libyaml says where it stopped, in words about tokens. A person wants to know which line is wrong
# and what to write. One small function a family of errors; each report is (line, column, code,
# message, hint) with lines and columns from 0, as PyYAML counts.
"""Explain syntax errors of YAML."""

from __future__ import annotations

import re

import yaml

from kb.problems import escape_control, quoted
from kb.read.lines import find_line
from kb.read.nodes import Place
from kb.read.traps import Report, in_quotes, read_line, shorten

_RESERVED = "@`%"
_INDENT = re.compile(r"[ \t]*")
_GLUED = re.compile(r"(?m)^[ ]*(?:- )?(?P<key>[a-z_A-Z0-9-]+):(?P<value>[^\s/][^\n]*)\n\s*\Z")
"""The last line before the mistake, a key with its value glued to the colon."""
_OPENED = ("while scanning a quoted scalar", "while parsing a flow")


def explain_syntax(error: yaml.MarkedYAMLError, text: str, last: Place | None) -> Report:
    """Return what is wrong where libyaml stopped; `last` is the scalar it read before."""
    mark = error.problem_mark or error.context_mark
    if mark is None:
        return Report(0, 0, "KB103", "this is no YAML", str(error.problem or ""))
    line, index = mark.line, mark.index
    tab = _find_tab(text, index)
    if tab is not None:
        return tab
    problem = error.problem or ""
    if "nesting depth" in problem:
        return Report(line, mark.column, "KB117", "lists or mappings nested without end",
                      "no record needs that: check the brackets")  # fmt: skip
    if "cannot start any token" in problem:
        return _reserved(text, mark.line, mark.column, index)
    if "mapping values are not allowed" in problem:
        return _colon(text, line, index)
    if (error.context or "").startswith(_OPENED) and error.context_mark is not None:
        return _unclosed(error, text)
    if last is not None and last.style in ('"', "'") and _is_next(text, last.end, index):
        return _after_quote(text, last, line)
    if "expected ':'" in problem:
        return _no_colon(text, error)
    if "escape" in problem:
        hint = "in double quotes a backslash starts an escape: write \\\\, or use single quotes"
        return Report(line, mark.column, "KB103", "an unknown escape after a backslash", hint)
    if "did not find expected" in problem:
        return _indentation(text, line, index)
    shown = f"YAML cannot be read here: {escape_control(problem)}"
    return Report(line, mark.column, "KB103", shown, "compare the line with the ones above it")


def _find_tab(text: str, index: int) -> Report | None:
    line, before = find_line(text, index)
    indent = _INDENT.match(text, index - before)
    column = indent.group().find("\t") if indent else -1
    if column < 0:
        return None
    return Report(line, column, "KB104", "a tab indents this line", "indent with spaces")


def _reserved(text: str, line: int, column: int, index: int) -> Report:
    sign = text[index : index + 1]
    if sign not in _RESERVED:
        message = f"YAML cannot begin a value with {quoted(sign)}"
    else:
        message = f"{quoted(sign)} cannot begin a value in YAML: it is reserved"
    return Report(line, column, "KB110", message, in_quotes(text, index))


def _colon(text: str, line: int, index: int) -> Report:
    found = read_line(text, index)
    column = index - found.start
    if found.key and ": " in found.value + " ":
        message = "a colon and a space inside a value: YAML takes it for another key"
        return Report(line, column, "KB105", message, in_quotes(text, index))
    glued = _GLUED.search(text, 0, found.start)
    if glued:
        message = f"{quoted(glued['key'] + ':')} needs a space after its colon"
        key, value = shorten(glued["key"]), shorten(glued["value"])
        hint = f"write {escape_control(key)}: {escape_control(value)}"
        return Report(*find_line(text, glued.start("key")), "KB128", message, hint)
    message = "a key stands where YAML expects none"
    hint = "the line is indented too far, or the line above needs its value in quotes"
    return Report(line, _first_column(found.text), "KB128", message, hint)


def _unclosed(error: yaml.MarkedYAMLError, text: str) -> Report:
    opened = error.context_mark
    assert opened is not None
    sign = text[opened.index : opened.index + 1]
    if sign in ('"', "'"):
        message = f"the quote {quoted(sign)} that opens here is never closed"
        hint = f"add {sign} at the end of the value; inside it, write "
        hint += '\\"' if sign == '"' else "''"
        return Report(opened.line, opened.column, "KB109", message, hint)
    if sign not in "[{" or not sign:
        message = "the text ends before every bracket is closed"
        return Report(opened.line, opened.column, "KB109", message, "close each [ and {")
    close = {"[": "]", "{": "}"}[sign]
    found = read_line(text, opened.index)
    if found.value.startswith(sign) and found.key and not found.value.endswith(close):
        message = f"YAML takes {quoted(sign)} for the start of a list or mapping"
        return Report(opened.line, opened.column, "KB109", message,
                      f"close it with {close}, or {in_quotes(text, opened.index)}")  # fmt: skip
    message = f"the {quoted(sign)} that opens here is not closed rightly"
    return Report(opened.line, opened.column, "KB109", message, f"close it with {close}")


def _is_next(text: str, end: int, index: int) -> bool:
    return end <= index and "\n" not in text[end:index] and bool(text[end:index].strip(" ") == "")


def _after_quote(text: str, last: Place, line: int) -> Report:
    _, column = find_line(text, last.end)
    message = "text goes on after the closing quote"
    sign = last.style
    inner = '\\"' if sign == '"' else "''"
    hint = f"put all of the value between the quotes; a {sign} inside it is written {inner}"
    return Report(line, column, "KB109", message, hint)


def _no_colon(text: str, error: yaml.MarkedYAMLError) -> Report:
    mark = error.context_mark or error.problem_mark
    assert mark is not None
    found = read_line(text, mark.index)
    message = f"{quoted(found.text.strip())} is no `key: value`"
    hint = "a key needs a colon and a space; a sentence over several lines needs `>-` above it"
    return Report(mark.line, mark.column, "KB103", message, hint)


def _indentation(text: str, line: int, index: int) -> Report:
    found = read_line(text, index)
    column = _first_column(found.text)
    if found.value[:1] in ("*", "&", "!") and index > found.start + found.value_column:
        message = f"{quoted(found.value[0])} at the start of a value has a meaning in YAML"
        return Report(line, found.value_column, "KB113", message, in_quotes(text, index))
    message = f"{quoted(found.text.strip())} is not in line with what stands above it"
    hint = "keys of one mapping and items of one list begin in the same column"
    return Report(line, column, "KB128", message, hint)


def _first_column(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
