"""The one-time link: whoever sits at this machine opens it and is signed in. It works once; then a new one is told."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable

__all__ = ["Link"]


class Link:
    """A key that opens once. `told` hears of every new one: the terminal prints it, and nothing keeps it."""

    def __init__(self, told: Callable[[str], None]) -> None:
        self._told = told
        self._turn = threading.Lock()
        self._key = secrets.token_urlsafe(24)
        told(self._key)

    def opens(self, key: str) -> bool:
        """Whether this is the key; if so it never opens again."""
        with self._turn:
            if not secrets.compare_digest(key.encode("utf-8", "replace"), self._key.encode()):
                return False
            self._key = secrets.token_urlsafe(24)
            self._told(self._key)
            return True
