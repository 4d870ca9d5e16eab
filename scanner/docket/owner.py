"""Who holds a lease: a driver's name, from which another driver on the same machine can tell that it is dead."""

from __future__ import annotations

import os
import socket
import uuid

__all__ = ["is_dead", "owner_here"]


def owner_here() -> str:
    """A name for a driver: the machine, the process and when it began, and chance."""
    return f"{socket.gethostname()[:24]}/{os.getpid()}/{_began(os.getpid())}/{uuid.uuid4().hex[:12]}"


def _began(process: int) -> str:
    """When a process began, in ticks since the machine did; a process number alone is used again. Empty where unknown,
    and for one that is dead and only not yet buried by its parent.
    """
    try:
        with open(f"/proc/{process}/stat", encoding="ascii", errors="replace") as told:  # noqa: PTH123
            state, *rest = told.read().rpartition(")")[2].split()
    except (OSError, ValueError):
        return ""
    return "" if state in "ZX" or len(rest) < 19 else rest[18]


def is_dead(owner: str) -> bool:
    """Whether the driver of that name ran on this machine and is no more. Not knowing is no: its lease will run out."""
    machine, process, began, _ = owner.split("/") if owner.count("/") == 3 else ("", "", "", "")
    if machine != socket.gethostname()[:24] or not began:
        return False
    return _began(int(process)) != began
