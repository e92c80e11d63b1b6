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
        "KB620",
        Severity.ERROR,
        "Something stands where the build writes a page.",
        "The build replaces and removes in docs/ only what it wrote itself: it keeps a list of it,"
        " with the digest of each file. What is not on the list, and every link, is somebody's."
        " Move it to where it belongs: own files into static/, own pages into content/pages/."
        " `kb clean --set-aside` moves all of it out of docs/ at once, into a folder beside it; that"
        " is also the one step for a checkout whose docs/ was written before there was a list."
        " Until then nothing is written, and the site stays as it was.",
    ),
    Code(
        "KB621",
        Severity.ERROR,
        "A generated page was changed by hand.",
        "Pages in docs/ are made from content/ and written anew by every build, so a change there"
        " would be lost. Put it into the record or the page in content/pages that the file is made"
        " of, then delete the file; or set it aside with `kb clean --set-aside`. Until then nothing"
        " is written, and the site stays as it was.",
    ),
    Code(
        "KB622",
        Severity.INFO,
        "A file in docs/ is not part of the site.",
        "docs/ is ignored by git: what only lies there would be in one person's site and in nobody"
        " else's. It is kept and not published. Put own styles, scripts and pictures into static/,"
        " own pages into content/pages/.",
    ),
    Code(
        "KB623",
        Severity.INFO,
        "The list of files that the build wrote could not be trusted.",
        "docs/.kb-manifest.json was damaged, edited or written by another version. It proves"
        " nothing then: nothing is removed by it, and of the files that are there only those are"
        " taken over that are, byte for byte, what would be written. A build that ends well writes"
        " it anew.",
    ),
    Code(
        "KB630",
        Severity.ERROR,
        "A file in static/ has a name that cannot be published.",
        "The name must work on every system and in an address: no control character, none of"
        ' `<>:"|?*\\`, no dot or space at its end, at most 255 bytes, valid Unicode.',
    ),
    Code(
        "KB631",
        Severity.ERROR,
        "Something in static/ is no plain file, or cannot be read.",
        "A link could lead out of the folder and publish what nobody meant to publish; pipes and"
        " devices are no files at all. Put the file itself there.",
    ),
    Code(
        "KB632",
        Severity.ERROR,
        "A file in static/ is too large.",
        "A file may have 100 MB: git hosts refuse more, and so do most hosts of sites. Put it"
        " somewhere else, and link to it.",
    ),
    Code(
        "KB633",
        Severity.ERROR,
        "A file in static/ has the address of something else.",
        "Files go into the site as they are, under the same path. This one would replace a page, an"
        " asset of the theme or a file that the build makes. Give it another name or a folder of its"
        " own, such as static/img/.",
    ),
    Code(
        "KB634",
        Severity.ERROR,
        "A file in static/ could run a script outside of the site's policy.",
        "Every page has a Content-Security-Policy that keeps it to this host. An HTML file gets it"
        " too, in its `<head>`, which it must have therefore; an SVG or XML file cannot have one, so"
        " it may hold no script. Write pages as Markdown in content/pages, and scripts as .js files.",
    ),
    Code(
        "KB610",
        Severity.ERROR,
        "A committed schema is not what the model says.",
        "Editors check records against schemas/*.schema.json, which `kb schema` writes from the"
        " model. Run `kb schema` and commit what it wrote.",
    ),
    Code(
        "KB611",
        Severity.ERROR,
        "A file that is no schema of ours stands where one is written.",
        "`kb schema` replaces schemas that it wrote itself, which say so in their `$comment`, and"
        " removes nothing. Move the other file away, or name another folder with `--out`.",
    ),
)
