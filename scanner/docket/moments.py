"""Moments as the docket writes them: UTC, to the second, as text that sorts."""

from __future__ import annotations

from datetime import UTC, datetime

__all__ = ["moment"]


def moment(at: datetime | None = None) -> str:
    """`2026-11-22T18:04:10Z`; now, unless another moment is given."""
    return (at or datetime.now(UTC)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
