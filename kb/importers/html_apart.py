# A parser in C hears no Ctrl-C and no alarm: a tag of a hundred thousand attributes holds libxml2
# for a minute, and a megabyte of them for a day. So a page is read in a process of its own that
# the system ends, and what it found comes back as plain JSON.
"""Read a page in a process that can be ended."""

from __future__ import annotations

import json
import os
import resource
import signal
from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any, NoReturn

from kb.errors import KbError, UsageError
from kb.importers.guard import say_why
from kb.importers.html import PageFacts, read_facts
from kb.importers.html_fetch import Fetched
from kb.problems import quoted

SECONDS = 30
"""Of work; an ordinary page takes a tenth of one."""
_MEMORY = 4_000_000_000
"""Bytes of address space; the biggest page that is taken needs a tenth of it."""
_BY_HAND = "copy the head of the page into a file, or use `kb new source`"


def read_facts_apart(page: Fetched, name: str, *, seconds: int = SECONDS) -> PageFacts:
    """Return what a page says about itself.

    Args:
        page: The page.
        name: Its file or address, for messages.
        seconds: How long may be computed on it.

    Raises:
        UsageError: It is no HTML, or cannot be read in this time.
    """
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        _answer(page, writer, seconds)
    os.close(writer)
    try:
        with os.fdopen(reader, "rb") as pipe:
            data = pipe.read()
    except BaseException:
        os.kill(child, signal.SIGKILL)
        raise
    finally:
        _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status) or not data:
        is_slow = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGXCPU
        why = f"it takes over {seconds} seconds of work" if is_slow else "its reader broke down"
        raise UsageError(f"{quoted(name, 200)} cannot be read: {why}; {_BY_HAND}")
    answer = json.loads(data)
    if "error" in answer:
        raise UsageError(answer["error"])
    if "fault" in answer:
        raise UsageError(f"{quoted(name, 200)} cannot be read: {answer['fault']}; {_BY_HAND}")
    return _facts(answer)


def _answer(page: Fetched, writer: int, seconds: int) -> NoReturn:
    """Read the page, write what it says into the pipe, and end this process whatever happens."""
    try:
        _confine(seconds)
        try:
            answer: Mapping[str, Any] = asdict(read_facts(page))
        except KbError as error:
            answer = {"error": str(error)}
        except Exception as error:
            answer = {"fault": say_why(error)}
        with os.fdopen(writer, "wb") as pipe:
            pipe.write(json.dumps(answer).encode())
    finally:
        os._exit(0)


def _confine(seconds: int) -> None:
    """Give this process so much work and memory, and no terminal to write to."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    used = resource.getrusage(resource.RUSAGE_SELF)
    limit = int(used.ru_utime + used.ru_stime) + seconds
    limits = (
        (resource.RLIMIT_CPU, limit),
        (resource.RLIMIT_AS, _MEMORY),
        (resource.RLIMIT_CORE, 0),
    )
    for kind, most in limits:
        _, hard = resource.getrlimit(kind)
        resource.setrlimit(kind, (most if hard < 0 else min(most, hard), hard))
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    os.dup2(nothing, 2)


def _facts(answer: Mapping[str, Any]) -> PageFacts:
    """Return the facts; JSON has lists where they have tuples."""
    plain: dict[str, Any] = {}
    for field in fields(PageFacts):
        value = answer[field.name]
        if field.name == "remarks":
            value = tuple((str(key), str(text)) for key, text in value)
        plain[field.name] = tuple(value) if isinstance(value, list) else value
    return PageFacts(**plain)
