# Random prose for property tests: strings made of the signs that Markdown, HTML and our own marks
# are made of, so that half of what comes out means something.
"""Strategies for prose."""

from __future__ import annotations

from hypothesis import strategies as st

PIECES = (
    "a", "b c", "Civica", "Lazarus", "Lazarus Group", "Kent", "EK Services", "İ", "é", "e\u0301",
    " ", "  ", "\n", "\n\n", "\t", "*", "**", "_", "`", "``", "<", ">", "<b>", "</b", "<!--", "-->",
    "&", "&lt;", "&amp;", "&#42;", "\\", "\\*", "[", "]", "(", ")", "[[", "]]", "[[civica]]",
    "[[civica|the firm]]", "[[ek#x]]", "[@key]", "[@key, p. 4; @other]", "[a](https://e.org/x)",
    "<https://e.org>", "](", "!", "![", "#", "## ", "- ", "* ", "+ ", "1. ", "12) ", "> ", "|",
    "| a | b |\n|---|---|\n| c | d |\n", "```\n", "---", "===", ":", "{", "{{", "}", "{: x}",
    "$", "$$", "~~", "^", "@", "=", "%", "%%", ".", ",", "'", '"', "--8<--", "!!! x", "    ",
    "\u200b",
    "\u202e", "\x00", "\r\n", "\u00a0", "\u2003", "😀", "www.e.org",
)  # fmt: skip

texts = st.lists(st.sampled_from(PIECES), max_size=24).map("".join)
"""Anything at all."""

WORDS = (
    "Civica", "Lazarus", "Lazarus Group", "Group", "Kent", "Kent County", "Council", "civica",
    "EK Services", "İKent", "the", "firm", "AT&amp;T", "C*ivi*ca", "`Kent`", "[[kent|Kent]]",
    "[[civica]]", "[@key]", "[Civica](https://e.org)", "*Kent*", "**Lazarus** Group", "Civica's",
    "(Kent)", "Kent,", "Kent.com", "@Kent", "Civica\nKent", "Lazarus\nGroup", "## Kent", "- Kent",
)  # fmt: skip
named = st.lists(
    st.tuples(st.sampled_from(WORDS), st.sampled_from((" ", " ", " ", "", "-", "\n\n"))),
    max_size=12,
).map(lambda parts: "".join(word + gap for word, gap in parts))
"""Prose in which names of the knowledge base stand."""
