"""The same things as JSON, described at `/api/openapi.json`, for other programs. Each subject has a file of its own.

A program signs in once and shows its token (`Authorization: Bearer …`) with every request. It may do what the role of its
account may do on the page, and errors have one shape (`Fault`).
"""

from __future__ import annotations

from fastapi import APIRouter

from scanner.web.api import clients, court, cuts, files, mail, right, versions
from scanner.web.api.shape import NOT_DONE

__all__ = ["router"]

router = APIRouter(prefix="/api", responses=NOT_DONE)
for part in (files, mail, right, versions, cuts, clients, court):
    router.include_router(part.router)
