"""What every test stands on: a home of its own, so that nothing is kept in the home of whoever runs the tests."""

from __future__ import annotations

import os
import tempfile


def pytest_configure() -> None:
    """Before anything loads the catalogue."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        os.environ["SCANNER_HOME"] = tempfile.mkdtemp(prefix="scanner-tests-")
