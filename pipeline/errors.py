"""Errors: what stops a document or a run. What a bestuur wrote never raises.

    PipelineError
    ├── DocumentError      this document cannot be read; the run goes on
    ├── SourceError        a source stopped giving; what came in before it counts
    ├── OutputError        nothing can be written there: disk full, read-only, file open
    └── SetupError         the run cannot start: wrong usage or configuration
        ├── MappingError   a file in mappings/ has mistakes, all of them listed
        └── TemplateError  a template is damaged, or names what does not exist

Each carries a Dutch message for an official: what is the matter, where, what to do.
"""

from collections.abc import Sequence
from enum import IntEnum


class ExitCode(IntEnum):
    """The contract's exit codes (section 2)."""

    DONE = 0
    NEEDS_A_PERSON = 1
    USAGE = 2
    OUR_DEFECT = 70
    INTERRUPTED = 130


class PipelineError(Exception):
    """The root: everything this program raises on purpose."""

    exit_code = ExitCode.NEEDS_A_PERSON


class DocumentError(PipelineError):
    """A document that cannot be read, with the contract's `code` (section 5)."""

    def __init__(self, code: str, bericht: str) -> None:
        super().__init__(bericht)
        self.code = code
        self.bericht = bericht

    def __reduce__(self) -> tuple[type["DocumentError"], tuple[str, str]]:
        """Travel between processes whole."""
        return DocumentError, (self.code, self.bericht)


class SourceError(PipelineError):
    """A source stopped while it was giving; what it gave before that is kept."""


class OutputError(PipelineError):
    """A file or the workspace cannot be written; what stood there is untouched."""

    exit_code = ExitCode.USAGE


class SetupError(PipelineError):
    """Wrong usage or configuration: nothing was written."""

    exit_code = ExitCode.USAGE


class MappingError(SetupError):
    """Mistakes in the data of `mappings/`, every one with its file and key."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


class TemplateError(SetupError):
    """A template in `templates/` that cannot be used."""
