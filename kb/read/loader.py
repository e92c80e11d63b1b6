# One text in, one tree of plain values with places out, and every problem on the way. Events come
# from libyaml; the values are made by the builder, and no Python object is ever built from a tag.
"""Read one YAML text."""

from __future__ import annotations

import yaml

from kb.codes import problem_at
from kb.problems import Mark, Problem
from kb.read.builder import Builder
from kb.read.characters import clean_text
from kb.read.nodes import RawNode
from kb.read.syntax import explain_syntax


def read_yaml(
    text: str, path: str, *, line_offset: int = 0
) -> tuple[RawNode | None, tuple[Problem, ...]]:
    """Read a YAML text into plain values that know their places.

    Args:
        text: The document, with `\\n` line ends.
        path: The file, as a person would type it.
        line_offset: Lines of the file above `text`.

    Returns:
        The values (None when the text could not be read to its end, or is empty), and every
        problem found.
    """
    cleaned, found = clean_text(text, path, line_offset + 1)
    builder = Builder(cleaned, path, line_offset)
    builder.problems.extend(found)
    try:
        for event in yaml.parse(cleaned, Loader=yaml.CSafeLoader):
            builder.take(event)
            if builder.is_stopped:
                break
    except yaml.MarkedYAMLError as error:
        report = explain_syntax(error, cleaned, builder.last)
        line = report.line + line_offset + 1
        if not builder.problems.has_line(line):  # no echo of a trap
            builder.report(*report)
        return None, builder.problems.all()
    except yaml.YAMLError as error:  # libyaml's reader, on characters that were masked: never seen
        message = f"this is no YAML: {error}"
        builder.problems.add(problem_at(Mark(path), "KB103", message))
        return None, builder.problems.all()
    problems = builder.problems.all()
    if builder.root is None:
        if not problems:
            hint = "write the record, or delete the file"
            empty = problem_at(Mark(path, line_offset + 1), "KB106", "the file is empty", hint)
            return None, (empty,)
        return None, problems
    if builder.is_too_deep:
        return None, problems
    value, place = builder.root
    return RawNode(value, path, cleaned, place, line_offset), problems
