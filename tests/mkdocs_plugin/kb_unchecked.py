# The builder with its first layer of safety switched off: no prose is refused, no address is
# checked, no hidden character is seen. What comes out must be harmless all the same.
"""Run `kb` without any check of what texts contain."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import kb.model.base
import kb.read.builder
import kb.read.loader
import kb.validate.records
from kb.cli import main


def _no_faults(*_: Any, **__: Any) -> Iterator[Any]:
    return iter(())


class _AnyText:
    """Stands for a pattern that every text matches."""

    @staticmethod
    def match(*_: Any) -> bool:
        return True

    I = 0  # noqa: E741


def _as_it_is(text: str, *_: Any) -> tuple[str, tuple[Any, ...]]:
    return text, ()


def _find_nothing(text: str) -> int:
    return -1


def switch_off() -> None:
    """Take the first layer away."""
    for module, name, other in (
        (kb.validate.records, "_faults", _no_faults),
        (kb.read.loader, "clean_text", _as_it_is),
        (kb.read.builder, "find_refused", _find_nothing),
        (kb.model.base, "re", _AnyText),
    ):
        setattr(module, name, other)


if __name__ == "__main__":
    switch_off()
    main()
