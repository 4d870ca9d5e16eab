"""A locked PDF, opened with its password: a copy of it without the lock.

The password comes as a `Password`, which shows itself to nobody: a task that fails is told with what it was given. It is used
in a child, comes there through a pipe, never stands among the arguments of a process, and is written nowhere.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scanner.errors import LetterError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["MOST", "Password", "unlocked"]

MOST = 500
"""Characters of a password; PDF itself looks at no more than 127 bytes."""


@dataclass(frozen=True, slots=True)
class Password:
    """A password in memory. It prints as nothing."""

    text: str = field(repr=False)


def unlocked(path: Path, target: Path, password: Password) -> int:
    """Writes the PDF at `path` without its lock into `target`, which is there already; gives the number of its pages.

    Raises `UsageError` for a password that does not open it, `LetterError` for a file that no password opens. The same file
    gives the same bytes.
    """
    import pikepdf

    try:
        password.text.encode()  # half a character cannot be handed on, and opens nothing
        with pikepdf.open(path, password=password.text) as locked, target.open("wb") as whole:
            locked.save(whole, encryption=False, deterministic_id=True)
            return len(locked.pages)
    except (pikepdf.PasswordError, UnicodeEncodeError):
        message = "The password is not right. The file stays as it is and waits for the right one."
        raise UsageError(message, word="wrong_password") from None
    except pikepdf.PdfError:
        raise LetterError(
            "encrypted", "The PDF is locked in a way that cannot be opened. Save a copy without the lock."
        ) from None
