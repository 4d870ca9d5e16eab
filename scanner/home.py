"""Where the program keeps what it keeps: `SCANNER_HOME`, else the platform's folder for data. Nowhere else."""

from __future__ import annotations

import os
from pathlib import Path

__all__ = ["home"]


def home() -> Path:
    """The folder, which need not exist yet."""
    named = os.environ.get("SCANNER_HOME")
    if named:
        return Path(named)
    import platformdirs

    return Path(platformdirs.user_data_dir("scanner", appauthor=False))
