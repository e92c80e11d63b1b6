"""Problem codes of prose and its safety (KB4xx)."""

from __future__ import annotations

from kb.codes.entry import Code
from kb.problems import Severity

_E = Severity.ERROR

CODES: tuple[Code, ...] = (
    Code(
        "KB401", _E, "raw HTML in prose",
        "HTML could carry a script to every reader, and renderers disagree on it, also behind a"
        " backslash or a character reference. Leave the tag out, or show it as code.",
        'text: "It was <b>not</b> there."',
        'text: "It was **not** there."',
    ),
    Code(
        "KB402", _E, "an HTML comment or declaration in prose",
        "It would be published, although nobody sees it on the page. Remarks belong in a YAML"
        " comment.",
        'text: "It was over. <!-- check this -->"',
        'text: "It was over."   # check this',
    ),
    Code(
        "KB403", _E, "an attribute list in prose",
        "`{: …}` and `{#id .class}` put attributes on what stands before them, an event handler as"
        " well.",
        'text: "It was over. {: .warning }"',
        'text: "It was over."',
    ),
    Code(
        "KB404", _E, "template syntax in prose",
        "A template engine downstream would run it. Show it as code if it is meant.",
        'text: "The payload was {{ 7*7 }}."',
        'text: "The payload was `{{ 7*7 }}`."',
    ),
    Code(
        "KB405", _E, "snippet syntax in prose",
        "`--8<--` reads a file of the machine that builds the site.",
        'text: "--8<-- \\"notes.txt\\""',
        'text: "The notes say so."',
    ),
    Code(
        "KB406", _E, "an address with an unsafe scheme",
        "Links lead to https, http or mailto: `javascript:` and `data:` run in the reader's"
        " browser.",
        'text: "See [this](javascript:alert(1))."',
        'text: "See [this](https://example.org/)."',
    ),
    Code(
        "KB407", _E, "an address without a scheme",
        "`//host/` means whatever scheme the page has, also `file:` on a copy on disk.",
        'text: "See [this](//example.org/)."',
        'text: "See [this](https://example.org/)."',
    ),
    Code(
        "KB408", _E, "a link that is no whole web address",
        "Records are linked by id; everything else needs its whole address, without spaces,"
        " invisible signs or character references.",
        'text: "See [the page](../civica/)."',
        'text: "See [[civica]]."',
    ),
    Code(
        "KB409", _E, "an image in prose",
        "An image from another host tells that host who reads the page, and one in a record would"
        " need a licence of its own: link to the page that shows it. On a page written by hand a"
        " picture of your own may stand: put the file into static/ and write"
        " ![what is to be seen](img/name.png), with the path below static/.",
        'text: "![The note](https://example.org/note.png)"',
        'text: "The note is shown [there](https://example.org/note)."',
    ),
    Code(
        "KB410", _E, "a heading where none may stand",
        "Short texts are part of a section. In long ones headings begin with `##`: the first level"
        " is the title of the page.",
        'summary: "# What happened"',
        'body: "## What happened"',
    ),
    Code(
        "KB411", _E, "a table where none may stand",
        "Tables stand on pages written by hand; in records the data have keys of their own.",
        "body: |\n  | a | b |\n  |---|---|",
        "body: |\n  - a: b",
    ),
    Code(
        "KB412", _E, "a footnote in prose",
        "Sources are cited by key, and the page numbers them.",
        'text: "It was over.[^1]"',
        'text: "It was over [@dover-foi-15896]."',
    ),
    Code(
        "KB413", _E, "a box or tab of another Markdown dialect",
        "`!!!`, `???`, `===` and `:::` mean something to some renderers only.",
        'body: "!!! warning"',
        'body: "Take care: …"',
    ),
    Code(
        "KB414", _E, "a control or direction character in prose",
        "It can make a line say something else than it shows.",
        'text: "the file gpj.exe"   # with a hidden U+202E',
        'text: "the file exe.jpg, shown reversed"',
    ),
    Code(
        "KB415", _E, "an invisible character in prose",
        "Names that look alike would differ, and searching would not find them. It often comes"
        " along with copied text.",
        'text: "Civ\u200bica"   # with a zero-width space',
        'text: "Civica"',
    ),
    Code(
        "KB416", _E, "a record link that is not well formed",
        "A link is [[id]], [[id|words]] or [[id#part|words]], with both brackets closed.",
        'text: "See [[civica."',
        'text: "See [[civica]]."',
    ),
    Code(
        "KB417", _E, "a citation that is not well formed",
        "A citation is [@key], [@key, p. 4] or [@key; @other], without words before the `@`.",
        'text: "It was over [see @dover-foi-15896]."',
        'text: "It was over (see [@dover-foi-15896])."',
    ),
    Code(
        "KB418", _E, "a link by reference, or an abbreviation",
        "Renderers disagree on definitions below the text. Write the address behind the words.",
        'text: "See [this][1]."',
        'text: "See [this](https://example.org/)."',
    ),
    Code(
        "KB419", _E, "a formula in prose",
        "It would need a script to be shown.",
        'text: "$$x^2$$"',
        'text: "x squared"',
    ),
    Code(
        "KB420", _E, "a link that is not well formed",
        "It would be printed with its brackets. Mostly a space or a line break in the address, or"
        " another link or a citation among the words.",
        'text: "See [this](https://example.org/a b)."',
        'text: "See [this](https://example.org/a%20b)."',
    ),
    Code(
        "KB421", _E, "a line across the page",
        "Sections have headings; `---` is also read as the end of a YAML document.",
        'body: "One.\\n\\n---\\n\\nTwo."',
        'body: "One.\\n\\n## Later\\n\\nTwo."',
    ),
    Code(
        "KB422", _E, "prose nested too deep",
        "Nobody follows lists in lists in lists, and renderers disagree on them.",
        'text: "- - - - - - deep"',
        'text: "- flat"',
    ),
    Code(
        "KB423", _E, "a link with a title",
        "A title shows under a mouse only. Say it in the text.",
        "text: 'See [this](https://example.org/ \"the whole story\").'",
        'text: "See [this](https://example.org/), the whole story."',
    ),
    Code(
        "KB424", _E, "a text too big to be read",
        "One text has at most 200,000 characters, 8,000 lines, 24,000 signs of Markdown (brackets, "
        "stars, bars and the like) and 12,000 cells of tables. More is a book, a mistake or an "
        "attack. Write less, or split it over several texts.",
    ),
)  # fmt: skip
