"""Problem codes of the site: what MkDocs finds when it renders the pages."""

from __future__ import annotations

from kb.codes.entry import Code
from kb.problems import Severity

CODES: tuple[Code, ...] = (
    Code(
        "KB601",
        Severity.WARNING,
        "MkDocs found fault with a page or with mkdocs.yml.",
        "Mostly a link in a hand-written page, or an entry of `nav`, that leads nowhere. MkDocs"
        " names the page below docs/; mend the record or the page in content/pages it was made of.",
        bad="nav:\n  - About: abuot/index.md",
        good="nav:\n  - About: about/index.md",
    ),
    Code(
        "KB610",
        Severity.ERROR,
        "A committed schema is not what the model says.",
        "Editors check records against schemas/*.schema.json, which `kb schema` writes from the"
        " model. Run `kb schema` and commit what it wrote.",
    ),
)
