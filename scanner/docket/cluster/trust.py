"""Trust: who may speak to a cluster, and that nobody else hears it.

A letter goes over the network whole, and whoever may speak may run programs. So each machine has a certificate that the clinic
made itself, and shows it; without one, only the machine itself is spoken to, unless `in_the_clear` says that the network
is safe by other means.
"""

from __future__ import annotations

import ipaddress
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scanner.errors import DocketError, UsageError

if TYPE_CHECKING:
    from distributed import Security

__all__ = ["secured"]

CA, CERTIFICATE, KEY = "ca.pem", "cert.pem", "key.pem"
"""What lies in the folder `tls`: who signs, who we are, and our secret."""


def secured(url: str, tls: Path | None = None, *, in_the_clear: bool = False) -> Security:
    """How to speak to, or as, what stands at `url`, `tls://host:port` or `tcp://host:port`.

    `tls` is the folder with the three files; without it Dask's own configuration says where they are. Raises `UsageError`
    for an address that would not be safe, `DocketError` where Dask is not installed.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("tcp", "tls") or not parts.hostname or not parts.port:
        raise UsageError(f"{url}: the address of a cluster is tls://HOST:PORT, or tcp://HOST:PORT on this machine.")
    if parts.scheme == "tls":
        return _certified(url, tls)
    if tls is not None:
        raise UsageError(f"{url}: with certificates the address begins with tls://.")
    if not in_the_clear and not _is_this_machine(parts.hostname):
        raise UsageError(f"{url}: letters would cross the network unencrypted, and anybody there could run programs "
                         "on the cluster. Use tls:// (see GROWING.md), or --in-the-clear inside a tunnel.")  # fmt: skip
    return _security(require_encryption=False)


def _certified(url: str, tls: Path | None) -> Security:
    if tls is None:
        configured = _security(require_encryption=True)
        if not configured.tls_ca_file:  # type: ignore[attr-defined]
            raise UsageError(f"{url}: needs certificates; name their folder with --tls.")
        return configured
    missing = [name for name in (CA, CERTIFICATE, KEY) if not (tls / name).is_file()]
    if missing:
        raise UsageError(f"{tls}: {' and '.join(missing)} must lie there.")
    own = {f"tls_{who}_{what}": str(tls / name) for who in ("client", "scheduler", "worker")
           for what, name in (("cert", CERTIFICATE), ("key", KEY))}  # fmt: skip
    return _security(require_encryption=True, tls_ca_file=str(tls / CA), **own)


def _security(**told: object) -> Security:
    try:
        from distributed import Security
    except ModuleNotFoundError:
        raise DocketError("Work on several machines needs Dask: install letter-scanner[cluster].") from None
    return Security(**told)  # type: ignore[no-untyped-call]


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
