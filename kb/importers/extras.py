# What only one command needs is no part of a plain install: `incident-kb[cite]`, `[import]`. The
# command looks before it begins, so that nobody meets a traceback half-way.
"""Say which extra a command needs."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.util import find_spec

from kb.errors import UsageError

EXTRAS: Mapping[str, tuple[str, ...]] = {
    "cite": ("extruct", "lxml", "w3lib"),
    "import": ("bibtexparser", "ruamel.yaml"),
}
"""Extra of pyproject.toml → the modules that it brings and that are imported here."""


def require_extra(extra: str, purpose: str) -> None:
    """Make sure that the packages of an extra are there.

    Args:
        extra: Its name.
        purpose: What needs it, as the beginning of a sentence.

    Raises:
        UsageError: One is missing; the words say what to install.
    """
    missing = [name for name in EXTRAS[extra] if not _is_there(name)]
    if missing:
        raise UsageError(
            f"{purpose} needs packages that are not installed ({', '.join(missing)}); install them"
            f" with: pip install 'incident-kb[{extra}]'"
        )


def _is_there(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except (ModuleNotFoundError, ValueError):  # the package around it is missing, or was blocked
        return False
