"""`scanner serve`: the web page. On this machine, for one person, with nothing to configure; for a clinic with accounts."""

from __future__ import annotations

import os
import tempfile
from typing import TYPE_CHECKING, Annotated

import typer

from scanner.cli.options import InTheClear, Jobs, Tls, Today, day_of, jobs_of

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from scanner.docket import Docket

__all__ = ["serve"]

LOOPBACK = ("127.0.0.1", "::1", "localhost")
EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104  (compared with, not bound to)

Host = Annotated[str, typer.Option("--host", help="The address to listen at; default: this machine alone.")]
Port = Annotated[int, typer.Option("--port", min=0, max=65535, help="The port; 0 for any that is free.")]
Name = Annotated[
    list[str] | None,
    typer.Option(
        "--name", metavar="NAME", help="A name by which browsers ask for it, such as that of the clinic's server."
    ),
]


def serve(
    host: Host = "127.0.0.1",
    port: Port = 8417,
    name: Name = None,
    tls: Tls = None,
    in_the_clear: InTheClear = False,
    jobs: Jobs = None,
    today: Today = None,
) -> None:
    """Open the web page. Ctrl-C ends it; what was put in is in the docket, and reading goes on the next time."""
    import uvicorn

    from scanner.catalogue import load
    from scanner.cli.mail import what_was_learned
    from scanner.docket import Docket
    from scanner.docket.pictures import Pictures
    from scanner.web.app import app_of
    from scanner.web.desk import Desk
    from scanner.web.house import House
    from scanner.web.link import Link

    docket = Docket.at()
    alone = host in LOOPBACK
    _may_be_reached(docket, host, tls, alone=alone, in_the_clear=in_the_clear)
    _spool_at_home()
    held = _socket(host, port)
    shown = f"[{host}]" if ":" in host else host
    base = f"{'https' if tls else 'http'}://{name[0] if name else shown}:{held.getsockname()[1]}"
    hosts = tuple(each.lower() for each in (*(name or ()), *((*LOOPBACK, "[::1]") if alone else (shown,))))
    link = Link(lambda key: typer.echo(f"Open {base}/enter?key={key}  (works once)")) if alone else None
    with Desk(docket, load(), what_was_learned, jobs_of(jobs)) as desk:
        house = House(
            docket, load(), desk, Pictures.here(), hosts, link, secure=tls is not None, today=_clock(today)
        )  # fmt: skip
        house.copies.sweep()
        if not link:
            typer.echo(f"Open {base}/")
        config = uvicorn.Config(
            app_of(house), log_level="warning", access_log=False, server_header=False, date_header=True,
            timeout_graceful_shutdown=3, limit_concurrency=200, ws="none", lifespan="off", proxy_headers=False,
            ssl_certfile=tls / "cert.pem" if tls else None, ssl_keyfile=tls / "key.pem" if tls else None,
        )  # fmt: skip
        uvicorn.Server(config).run(sockets=[held])


def _may_be_reached(docket: Docket, host: str, tls: Path | None, *, alone: bool, in_the_clear: bool) -> None:
    """Refuses to open the docket to a network without accounts, or with passwords that anybody can listen to."""
    from scanner.docket.people import users
    from scanner.errors import UsageError

    if alone:
        return
    with docket.database.reading() as connection:
        if not users.any_users(connection):
            raise UsageError(
                "Others could reach it, and nobody has an account: scanner users add NAME --role administrator"
            )
    if tls is None and not in_the_clear:
        raise UsageError(
            "Passwords would cross the network in the clear: give --tls FOLDER, or --in-the-clear behind TLS."
        )
    if host in EVERYWHERE:
        typer.echo("Listening at every address: name the one that browsers use with --name.", err=True)


def _spool_at_home() -> None:
    """Half-taken uploads of this process and its children lie with the rest of what we keep, and nowhere else."""
    from scanner.home import home

    folder = home() / "incoming"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.environ["TMPDIR"] = str(folder)
    tempfile.tempdir = str(folder)


def _socket(host: str, port: int) -> socket.socket:
    import socket

    from scanner.errors import UsageError

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # said to be TCP, or asyncio leaves Nagle's delay on, and whoever looks at a page waits 40 ms for the rest of it
    held = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        held.bind((host, port))
        held.listen(100)  # whoever opens the link at once waits for the server instead of being turned away
    except OSError as error:
        held.close()
        raise UsageError(
            f"Port {port} of {host} cannot be taken ({error.strerror}). Give another with --port."
        ) from None
    return held


def _clock(today: str | None) -> Callable[[], date]:
    """The day that pages are seen from: the one that was asked for, else whatever day it is."""
    return lambda: day_of(today)
