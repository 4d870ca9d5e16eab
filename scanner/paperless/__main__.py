"""`python -m scanner.paperless`: the post-consumption script of paperless-ngx. It takes everything from the environment.

It ends with status 0 whatever happens, and says on standard error what did not work, for the document is safe in
paperless by then and another status would show it as failed. With `--strict` the status tells.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from scanner.errors import ScannerError, UsageError
from scanner.paperless.client import Paperless
from scanner.paperless.post_consume import TAG, file_away, triaged
from scanner.wire import address

__all__ = ["main"]

HERE = "http://localhost:8000"
"""Where paperless-ngx listens inside its own container."""


def post_consume(
    strict: Annotated[
        bool, typer.Option("--strict", help="End with another status than 0 where something failed.")
    ] = False,
    again: Annotated[bool, typer.Option("--again", help="Replace what a former run or a person put there.")] = False,
) -> None:
    """File the document that paperless-ngx has just consumed (DOCUMENT_ID, DOCUMENT_SOURCE_PATH) by what it is."""
    status = 0
    try:
        _run(again=again)
    except ScannerError as error:
        status = error.exit_status
        typer.echo(f"scanner: {error} The document is as it was, but for the tag if that could be set.", err=True)
    except Exception as error:  # noqa: BLE001  (a fault of ours must not show as a failed consumption; values stay out of logs)
        status = 1
        typer.echo(f"scanner: a fault of this program ({type(error).__name__}). The document is safe.", err=True)
    raise typer.Exit(status if strict else 0)


def _run(*, again: bool) -> None:
    number, file = _document()
    paperless = Paperless(_address(), _token())
    try:
        lines = triaged(file)
    except ScannerError as error:
        file_away(paperless, number, ())
        typer.echo(f"Document {number}: tagged {TAG!r}.", err=True)
        raise ScannerError(str(error)) from None
    filed = file_away(paperless, number, lines, again=again)
    for remark in filed.remarks:
        typer.echo(f"Document {number}: {remark}", err=True)
    done = [
        *((f"type {filed.document_type!r}",) if filed.document_type else ()),
        *((f"tag {TAG!r}",) if filed.tagged else ()),
    ]
    typer.echo(f"Document {number}: {' and '.join(done) or 'custom fields'} set.")


def _document() -> tuple[int, Path]:
    number, file = os.environ.get("DOCUMENT_ID", ""), os.environ.get("DOCUMENT_SOURCE_PATH", "")
    if not (number.isdecimal() and file):
        raise UsageError("DOCUMENT_ID and DOCUMENT_SOURCE_PATH are not set; paperless-ngx sets them for its script.")
    return int(number), Path(file)


def _address() -> str:
    return address(os.environ.get("SCANNER_PAPERLESS_URL") or HERE, plain=os.environ.get("SCANNER_PLAIN_HTTP") == "1")


def _token() -> str:
    kept = os.environ.get("SCANNER_PAPERLESS_TOKEN_FILE")
    try:
        token = Path(kept).read_text(encoding="utf-8") if kept else os.environ.get("SCANNER_PAPERLESS_TOKEN", "")
    except (OSError, ValueError):
        raise UsageError("SCANNER_PAPERLESS_TOKEN_FILE cannot be read.") from None
    if not token.strip():
        raise UsageError(
            "SCANNER_PAPERLESS_TOKEN or SCANNER_PAPERLESS_TOKEN_FILE must give the token of a user of paperless-ngx."
        )
    return token.strip()


def main() -> None:
    """The entry point of the script."""
    typer.run(post_consume)


if __name__ == "__main__":
    main()
