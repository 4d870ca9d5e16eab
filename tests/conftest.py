"""What every test stands on: a home of its own, so that nothing is kept in the home of whoever runs the tests; and programs
that hear Ctrl-C, which a shell's background job does not and nor do its children.
"""

from __future__ import annotations

import os
import signal
import tempfile


def pytest_configure() -> None:
    """Before anything loads the catalogue."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        os.environ["SCANNER_HOME"] = tempfile.mkdtemp(prefix="scanner-tests-")
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
