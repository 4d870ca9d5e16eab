"""The custom fields that a letter gets in paperless-ngx, and what values of each kind look like there.

Kinds and their limits are those of its serializer: text has at most 128 characters, an amount its currency in front
(`USD1250.00`), a day is ISO, a choice is the id that paperless gave its label when the field was made.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = [
    "AMOUNT_DUE",
    "FIELDS",
    "HOW_SURE",
    "LAST_DAY",
    "LETTER_DATE",
    "LONGEST",
    "NOTICE",
    "TAX_PERIODS",
    "WHAT_TO_DO",
    "Field",
    "Kind",
]

Kind = Literal["string", "date", "monetary", "select"]
LONGEST = 128
"""Characters that a text may have."""


@dataclass(frozen=True, slots=True)
class Field:
    """A custom field by its name; `choices` are the labels of a select."""

    name: str
    kind: Kind
    choices: tuple[str, ...] = ()


NOTICE = Field("IRS notice", "string")
LAST_DAY = Field("Last day", "date")
WHAT_TO_DO = Field("What to do", "string")
HOW_SURE = Field("How sure", "select", ("sure", "check", "unknown"))
TAX_PERIODS = Field("Tax periods", "string")
AMOUNT_DUE = Field("Amount due", "monetary")
LETTER_DATE = Field("Letter date", "date")

FIELDS = (NOTICE, LAST_DAY, WHAT_TO_DO, HOW_SURE, TAX_PERIODS, AMOUNT_DUE, LETTER_DATE)
