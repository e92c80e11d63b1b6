# Runs MkDocs from our own commands, through its own functions: `kb build` and `kb serve` are what
# `mkdocs build` and `mkdocs serve` are, with the pipeline's result handed in and warnings returned
# as problems.
"""Run MkDocs."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.commands.serve import serve as mkdocs_serve
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.utils.yaml import yaml_load

from kb.codes import problem_at
from kb.errors import BuildFailedError, UsageError
from kb.mkdocs_plugin.plugin import KbPlugin, Progress
from kb.mkdocs_plugin.sitefiles import site_of
from kb.problems import Mark, Problem, Severity, escape_control, sort_problems
from kb.publish import ready_folder
from kb.read.listing import real_path
from kb.site import Site

if TYPE_CHECKING:
    from kb.pipeline import Build

_PLUGIN = "kb"


class _Collector(logging.Handler):
    """Keeps what MkDocs warns of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[tuple[int, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append((record.levelno, record.getMessage()))


@contextmanager
def _collected() -> Iterator[_Collector]:
    """Collect MkDocs' warnings instead of printing them."""
    logger = logging.getLogger("mkdocs")
    collector = _Collector()
    propagate = logger.propagate
    logger.addHandler(collector)
    logger.propagate = False
    try:
        yield collector
    finally:
        logger.propagate = propagate
        logger.removeHandler(collector)


@dataclass(frozen=True, slots=True)
class Project:
    """What `mkdocs.yml` says."""

    site: Site
    docs: Path
    """The folder that the pages are written into."""
    static: Path
    """The folder with people's own files; it may be missing."""
    may_be_empty: bool
    """Whether a base without any incident is built."""


def read_project(config_file: Path) -> Project:
    """Return what `mkdocs.yml` says of the site and of the folders beside it."""
    config = load(config_file, None)
    plugin = config.plugins[_PLUGIN]
    assert isinstance(plugin, KbPlugin)
    static = Path(config.config_file_path).parent / plugin.config.static
    is_empty_fine = plugin.config.allow_empty
    return Project(site_of(config), Path(config.docs_dir), static, is_empty_fine)


def load(config_file: Path, site: Path | None) -> MkDocsConfig:
    """Read `mkdocs.yml`; make the folder for generated pages where somebody removed it.

    Raises:
        UsageError: there is none, or it is not right.
    """
    if not config_file.is_file():
        raise UsageError(f"there is no {config_file}: run this where mkdocs.yml is")
    _make_docs(config_file)
    with _collected() as collector:
        try:
            config = load_config(str(config_file), site_dir=str(site) if site else None)
        except MkDocsException as error:
            said = "; ".join(text for _, text in collector.messages) or str(error)
            raise UsageError(f"{config_file}: {escape_control(said)}") from error
    if not isinstance(config.plugins.get(_PLUGIN), KbPlugin):
        raise UsageError(f"{config_file}: the plugin {_PLUGIN!r} is not in `plugins`")
    return config


def _make_docs(config_file: Path) -> None:
    """Make the folder that MkDocs wants to exist; it says itself what else is wrong.

    Raises:
        UsageError: the file holds no keys, which MkDocs itself would not survive.
    """
    settings: object = {}
    with suppress(OSError, MkDocsException, ValueError), config_file.open("rb") as file:
        try:
            settings = yaml_load(file)
        except TypeError as error:
            raise UsageError(f"{config_file} holds no keys: write `site_name: …`") from error
    if not isinstance(settings, dict):
        raise UsageError(f"{config_file} holds no keys: write `site_name: …`")
    name = settings.get("docs_dir", "docs")
    if isinstance(name, str) and not os.path.lexists(config_file.parent / name):
        with suppress(OSError, ValueError):
            ready_folder(config_file.parent / name)


@contextmanager
def _lent(config: MkDocsConfig) -> Iterator[KbPlugin]:
    """Give our plugin of a configuration, to hand things to it; take them back afterwards.

    MkDocs keeps one instance of a plugin for the whole process, over all configurations.
    """
    plugin = config.plugins[_PLUGIN]
    assert isinstance(plugin, KbPlugin)
    try:
        yield plugin
    finally:
        plugin.prepared = plugin.content = plugin.progress = None


def render_site(
    config_file: Path, site: Path, build: Build, progress: Progress
) -> tuple[Problem, ...]:
    """Render a build into the folder `site` and return what stood in the way or was amiss.

    Raises:
        BuildFailedError: MkDocs could not render it.
    """
    config = load(config_file, site)
    with _lent(config) as plugin, _collected() as collector:
        plugin.prepared = build
        plugin.progress = progress
        try:
            config.plugins.on_startup(command="build", dirty=False)
            mkdocs_build(config)
        except MkDocsException as error:
            if any(problem.severity is Severity.ERROR for problem in plugin.found):
                return plugin.found
            said = "; ".join(text for _, text in collector.messages) or str(error)
            raise BuildFailedError(f"MkDocs could not render the site: {said}") from error
        finally:
            config.plugins.on_shutdown()
        found = plugin.found
    mark = Mark(str(config_file))
    warnings = (
        problem_at(mark, "KB601", f"MkDocs: {escape_control(text)}")
        for _, text in collector.messages
    )
    return sort_problems((*found, *warnings))


def serve_site(config_file: Path, content: Path, address: str) -> None:
    """Serve the site and rebuild it on every save, until Ctrl-C."""
    config = load(config_file, None)
    logger = logging.getLogger("mkdocs")
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(levelname)-7s %(message)s"))
    level = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    try:
        with _lent(config) as plugin:
            plugin.content = real_path(content)
            mkdocs_serve(str(config_file), dev_addr=address)
    except MkDocsException as error:
        raise BuildFailedError(f"MkDocs could not serve the site: {error}") from error
    except OSError as error:
        raise BuildFailedError(f"{address}: {error.strerror or error}") from error
    finally:
        logger.setLevel(level)
        logger.removeHandler(handler)
