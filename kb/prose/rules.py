# Inline rules for markdown-it-py. Each token carries the position it was found at, which the
# library's own rules do not keep; what is refused becomes a fault and goes on as plain text.
# The boolean by position is the library's own signature of a rule.
# ruff: noqa: FBT001
# Only `emphasis` and `link` are the library's: their rules are intricate, and already right.
"""The inline rules of prose."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.common.entities import entities
from markdown_it.rules_inline import StateInline, emphasis, link

from kb.problems import quoted
from kb.prose.characters import has_hidden, hidden_fault
from kb.prose.marks import (
    CITATION,
    CITATION_HINT,
    LIKE_CITATION,
    RECORD,
    broken_record_link,
    read_citation,
    read_record_link,
)
from kb.prose.nodes import Citation, Fault, Picture, RecordLink
from kb.prose.urls import check_url, is_picture

Rule = Callable[[StateInline, bool], bool]

_TEXT = re.compile(r"[^\n!$&*<\[\\\]^_`{]+")
_BREAK = re.compile(r"([ \t]*)\n[ \t]*")
_ENTITY = re.compile(r"&(?:#([xX][0-9a-fA-F]{1,6}|[0-9]{1,7})|([A-Za-z][A-Za-z0-9]{1,31}));")
_TICKS = re.compile(r"`+")
_ESCAPABLE = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_TAG = re.compile(r"<(/?[A-Za-z][^\s<>/]{0,40}|[!?])")
_AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*)>")
_MAIL = re.compile(r"<([\w.+-]+@[\w-]+(?:\.[\w-]+)+)>")
_HIDDEN_TAG = re.compile(r"(?:\\<|&(?:lt|LT|#0*60|#[xX]0*3[cC]);)(?=[A-Za-z/!?&\\])")
_SNIPPET = re.compile(r"-+8<-+")
_ATTRIBUTES = re.compile(r"\{[ \t]*(?:[:.]|#[\w-]+|[A-Za-z_:][\w:.-]*=)")
_TEMPLATE = re.compile(r"\{[{%]|\{#(?=[\s\S]*#\})")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]|\^\[")
_PICTURE = re.compile(r"!\[(?P<words>[^\[\]\n\\`<>&]+)\]\((?P<path>[^()\s]+)\)")
_PICTURE_HINT = "put the file into static/ and write ![what is to be seen](img/name.png)"
_ESCAPE_HINT = "leave the tag out, or show it as code: `<b>`"


@cache
def build_parser() -> MarkdownIt:
    """Return the parser: CommonMark's blocks and tables, and the rules of this module."""
    parser = _Parser("commonmark", {"maxNesting": 40, "html": False})
    parser.block.ruler.enableOnly(
        ["blockquote", "fence", "heading", "hr", "lheading", "list", "paragraph", "table"]
    )
    parser.inline.ruler2.enableOnly(["balance_pairs", "emphasis"])
    ruler = parser.inline.ruler
    ruler.enableOnly([])
    for rule in _RULES:
        ruler.push(f"kb_{rule.__name__.strip('_')}", _with_place(rule))
    return parser


class _Parser(MarkdownIt):
    """Addresses stay as they are written: `check_url` judges them."""

    def validateLink(self, url: str) -> bool:  # noqa: N802
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        return url


def _with_place(rule: Rule) -> Rule:
    def placed(state: StateInline, silent: bool) -> bool:
        start, count = state.pos, len(state.tokens)
        found = rule(state, silent)
        if found and not silent:
            for step, token in enumerate(state.tokens[count:]):
                place = start + step if rule is emphasis.tokenize else start
                token.meta.setdefault("pos", place)
        return found

    return placed


def _text(state: StateInline, silent: bool) -> bool:
    match = _TEXT.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    end = match.end()
    if state.src[end : end + 1] == "\n":
        end = state.pos + len(match[0].rstrip(" \t"))
    if end == state.pos:
        return False
    return _push(state, end, silent, text=state.src[state.pos : end])


def _newline(state: StateInline, silent: bool) -> bool:
    match = _BREAK.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if match[1].endswith("  "):
        return _push(state, match.end(), silent, kind="hardbreak")
    return _push(state, match.end(), silent, text=" ")


def _escape(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "\\" or state.pos + 1 >= state.posMax:
        return False
    char = state.src[state.pos + 1]
    if char == "\n":
        match = _BREAK.match(state.src, state.pos + 1, state.posMax)
        return _push(state, match.end() if match else state.pos + 2, silent, kind="hardbreak")
    if char not in _ESCAPABLE:
        return False
    if not silent and _HIDDEN_TAG.match(state.src, state.pos):
        _fault(state, "KB401", f"raw HTML behind a backslash: {_shown(state)}", _ESCAPE_HINT)
    return _push(state, state.pos + 2, silent, text=char)


def _code(state: StateInline, silent: bool) -> bool:
    opening = _TICKS.match(state.src, state.pos, state.posMax)
    if opening is None:
        return False
    start = _closing_ticks(state, opening)
    if start < 0 or start + len(opening[0]) > state.posMax:
        return _push(state, opening.end(), silent, text=opening[0])
    content = state.src[opening.end() : start].replace("\n", " ")
    if content.startswith(" ") and content.endswith(" ") and content.strip(" "):
        content = content[1:-1]
    return _push(state, start + len(opening[0]), silent, text=content, kind="code_inline")


def _closing_ticks(state: StateInline, opening: re.Match[str]) -> int:
    """Return where the run of as many backticks as `opening` has begins, or -1."""
    runs: dict[int, list[int]] = state.env.setdefault("ticks", {})
    if not runs:
        for run in _TICKS.finditer(state.src):
            runs.setdefault(len(run[0]), []).append(run.start())
    # Inside of a link the opening run may be cut short: then no run has its length.
    alike = runs.get(len(opening[0]), [])
    after = bisect_left(alike, opening.end())
    return alike[after] if after < len(alike) else -1


def _record(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("[[", state.pos):
        return False
    match = RECORD.match(state.src, state.pos, state.posMax)
    if match is None:
        if not silent:
            text = state.src[state.pos : state.posMax].split("\n")[0]
            _add(state, broken_record_link(text, state.pos))
        return _push(state, state.pos + 2, silent, text="[[")
    return _own(state, silent, match, read_record_link(match, state.pos))


def _citation(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("[", state.pos):
        return False
    match = CITATION.match(state.src, state.pos, state.posMax)
    if match is not None:
        return _own(state, silent, match, read_citation(match, state.pos))
    like = LIKE_CITATION.match(state.src, state.pos, state.posMax)
    is_open = state.src.startswith("[@", state.pos)
    if not is_open and (like is None or state.src.startswith("(", like.end())):
        return False
    if not silent:
        text = like[0] if like else state.src[state.pos : state.posMax].split("\n")[0]
        _fault(state, "KB417", f"{quoted(text, 30)} is no citation", CITATION_HINT)
    return _push(state, state.pos + 1, silent, text="[")


def _own(
    state: StateInline, silent: bool, match: re.Match[str], node: RecordLink | Citation | Fault
) -> bool:
    if silent:
        state.pos = match.end()
        return True
    if isinstance(node, Fault):
        _add(state, node)
        return _push(state, match.end(), silent, text=match[0].replace("\n", " "))
    state.push("kb_node", "", 0).meta["node"] = node
    state.pos = match.end()
    return True


def _link(state: StateInline, silent: bool) -> bool:
    start, count = state.pos, len(state.tokens)
    if state.src[start] != "[" or not link(state, silent):
        return False
    if not silent:
        opening = next(token for token in state.tokens[count:] if token.type == "link_open")
        _check_link(state, str(opening.attrs["href"]), start)
        if opening.attrs.get("title"):
            message = f"the title {quoted(opening.attrs['title'])} of a link"
            _add(state, Fault(start, "KB423", message, "say it in the text"))
    return True


def _check_link(state: StateInline, url: str, start: int) -> None:
    wrong = check_url(url)
    if wrong is not None:
        _add(state, Fault(start, *wrong))


def _angle(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "<":
        return False
    match = _AUTOLINK.match(state.src, state.pos, state.posMax)
    mail = _MAIL.match(state.src, state.pos, state.posMax)
    found = match or mail
    if found is not None:
        url = f"mailto:{found[1]}" if match is None else found[1]
        if silent or state.linkLevel > 0:
            return _push(state, found.end(), silent, text=found[1])
        _check_link(state, url, state.pos)
        state.push("link_open", "a", 1).attrs = {"href": url}
        state.push("text", "", 0).content = found[1]
        state.push("link_close", "a", -1)
        state.pos = found.end()
        return True
    if not silent:
        _refuse_tag(state)
    return _push(state, state.pos + 1, silent, text="<")


def _refuse_tag(state: StateInline) -> None:
    start = state.src.rfind("\n", 0, state.pos) + 1
    before = state.src[start : state.pos]
    if before.endswith("8"):
        start = state.pos - 1 - (len(before[:-1]) - len(before[:-1].rstrip("-")))
        if _SNIPPET.match(state.src, start):
            _add(state, Fault(start, "KB405", "the syntax `--8<--` would read a file", "delete it"))
            return
    match = _TAG.match(state.src, state.pos)
    if match is None:
        return
    if match[1] in {"!", "?"}:
        hint = "delete it: remarks belong in a YAML comment"
        _fault(state, "KB402", f"an HTML comment or declaration: {_shown(state)}", hint)
    else:
        _fault(state, "KB401", f"raw HTML: {_shown(state)}", _ESCAPE_HINT)


def _entity(state: StateInline, silent: bool) -> bool:
    match = _ENTITY.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    number, name = match.groups()
    if name is not None:
        char = entities.get(name, "")
    else:
        code = int(number[1:], 16) if number[0] in "xX" else int(number)
        char = chr(code) if 0 < code < 0x110000 else "\0"
    if not char:
        return False
    if not silent:
        if _HIDDEN_TAG.match(state.src, state.pos):
            _fault(state, "KB401", f"raw HTML in disguise: {_shown(state)}", _ESCAPE_HINT)
        if has_hidden(char):
            _add(state, hidden_fault(char[0], state.pos))
            char = "\ufffd"
    return _push(state, match.end(), silent, text=char)


def _picture(state: StateInline, silent: bool) -> bool:
    if not state.env.get("pictures") or not state.src.startswith("![", state.pos):
        return False
    match = _PICTURE.match(state.src, state.pos, state.posMax)
    if match is None or not is_picture(match["path"]) or not match["words"].strip():
        return False
    if not silent:
        state.push("kb_node", "", 0).meta["node"] = Picture(match["path"], match["words"].strip())
    state.pos = match.end()
    return True


def _refused(state: StateInline, silent: bool) -> bool:
    """Report what only other dialects know; it goes on as plain text."""
    if silent or state.src[state.pos] not in "!$[]^{":
        return False
    src, pos = state.src, state.pos
    if src.startswith("![", pos) and not src.startswith("![@", pos):
        hint = _PICTURE_HINT if state.env.get("pictures") else "link to the page that shows it"
        _fault(state, "KB409", f"an image: {_shown(state)}", hint)
    elif src.startswith("$$", pos):
        _fault(state, "KB419", "a formula between `$$`", "say it in words or show it as code")
        return _push(state, pos + 2, silent, text="$$")
    elif _FOOTNOTE.match(src, pos):
        _fault(state, "KB412", f"a footnote: {_shown(state)}", "cite the source: [@key]")
    elif src.startswith("](", pos):
        hint = "write [words](https://…): no space in the address, no other link in the words"
        _fault(state, "KB420", "a link that is not well formed", hint)
    elif src.startswith("][", pos) and src[pos + 2 : pos + 3] not in {"@", "["}:
        hint = "write the address behind the words: [words](https://…)"
        _fault(state, "KB418", "a link by reference", hint)
    elif _TEMPLATE.match(src, pos):
        _fault(state, "KB404", f"template syntax: {_shown(state)}", "show it as code: `{{ x }}`")
        return _push(state, pos + 2, silent, text=src[pos : pos + 2])
    elif _ATTRIBUTES.match(src, pos):
        _fault(state, "KB403", f"an attribute list: {_shown(state)}", "delete it")
    return False


def _other(state: StateInline, silent: bool) -> bool:
    return _push(state, state.pos + 1, silent, text=state.src[state.pos])


_RULES: tuple[Rule, ...] = (
    _text, _newline, _escape, _code, emphasis.tokenize, _record, _citation, _link, _angle,
    _entity, _picture, _refused, _other,
)  # fmt: skip


def _push(
    state: StateInline, end: int, silent: bool, *, text: str = "", kind: str = "text"
) -> bool:
    if not silent:
        state.push(kind, "", 0).content = text
    state.pos = end
    return True


def _shown(state: StateInline) -> str:
    return quoted(state.src[state.pos : state.posMax].split("\n")[0], 30)


def _fault(state: StateInline, code: str, message: str, hint: str) -> None:
    _add(state, Fault(state.pos, code, message, hint))


def _add(state: StateInline, fault: Fault) -> None:
    state.env["faults"].append(fault)
