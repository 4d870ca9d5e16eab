"""The crew: the scheduler, and the worker of a machine, as programs that run until they are ended.

They are Dask's own, set up as letters need it: nothing spilled to a disk, no page of figures for the network to see, and a
worker that may have children (Dask's nanny forbids it; the worker here has none, for nothing that runs in it can crash).
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from distributed import Security

__all__ = ["schedule", "work"]

SILENCE = "60 seconds"
"""After which a worker counts as lost. Its pages are read in children, so that it always has time to say that it lives."""
PRIVATE = "127.0.0.1:0"
"""Where Dask's own figures can be had."""
MEMORY = Path("/dev/shm")  # noqa: S108  (folders in it are made for their owner alone)
ROOM = 2_000_000_000
"""Bytes that must be free in memory for letters to lie there while they are read."""


QUIET = {
    "distributed.worker.profile.enabled": False,
    "distributed.admin.tick.interval": "1s",
    "distributed.admin.system-monitor.interval": "10s",
}
"""Dask looks at its own stacks a hundred times a second, at its clock fifty times, at the machine twice, for figures that nobody
asks for here. On two cores that was four hundredths of a core for each process."""


async def schedule(url: str, security: Security) -> None:
    """Hands out work at `url`."""
    import dask
    from distributed import Scheduler

    parts = urlsplit(url)
    dask.config.set({"distributed.scheduler.worker-ttl": SILENCE, **QUIET})
    async with Scheduler(
        host=parts.hostname, port=parts.port or 0, protocol=parts.scheme, security=security, dashboard=False,
        dashboard_address=PRIVATE,
    ) as scheduler:  # fmt: skip
        await scheduler.finished()


async def work(url: str, security: Security, jobs: int, port: int = 0) -> None:
    """Reads pages for the scheduler at `url`, `jobs` at once. Waits for a scheduler that is not there yet, or no more."""
    import dask
    from distributed import Worker

    dask.config.set({"distributed.worker.daemon": False, **QUIET})
    while True:
        async with Worker(
            url, nthreads=jobs, port=port, security=security, memory_limit=0, local_directory=_folder(),
            dashboard=False, dashboard_address=PRIVATE,
        ) as worker:  # fmt: skip
            await worker.finished()


def _folder() -> str:
    """Where a letter lies while it is read: in memory, so that no disk keeps it, or, where there is none, as any temporary file."""
    roomy = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM
    return str(MEMORY) if roomy else tempfile.gettempdir()
