# Inline rules for markdown-it-py. Each token carries the position it was found at, which the
# library's own rules do not keep; what is refused becomes a fault and goes on as plain text.
# The boolean by position is the library's own signature of a rule.
# ruff: noqa: FBT001
# Only `emphasis` is the library's: its rules are intricate, and already right.
"""The inline rules of prose."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.common.entities import entities
from markdown_it.rules_inline import StateInline, emphasis

from kb.problems import quoted
from kb.prose.characters import has_hidden, hidden_fault
from kb.prose.faults import Faults
from kb.prose.links import AUTOLINK, MAIL, Link, Ticks, find_links
from kb.prose.marks import (
    CITATION,
    CITATION_HINT,
    LIKE_CITATION,
    RECORD,
    RECORD_HINT,
    read_citation,
    read_record_link,
)
from kb.prose.nodes import Citation, Fault, Picture, RecordLink
from kb.prose.tree import Places
from kb.prose.urls import check_url, is_picture

Rule = Callable[[StateInline], bool]

_TEXT = re.compile(r"[^\n!$&*<\[\\\]^_`{]+")
_BREAK = re.compile(r"([ \t]*)\n[ \t]*")
_ENTITY = re.compile(r"&(?:#([xX][0-9a-fA-F]{1,6}|[0-9]{1,7})|([A-Za-z][A-Za-z0-9]{1,31}));")
_TICKS = re.compile(r"`+")
_ESCAPABLE = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_TAG = re.compile(r"<(/?[A-Za-z][^\s<>/]{0,40}|[!?])")
_HIDDEN_TAG = re.compile(r"(?:\\<|&(?:lt|LT|#0*60|#[xX]0*3[cC]);)(?=[A-Za-z/!?&\\])")
_SNIPPET = re.compile(r"-+8<-+")
_ATTRIBUTES = re.compile(r"\{[ \t]*(?:[:.]|#[\w-]+|[A-Za-z_:][\w:.-]*=)")
_TEMPLATE = re.compile(r"\{[{%#]")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,100}\]|\^\[")
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
    ruler.push("kb", _read)
    return parser


class _Parser(MarkdownIt):
    """Addresses stay as they are written: `check_url` judges them."""

    def validateLink(self, url: str) -> bool:  # noqa: N802
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        return url


def _read(state: StateInline, silent: bool) -> bool:
    # The library reads ahead, `silent`, for links only, and links are not its own here.
    return any(rule(state) for rule in _RULES.get(state.src[state.pos], _WORDS))


def _text(state: StateInline) -> bool:
    match = _TEXT.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    end = match.end()
    if state.src[end : end + 1] == "\n":
        end = state.pos + len(match[0].rstrip(" \t"))
    if end == state.pos:
        return False
    return _push(state, end, text=state.src[state.pos : end])


def _newline(state: StateInline) -> bool:
    match = _BREAK.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if match[1].endswith("  "):
        return _push(state, match.end(), kind="hardbreak")
    return _push(state, match.end(), text=" ")


def _escape(state: StateInline) -> bool:
    if state.pos + 1 >= state.posMax:
        return False
    char = state.src[state.pos + 1]
    if char == "\n":
        match = _BREAK.match(state.src, state.pos + 1, state.posMax)
        return _push(state, match.end() if match else state.pos + 2, kind="hardbreak")
    if char not in _ESCAPABLE:
        return False
    if _HIDDEN_TAG.match(state.src, state.pos):
        _fault(state, "KB401", "raw HTML behind a backslash: %s", _ESCAPE_HINT)
    return _push(state, state.pos + 2, text=char)


def _code(state: StateInline) -> bool:
    opening = _TICKS.match(state.src, state.pos, state.posMax)
    if opening is None:
        return False
    # Inside of a link the opening run may be cut short: then no run has its length.
    start = _ticks(state).closing(len(opening[0]), opening.end())
    if start < 0 or start + len(opening[0]) > state.posMax:
        return _push(state, opening.end(), text=opening[0])
    content = state.src[opening.end() : start].replace("\n", " ")
    if content.startswith(" ") and content.endswith(" ") and content.strip(" "):
        content = content[1:-1]
    return _push(state, start + len(opening[0]), text=content, kind="code_inline")


def _ticks(state: StateInline) -> Ticks:
    ticks: Ticks = state.env.get("ticks") or state.env.setdefault("ticks", Ticks(state.src))
    return ticks


def _record(state: StateInline) -> bool:
    if not state.src.startswith("[[", state.pos):
        return False
    match = RECORD.match(state.src, state.pos, state.posMax)
    if match is None:
        _fault(state, "KB416", "%s opens a record link that is not closed", RECORD_HINT)
        return _push(state, state.pos + 2, text="[[")
    return _own(state, match, read_record_link(match, state.pos))


def _citation(state: StateInline) -> bool:
    match = CITATION.match(state.src, state.pos, state.posMax)
    if match is not None:
        return _own(state, match, read_citation(match, state.pos))
    like = LIKE_CITATION.match(state.src, state.pos, state.posMax)
    is_open = state.src.startswith("[@", state.pos)
    if not is_open and (like is None or state.src.startswith("(", like.end())):
        return False
    shown = quoted(like[0] if like else _rest_of_line(state), 30)
    _add(state, Fault(state.pos, "KB417", f"{shown} is no citation", CITATION_HINT))
    return _push(state, state.pos + 1, text="[")


def _own(state: StateInline, match: re.Match[str], node: RecordLink | Citation | Fault) -> bool:
    if isinstance(node, Fault):
        _add(state, node)
        return _push(state, match.end(), text=match[0].replace("\n", " "))
    state.push("kb_node", "", 0).meta["node"] = node
    state.pos = match.end()
    return True


def _link(state: StateInline) -> bool:
    start, limit = state.pos, state.posMax
    if "links" not in state.env:
        state.env["links"] = find_links(state.src, _ticks(state))
    found: Link | None = state.env["links"].get(start)
    if found is None:
        return False
    opening = state.push("link_open", "a", 1)
    opening.attrs, opening.meta = {"href": found.url}, {"pos": start}
    state.pos, state.posMax = start + 1, found.label_end
    state.linkLevel += 1
    state.md.inline.tokenize(state)
    state.linkLevel -= 1
    state.push("link_close", "a", -1)
    _check_link(state, found.url, start)
    if found.title:
        message = f"the title {quoted(found.title)} of a link"
        _add(state, Fault(start, "KB423", message, "say it in the text"))
    state.pos, state.posMax = found.end, limit
    return True


def _check_link(state: StateInline, url: str, start: int) -> None:
    wrong = check_url(url)
    if wrong is not None:
        _add(state, Fault(start, *wrong))


def _angle(state: StateInline) -> bool:
    match = AUTOLINK.match(state.src, state.pos, state.posMax)
    mail = MAIL.match(state.src, state.pos, state.posMax)
    found = match or mail
    if found is None:
        _refuse_tag(state)
        return _push(state, state.pos + 1, text="<")
    url = f"mailto:{found[1]}" if match is None else found[1]
    if state.linkLevel > 0:
        return _push(state, found.end(), text=found[1])
    _check_link(state, url, state.pos)
    opening = state.push("link_open", "a", 1)
    opening.attrs, opening.meta = {"href": url}, {"pos": state.pos}
    _push(state, found.end(), text=found[1])
    state.push("link_close", "a", -1)
    return True


def _refuse_tag(state: StateInline) -> None:
    if state.src.startswith("8<-", max(state.pos - 1, 0)):
        start = state.pos - 1
        while start > 0 and state.src[start - 1] == "-":
            start -= 1
        if _SNIPPET.match(state.src, start):
            _add(state, Fault(start, "KB405", "the syntax `--8<--` would read a file", "delete it"))
            return
    match = _TAG.match(state.src, state.pos)
    if match is None:
        return
    if match[1] in {"!", "?"}:
        hint = "delete it: remarks belong in a YAML comment"
        _fault(state, "KB402", "an HTML comment or declaration: %s", hint)
    else:
        _fault(state, "KB401", "raw HTML: %s", _ESCAPE_HINT)


def _entity(state: StateInline) -> bool:
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
    if _HIDDEN_TAG.match(state.src, state.pos):
        _fault(state, "KB401", "raw HTML in disguise: %s", _ESCAPE_HINT)
    if has_hidden(char):
        _add(state, hidden_fault(char[0], state.pos))
        char = "\ufffd"
    return _push(state, match.end(), text=char)


def _picture(state: StateInline) -> bool:
    if not state.env.get("pictures") or not state.src.startswith("![", state.pos):
        return False
    match = _PICTURE.match(state.src, state.pos, state.posMax)
    if match is None or not is_picture(match["path"]) or not match["words"].strip():
        return False
    node = Picture(match["path"], match["words"].strip())
    state.push("kb_node", "", 0).meta = {"node": node, "pos": state.pos}
    state.pos = match.end()
    return True


def _refused(state: StateInline) -> bool:
    """Report what only other dialects know; it goes on as plain text."""
    src, pos = state.src, state.pos
    if src.startswith("![", pos) and not src.startswith("![@", pos):
        hint = _PICTURE_HINT if state.env.get("pictures") else "link to the page that shows it"
        _fault(state, "KB409", "an image: %s", hint)
    elif src.startswith("$$", pos):
        _fault(state, "KB419", "a formula between `$$`", "say it in words or show it as code")
        return _push(state, pos + 2, text="$$")
    elif _FOOTNOTE.match(src, pos):
        _fault(state, "KB412", "a footnote: %s", "cite the source: [@key]")
    elif src.startswith("](", pos):
        hint = "write [words](https://…): no space in the address, no other link in the words"
        _fault(state, "KB420", "a link that is not well formed", hint)
    elif src.startswith("][", pos) and src[pos + 2 : pos + 3] not in {"@", "["}:
        hint = "write the address behind the words: [words](https://…)"
        _fault(state, "KB418", "a link by reference", hint)
    elif _TEMPLATE.match(src, pos) and not _is_open_comment(state):
        _fault(state, "KB404", "template syntax: %s", "show it as code: `{{ x }}`")
        return _push(state, pos + 2, text=src[pos : pos + 2])
    elif _ATTRIBUTES.match(src, pos):
        _fault(state, "KB403", "an attribute list: %s", "delete it")
    return False


def _is_open_comment(state: StateInline) -> bool:
    """Return whether `{#` stands here and no `#}` behind it."""
    if not state.src.startswith("{#", state.pos):
        return False
    if "comment_end" not in state.env:
        state.env["comment_end"] = state.src.rfind("#}")
    return bool(state.env["comment_end"] < state.pos + 2)


def _emphasis(state: StateInline) -> bool:
    start, count = state.pos, len(state.tokens)
    emphasis.tokenize(state, False)
    for step, token in enumerate(state.tokens[count:]):
        token.meta["pos"] = start + step
    return True


def _other(state: StateInline) -> bool:
    return _push(state, state.pos + 1, text=state.src[state.pos])


_WORDS: tuple[Rule, ...] = (_text, _newline, _other)
_RULES: Mapping[str, tuple[Rule, ...]] = {
    "\n": (_newline,),
    "\\": (_escape, _other),
    "`": (_code,),
    "*": (_emphasis,),
    "_": (_emphasis,),
    "[": (_record, _citation, _link, _refused, _other),
    "<": (_angle,),
    "&": (_entity, _other),
    "!": (_picture, _refused, _other),
    **dict.fromkeys("$]^{", (_refused, _other)),
}
"""Sign → the rules that are tried where it stands; `_WORDS` anywhere else."""


def _push(state: StateInline, end: int, *, text: str = "", kind: str = "text") -> bool:
    """Go on at `end`, with words or another token; words next to each other are one token."""
    if kind != "text":
        token = state.push(kind, "", 0)
        token.content, token.meta = text, {"pos": state.pos}
    elif state.tokens and (parts := state.tokens[-1].meta.get("parts")) is not None:
        parts.append((state.pos, text))
    else:
        state.push(kind, "", 0).meta = {"parts": [(state.pos, text)]}
    state.pos = end
    return True


def _rest_of_line(state: StateInline) -> str:
    """Return as much of the line from here on as a message shows."""
    end = min(state.posMax, state.pos + 40)
    return state.src[state.pos : end].split("\n")[0]


def _fault(state: StateInline, code: str, message: str, hint: str) -> None:
    """Report what stands here; `%s` in the message is the text itself."""
    faults, places = _faults(state)
    if faults.is_counting():
        faults.count(code, places.offset(state.pos))
        return
    shown = message.replace("%s", quoted(_rest_of_line(state), 30), 1)
    faults.add(Fault(places.offset(state.pos), code, shown, hint))


def _add(state: StateInline, fault: Fault) -> None:
    faults, places = _faults(state)
    faults.add(replace(fault, offset=places.offset(fault.offset)))


def _faults(state: StateInline) -> tuple[Faults, Places]:
    return state.env["faults"], state.env["places"]
