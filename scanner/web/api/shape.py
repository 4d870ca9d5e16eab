"""Shapes that the API's subjects share: how a refusal looks, what a program may send, numbers that a database can hold."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from scanner.web.faults import Fault

__all__ = ["NOT_DONE", "Number", "Strict"]

NOT_DONE: dict[int | str, dict[str, Any]] = {
    "4XX": {"model": Fault, "description": "Refused, and why."},
    "5XX": {"model": Fault, "description": "It failed; nothing was lost."},
}

Number = Annotated[int, Field(ge=1, lt=2**31)]
"""Of a letter, a client, a version or a page."""


class Strict(BaseModel):
    """What a program sends; unknown keys are refused."""

    model_config = ConfigDict(extra="forbid")
