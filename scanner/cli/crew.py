"""`scanner scheduler` and `scanner worker`: the other machines of `scanner batch --cluster`."""

from __future__ import annotations

from collections.abc import Coroutine
from contextlib import suppress
from typing import Annotated, Any

import typer

from scanner.cli.options import InTheClear, Jobs, Tls, jobs_of

__all__ = ["scheduler", "worker"]

Url = Annotated[str, typer.Argument(metavar="tls://HOST:PORT", help="The scheduler's address.", show_default=False)]
Port = Annotated[int, typer.Option("--port", min=0, help="The port that other workers come in by; 0 for any.")]


def scheduler(url: Url, tls: Tls = None, in_the_clear: InTheClear = False) -> None:
    """Hand out the pages of `scanner batch --cluster` to the workers. Ctrl-C ends it."""
    from scanner.docket.cluster.crew import schedule
    from scanner.docket.cluster.trust import secured

    _run(schedule(url, secured(url, tls, in_the_clear=in_the_clear)))


def worker(url: Url, tls: Tls = None, in_the_clear: InTheClear = False, jobs: Jobs = None, port: Port = 0) -> None:
    """Read pages for a scheduler, on this machine. Ctrl-C ends it; what it was reading is read elsewhere."""
    from scanner.docket.cluster.crew import work
    from scanner.docket.cluster.trust import secured

    _run(work(url, secured(url, tls, in_the_clear=in_the_clear), jobs_of(jobs), port))


def _run(role: Coroutine[Any, Any, None]) -> None:
    """Until it is asked to end: then it takes its leave of the others first."""
    import asyncio
    import signal

    async def played() -> None:
        task = asyncio.ensure_future(role)
        with suppress(NotImplementedError):  # Windows knows Ctrl-C only
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
        await task

    with suppress(asyncio.CancelledError):
        asyncio.run(played())
