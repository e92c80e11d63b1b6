# The exception tree. Bad content is never an exception (see problems.py): these are for
# input/output that failed, wrong use of the program, and bugs.
#
#   KbError
#   ├── ContentNotFoundError   the content folder is missing
#   ├── PublishError           the writer was asked for something it must not do
#   │   ├── UnsafePathError    a path outside the output root
#   │   └── DuplicateArtifactError  two artifacts claim one file
#   ├── BuildFailedError       the build stopped before the live site was touched
#   ├── EditError              authored files could not be changed; all are as they were
#   └── UsageError             a command was called in a way that cannot work
"""Exceptions raised by the knowledge-base builder."""

from __future__ import annotations


class KbError(Exception):
    """Base of every exception this package raises on purpose; its words are for people."""

    exit_code = 2
    """With what a command ends that it stops: it could not run."""


class ContentNotFoundError(KbError):
    """The content folder does not exist or cannot be read."""


class PublishError(KbError):
    """The writer refused an artifact."""


class UnsafePathError(PublishError):
    """An artifact's path leads outside the output root."""


class DuplicateArtifactError(PublishError):
    """Two artifacts claim the same output file."""


class BuildFailedError(KbError):
    """The build stopped; the live site was left as it was."""


class EditError(KbError):
    """Authored files could not be changed; all are as they were."""


class UsageError(KbError):
    """A command was called in a way that cannot work."""
