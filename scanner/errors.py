"""Every error this program raises on purpose, in one tree with one exit status per class.

::

    ScannerError                    1
    ├── LetterError                 1   a file that cannot be read; becomes one `letter-error/1` line
    ├── CatalogueError              1   the catalogue's own data is at fault; loading stops
    ├── EngineError                 1   no OCR engine could be started
    ├── DocketError                 1   the docket cannot be kept: database locked, gone or newer, disk full, cluster gone
    │   └── MeanwhileError          1   somebody changed a letter after it was looked at; nothing was done
    ├── WireError                   1   another program, named by its address, did not answer or did not take what was sent
    └── UsageError                  2   asked for something that does not exist

Not knowing is no error: what a letter does not say is an `Unread`, a letter that is not recognised an `Unidentified`.
Messages never carry text of a letter, so that no log can leak a taxpayer's data.
"""

from __future__ import annotations

from typing import ClassVar, Literal

__all__ = [
    "CatalogueError",
    "DocketError",
    "EngineError",
    "Fault",
    "LetterError",
    "MeanwhileError",
    "ScannerError",
    "UsageError",
    "WireError",
]

Fault = Literal["encrypted", "damaged", "empty", "unsupported", "too-large", "timed-out", "no-pages"]


class ScannerError(Exception):
    """The root of the tree.

    The message is English, for the terminal. `word` is the key of the sentence that says the same on a page, in both languages
    (`refused.…` of the word lists), and `values` go into its places: an error is raised where no words are known yet.
    """

    exit_status: ClassVar[int] = 1

    def __init__(self, *said: object, word: str = "", **values: object) -> None:
        super().__init__(*said)
        self.word = word
        self.values = values


class LetterError(ScannerError):
    """A file that cannot be read.

    `fault` is the contract's word for it; the message is for a person and says what would help.
    """

    def __init__(self, fault: Fault, message: str) -> None:
        super().__init__(fault, message)
        self.fault: Fault = fault
        self.message = message

    def __str__(self) -> str:
        return self.message


class CatalogueError(ScannerError):
    """The catalogue is at fault. The message names the file, the place in it and what to do."""


class EngineError(ScannerError):
    """No engine can read pictures on this machine."""


class DocketError(ScannerError):
    """The docket cannot be read or kept just now. The message says what happened and that nothing was lost."""


class MeanwhileError(DocketError):
    """Somebody changed a letter after it was looked at, so that what was said of it is of another version. Look again."""


class WireError(ScannerError):
    """Another program did not answer, or refused. The message names its host or its field names, never a secret or a value."""


class UsageError(ScannerError):
    """The caller asked for something that does not exist, such as a notice nobody has described."""

    exit_status: ClassVar[int] = 2
