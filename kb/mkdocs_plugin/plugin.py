# MkDocs' events, one short method each. Order of a build: on_config runs the pipeline, looks at
# what people put down and writes docs/, on_files adds what is no page, MkDocs renders, on_post_page
# gives every page its policy, on_post_build indexes the full text. The instance survives rebuilds
# under `serve` (that is what on_startup is for), and with it the last good edition and the finished
# pages: under `serve` a page that has not changed is not made again (unchanged.py).
"""The MkDocs plugin `kb`."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from mkdocs.config import base
from mkdocs.config import config_options as c
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from kb.errors import BuildFailedError, KbError
from kb.mkdocs_plugin.blocks import HtmlBlocks, find_ids
from kb.mkdocs_plugin.csp import add_policy
from kb.mkdocs_plugin.docs import (
    Written,
    exclude_readmes,
    keep_pages,
    refuse_linked_folders,
    write_docs,
)
from kb.mkdocs_plugin.edition import Edition, Notice, edition_of, next_edition, notices_of
from kb.mkdocs_plugin.linked import host_kind, repository_links, to_json_ld
from kb.mkdocs_plugin.pages import (
    ARTICLE_ID,
    HeadingIds,
    date_pages,
    find_footer,
    is_indexed,
    mend_theme,
    prepare_meta,
    prepare_toc,
)
from kb.mkdocs_plugin.sitefiles import (
    PACKAGE,
    add_site_files,
    copyright_html,
    iter_assets,
    iter_bundles,
    site_of,
)
from kb.mkdocs_plugin.static import add_static, static_files
from kb.mkdocs_plugin.unchanged import TEMPLATE, PageCache, digest_of_files
from kb.outputs.social import social_card_path
from kb.problems import Problem, Severity, count_findings, escape_control, sort_problems
from kb.publish import StaticFile, build_fulltext, check_target, mark_site
from kb.read.listing import real_path
from kb.say import gettext, ngettext
from kb.urls import page_url

if TYPE_CHECKING:
    from kb.pipeline import Build

log = logging.getLogger("mkdocs.plugins.kb")

Progress = Callable[[str, int, int], None]

MANY_LINKS = 1500
"""Links of a page from which on it is opened without Material's instant navigation: that rewrites
every link when a page opens, which blocks a phone for a third of a second on the longest ones."""

_LEVELS: Mapping[Severity, int] = {
    Severity.ERROR: logging.ERROR,
    Severity.WARNING: logging.WARNING,
    Severity.INFO: logging.INFO,
}


class KbConfig(base.Config):  # type: ignore[no-untyped-call]
    """Options of the plugin in `mkdocs.yml`."""

    content = c.Type(str, default="content")
    """The folder with the authored records, relative to `mkdocs.yml`."""
    allow_empty = c.Type(bool, default=False)
    """Whether a base without any incident is built."""
    static = c.Type(str, default="static")
    """The folder with people's own files, relative to `mkdocs.yml`; it may be missing."""


class KbPlugin(BasePlugin[KbConfig]):  # type: ignore[no-untyped-call]
    """Run the pipeline into `docs/`, and finish what MkDocs makes of it."""

    def __init__(self) -> None:
        """Start without an edition."""
        self.edition: Edition | None = None
        self.prepared: Build | None = None
        """A build that the caller has made already (`kb build`): it is used, not repeated."""
        self.content: Path | None = None
        """A content folder that the caller asked for (`kb serve`), instead of the option's."""
        self.progress: Progress | None = None
        self.is_served = False
        self.finished = PageCache()
        self.found: tuple[Problem, ...] = ()
        """What the last build found in `docs/` and `static/`."""
        self._written = Written()
        self._static: tuple[StaticFile, ...] = ()
        self._heading_ids = HeadingIds()
        self._done = 0
        self._total = 0

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Learn whether the site is served; being here keeps this instance over rebuilds."""
        self.is_served = command == "serve"
        self.edition = None
        self.finished = PageCache()
        self.found = ()

    # Before MkDocs ----------------------------------------------------------------------------

    @event_priority(50)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Build the knowledge base into `docs/`."""
        self._check_site(config)
        edition = self._put_down(self._choose_edition(config), config)
        self.edition = edition
        exclude_readmes(self._written, config)
        config.mdx_configs.setdefault("toc", {})["slugify"] = self._heading_ids
        # MkDocs hands the list on to Python-Markdown, which takes instances as well as names.
        extensions: list[Any] = config.markdown_extensions
        extensions.append(HtmlBlocks())
        config.extra["kb_notices"] = edition.notices
        config.extra["kb_copyright"] = copyright_html(config.copyright or "", site_of(config))
        # Material puts pages into the open document by the sitemap, which needs an address.
        if config.site_url and not self.is_served:
            config.theme["features"] = [*config.theme["features"], "navigation.instant"]
        if self.is_served:
            around = digest_of_files(
                (PACKAGE / "theme", PACKAGE / "assets"), edition.notices, config.nav, config.extra
            )
            self.finished.begin(edition.artifacts, around)
            # Pages that are not made again have no anchors to look for.
            config.validation.links.anchors = logging.DEBUG
        return config

    def _content_folder(self, config: MkDocsConfig) -> Path:
        return self.content or Path(config.config_file_path).parent / self.config.content

    def _choose_edition(self, config: MkDocsConfig) -> Edition:
        if self.prepared is not None:
            return edition_of(self.prepared)
        content = _as_seen_from_here(self._content_folder(config))

        def make() -> Build:
            from kb.pipeline import build

            made = build(content, may_be_empty=self.config.allow_empty, site=site_of(config))
            report(made.problems)
            if made.unjudged:
                log.warning("%s", made.unjudged.explain())
            return made

        if self.is_served:
            edition = next_edition(self.edition, make)
            for notice in edition.notices:
                log.error("not shown because of %s: %s", notice.place, notice.text)
            return edition
        made = make()
        # MkDocs would look at strictness when the old site is gone: better now.
        failing = {Severity.ERROR, Severity.WARNING} if config.strict else {Severity.ERROR}
        number = sum(count_findings(made.problems, severity) for severity in failing)
        if number or made.has_errors:
            raise PluginError(_say(number, content))
        return edition_of(made)

    def _check_site(self, config: MkDocsConfig) -> None:
        """Look at the site's folder before MkDocs empties it; `kb build` has looked at its own."""
        if self.is_served or self.prepared is not None:
            return
        apart = (self._content_folder(config), self._static_folder(config))
        try:
            check_target(Path(config.site_dir), apart)
        except BuildFailedError as error:
            raise PluginError(str(error)) from error

    def _static_folder(self, config: MkDocsConfig) -> Path:
        return Path(config.config_file_path).parent / self.config.static

    def _put_down(self, edition: Edition, config: MkDocsConfig) -> Edition:
        """Write the pages; return the edition with a banner for what is in their way."""
        docs, static = Path(config.docs_dir), self._static_folder(config)
        self._written, before = Written(), self.found
        refuse_linked_folders(docs, _as_seen_from_here(docs))
        try:
            self._static, faults = static_files(static, _as_seen_from_here(static), edition, config)
            if self.is_served or not _has_errors(faults):
                self._written = write_docs(edition, docs, _as_seen_from_here(docs))
        except (OSError, KbError) as error:
            if self.prepared is not None:
                raise
            if not self.is_served:
                raise PluginError(str(error)) from error
            notice = Notice(str(_as_seen_from_here(docs)), escape_control(str(error)))
            return replace(edition, notices=(*edition.notices, notice))
        self.found = sort_problems((*faults, *self._written.problems))
        if self.prepared is None:
            # A server says once what it keeps, not after every save.
            report(tuple(problem for problem in self.found if problem not in before))
        if _has_errors(self.found) and not self.is_served:
            raise PluginError("what is there must be moved first: see the problems above")
        return replace(edition, notices=(*edition.notices, *notices_of(self.found)))

    # While MkDocs reads -----------------------------------------------------------------------

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add stylesheet, script, fonts and icon of the package, and what exporters made.

        Then people's own files; of what lies in `docs/` only the pages stay.
        """
        if self.edition is not None:
            keep_pages(self.edition, self._written, files, config)
        for uri, path in iter_assets():
            files.append(File.generated(config, uri, abs_src_path=str(path)))
        for uri, data in iter_bundles():
            files.append(File.generated(config, uri, content=data))
        add_site_files(self.edition.site_artifacts if self.edition else (), files, config)
        add_static(self._static, files, config)
        config.extra["kb_footer"] = find_footer(config.extra.get("footer"), files)
        self._done, self._total = 0, len(files.documentation_pages())
        return files

    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Make the front matter safe to print; leave out what has not changed."""
        prepare_meta(page)
        self._heading_ids.is_by_hand = page.meta.get("kb_kind") == "page"
        self._describe(page, config)
        if self.finished.is_unchanged(page.file.src_uri):
            page.meta["template"] = TEMPLATE
            return ""
        return markdown

    def _describe(self, page: Page, config: MkDocsConfig) -> None:
        """Hand the theme what goes into the head of a page and to its end."""
        path, site_url = page.file.src_uri, config.site_url or ""
        made = self.edition.pages.get(path) if self.edition is not None else None
        if made is None:
            return
        if not self.is_served:
            page.meta["kb_facets"] = made.facets
        if made.data:
            page.meta["kb_json_ld"] = to_json_ld(made.data, path, site_url)
        if page.meta.get("kb_kind") in ("incident", "trend"):
            page.meta["kb_card"] = social_card_path(path)
        if made.authored:
            repo = config.repo_url or ""
            kind = host_kind(repo, str(config.extra.get("repo_kind") or ""))
            branch = str(config.extra.get("repo_branch") or "main")
            address = site_url + page_url(path) if site_url else ""
            title = str(page.meta.get("title", ""))
            page.meta["kb_links"] = repository_links(
                repo, branch, kind, made.authored, title, address
            )

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Give the table of contents its root, and MkDocs the anchors that links may name."""
        prepare_toc(page)
        page.present_anchor_ids = find_ids(html) | {ARTICLE_ID}
        self._advance("markdown")
        return html

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        """Date all pages, now that their front matter was read; let the theme say its texts."""
        env.globals.update(gettext=gettext, ngettext=ngettext, _=gettext)
        pages = (file.page for file in files.documentation_pages())
        date_pages(page for page in pages if page is not None)
        self._done = 0
        return env

    # While MkDocs writes ----------------------------------------------------------------------

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Leave pages out of the sitemap that search engines are asked not to list."""
        if template_name == "sitemap.xml":
            context["pages"] = [file for file in context["pages"] if is_indexed(file)]
        return context

    @event_priority(-100)
    def on_post_template(self, output: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Give the error page its policy; without an address of the site there is no sitemap."""
        if template_name.endswith(".html"):
            return add_policy(mend_theme(output), is_served=self.is_served)
        if template_name == "sitemap.xml" and not config.site_url:
            return ""
        return output

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Tell how far the build is."""
        self._advance("pages")
        return context

    @event_priority(-100)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Give the finished page its policy."""
        path = page.file.src_uri
        if self.finished.is_unchanged(path):
            return self.finished.outputs[path]
        if page.meta.get("kb_whole") or output.count("<a ") > MANY_LINKS:
            # What has its own policy and its own history must not be part of another document.
            output = output.replace('"navigation.instant"', '"kb.whole"')
        finished = add_policy(mend_theme(output), is_served=self.is_served)
        if self.is_served:
            self.finished.keep(path, finished)
        return finished

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Index the full text of the finished site; not under `serve`, where it would take long."""
        if not self.is_served:
            build_fulltext(Path(config.site_dir))
            mark_site(Path(config.site_dir))

    # Serve ------------------------------------------------------------------------------------

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., Any]
    ) -> LiveReloadServer:
        """Watch what people edit instead of `docs/`, which the build itself writes.

        Of the package its templates (beside their pages and views), theme and assets are watched: a
        change in its Python code needs a restart.
        """
        server.unwatch(config.docs_dir)
        content = self._content_folder(config)
        static = self._static_folder(config)
        folders = (
            content,
            static,
            *(PACKAGE / name for name in ("pages", "views", "theme", "assets")),
        )
        for folder in folders:
            if folder.is_dir():
                server.watch(str(folder))
        return server

    def _advance(self, step: str) -> None:
        self._done += 1
        if self.progress is not None:
            self.progress(step, self._done, self._total)


def report(problems: tuple[Problem, ...]) -> None:
    """Log every problem, so that MkDocs shows it and `--strict` counts it."""
    for problem in problems:
        log.log(_LEVELS[problem.severity], "%s", problem.explain())


def _has_errors(problems: tuple[Problem, ...]) -> bool:
    return any(problem.severity is Severity.ERROR for problem in problems)


def _say(number: int, content: Path) -> str:
    if number == 1:
        return f"1 problem in {content}: mend it first"
    return f"{number} problems in {content}: mend them first"


def _as_seen_from_here(folder: Path) -> Path:
    """Return a folder relative to the working directory where it is below it."""
    full = real_path(folder)
    here = Path.cwd()
    return full.relative_to(here) if full.is_relative_to(here) else full
