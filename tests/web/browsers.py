"""A real Chromium, where one is on this machine."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright

__all__ = ["chromium"]

NAMES = ("chromium", "chromium-browser", "google-chrome")


def chromium(play: Playwright) -> Browser:
    """A browser; where there is none the test is skipped and says so."""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        pytest.skip("There is no Chromium on this machine; nothing was tried in a real browser.")
    return play.chromium.launch(
        executable_path=program, args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
    )
