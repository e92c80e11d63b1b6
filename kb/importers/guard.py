# What others wrote goes through libraries that were not written against malice: one finds a way
# to raise what its manual does not know, or to work for hours. Each known case is mended where it
# is read, so that the good beside it is kept; this is the wall behind all of them.
"""The guard around everything that reads what others wrote."""

from __future__ import annotations

import logging
import signal
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from kb.errors import KbError, UsageError
from kb.problems import quoted


class TimeIsUp(BaseException):
    """The work took too long; no `except Exception` of a library may swallow that."""


@contextmanager
def reading_outside(name: str, hint: str) -> Iterator[None]:
    """Turn whatever goes wrong inside into one plain sentence, and keep libraries silent.

    Args:
        name: The file or address, for the message.
        hint: What a person could do instead.

    Raises:
        UsageError: What stands there cannot be read. Errors of ours pass as they are, and so does
            a person's Ctrl-C.
    """
    with _silence():
        try:
            yield
        except KbError:
            raise
        except Exception as error:
            message = f"{quoted(name, 200)} cannot be read: {say_why(error)}"
            raise UsageError(f"{message}; {hint}") from error


def say_why(error: BaseException) -> str:
    """Return the reason that an exception gives, in words that are safe to print."""
    if isinstance(error, RecursionError):
        return "it is nested too deep"
    if isinstance(error, MemoryError):
        return "it needs too much memory"
    try:
        said = str(getattr(error, "reason", "") or error)
    except Exception:
        said = ""
    return quoted(said, 160) if said else type(error).__name__


@contextmanager
def _silence() -> Iterator[None]:
    """Keep libraries from writing on the terminal: they quote what they read as it stands."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(before)


@contextmanager
def computing_at_most(seconds: float) -> Iterator[None]:
    """Raise `TimeIsUp` when this process has computed for so long; waiting does not count.

    Signals reach the main thread alone: elsewhere there is no limit.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise TimeIsUp

    before = signal.signal(signal.SIGVTALRM, stop)
    # Again and again: raised inside a destructor it would be printed and forgotten.
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, 1)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
