"""The number of a notice: from print to slug. `CP 14`, `cP14` and `Notice CP014` are all `cp14`; `LTR 2645C` and
`2645-C` are `letter-2645c`.

Slugs are the contract's ids. A suffix is meaning (CP504 is not CP504B) and is never cut off. Digits are never repaired
into other digits; only a character that is no digit at all may be read as one, and such a reading is marked `repaired`,
counts only where it is a number that exists, and never stands alone. A number that the catalogue lacks stays itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from scanner.notice import Kind

__all__ = ["PrintedNumber", "as_print", "numbers_in", "slug_of"]

FOLD = str.maketrans({"O": "0", "o": "0", "Q": "0", "I": "1", "l": "1", "|": "1", "i": "1", "]": "1", "[": "1",
                      "S": "5", "s": "5", "Z": "2", "z": "2", "B": "8", "q": "9"})  # fmt: skip
D = r"[\dOoQIl|i\[\]SsZzBq]"
GAP = r"\s?[-‐‑–.]?\s?"
ENDS = (
    r"(?![\p{L}\d|\]\[{}]|[-‐‑–][\p{L}\d(]"
    r"|\((?!\s?(?i:sp|en|do|cg|sc|p|in|io|ics|acs|rev)\b|\s?\d))"
)
"""Behind a number: nothing that a spoilt suffix can have become (`CP14|` for CP141, `566-8` for 566-B, `105(` for 105C)."""
EDITION = r"(?P<edition>SP)?"
"""The Spanish edition, where it touches the number: `CP05ASP`. The suffix before it keeps its own letters."""

CP = regex.compile(
    rf"(?<![\p{{L}}\d/])(?P<head>[Cc¢G][PpF]){GAP}(?:(?P<digits>\d{{2,4}})(?:\s?(?P<suffix>[A-Z]{{1,2}}))?{EDITION}|(?P<rough>{D}{{2,4}}))"
    rf"{ENDS}"
)
BARE_NOTICE = regex.compile(
    r"^(?:Notice|Aviso)\s+(?:number|name|No\.?)?:?\s*(?P<digits>\d{2,4})(?P<suffix>(?!CG$)[A-Z]{1,2})?$"
)
LT = regex.compile(
    rf"(?<![\p{{L}}\d])(?P<head>[L1I]\s?T|ST(?=\d)){GAP}(?:(?P<digits>\d{{2}})|(?P<rough>{D}{{2}}))(?P<suffix>[A-Z])?{EDITION}{ENDS}"
)
LETTER = regex.compile(
    rf"(?<![\p{{L}}\d])(?P<head>(?i:letter|lettre|carta|ltr)\.?\s?(?:(?i:no|number)\.?\s?)?|LT(?=\s?\d{{3,4}}(?!\d))|L)(?:{GAP}|\s*[:#]\s*)"
    rf"(?:(?P<digits>\d{{2,4}})(?:\s?-?\s?(?P<suffix>C|J)|(?P<suffix2>-[A-Z]{{1,2}}|[A-Z]))?{EDITION}|(?P<rough>{D}{{2,4}}[CG]?)){ENDS}"
)
C_LETTER = regex.compile(r"(?<![\p{L}\d-])(?P<digits>\d{2,4})-?(?P<suffix>C)(?=\s+(?:[ES]?[0O]\b|letter\b|$))")
FORM_668 = regex.compile(r"(?i:form)\s+668\s?[-‐–]?\s?[({\[]?(?P<suffix>[A-Z¥])[)}\]]?(?:\s?[({\[][c¢][)}\]])?")
FORM = regex.compile(
    r"(?<![\p{L}\d])(?i:form|formulario)\s+(?P<digits>\d{3,5})(?:\s?[-‐–]\s?(?P<suffix>[A-Z]{1,2}(?![\p{L}\d])))?(?![\p{L}\d])"
)
INSERT = regex.compile(
    r"(?<![\p{L}\d])(?i:notice)(?:\s+(?i:number|name|no\.?))?:?\s+(?P<digits>\d{3,4})(?:\s?-?\s?(?P<suffix>CG)|\s?-\s?(?P<suffix2>[A-Z]))?(?![\p{L}\d])"
)

BARE_LETTER = regex.compile(
    r"(?<![\p{L}\d-])(?P<digits>\d{3,4})(?:-(?P<suffix2>[A-Z]))?(?=\s?\((?:DO|CG|SC|P|IN|IO)(?:/[A-Z]{1,3})?\))"
)
"""`531 (DO)`: the office in brackets says that it is a letter's number."""

PRIVATE_LETTER_RULING = regex.compile(r"(?i:ltr)\s*\d{7,}")


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """A number as it stands in a text: its slug, the print itself, and where it begins and ends."""

    slug: str
    kind: Kind
    text: str
    start: int
    end: int
    repaired: bool = False
    spanish: bool = False


SPANISH_EDITION = regex.compile(r"\s?\(?SP\)?(?![\p{L}\d])")


def _cp(found: regex.Match[str]) -> tuple[str, bool]:
    parts = found.groupdict()
    if parts.get("digits"):
        suffix = (parts.get("suffix") or "").lower()
        return f"cp{parts['digits'].lstrip('0').zfill(2)}{'' if suffix == 'sp' else suffix}", False
    return f"cp{parts['rough'].translate(FOLD).lstrip('0').zfill(2)}", True


def _ambiguous(found: regex.Match[str]) -> bool:
    """Whether a rough number ends in what may be a digit or a suffix: `CP5lB` is CP51B as well as CP518."""
    rough = found.groupdict().get("rough") or ""
    return len(rough) > 2 and rough[-1] in "BIS"


def _lt(found: regex.Match[str]) -> tuple[str, bool]:
    parts = found.groupdict()
    digits = parts["digits"] or parts["rough"].translate(FOLD)
    series = "st" if parts["head"] == "ST" else "lt"
    return f"{series}{digits}{(parts['suffix'] or '').lower()}", parts["digits"] is None or parts["head"][0] not in "LS"


def _letter(found: regex.Match[str]) -> tuple[str, bool]:
    parts = found.groupdict()
    if parts.get("digits"):
        digits = parts["digits"].lstrip("0")
        if parts.get("suffix") == "C":
            return f"letter-{digits}c", False
        suffix = (parts.get("suffix") or (parts.get("suffix2") or "").removeprefix("-")).lower()
        return f"letter-{digits}-{suffix}" if suffix else f"letter-{digits}", False
    rough = parts["rough"]
    tail = "c" if rough[-1] in "CG" else ""
    return f"letter-{(rough[:-1] if tail else rough).translate(FOLD)}{tail}", True


def _dashed(prefix: str, found: regex.Match[str]) -> tuple[str, bool]:
    digits = found.groupdict().get("digits") or "668"
    suffix = (found.groupdict().get("suffix") or "").lower().replace("¥", "y")
    return f"{prefix}-{digits}-{suffix}" if suffix else f"{prefix}-{digits}", False


def _insert(found: regex.Match[str]) -> tuple[str, bool]:
    """Inserts, and the few notices that are no CP: `Notice 1052-D`, and `Notice 972CG`, whose letters are no suffix."""
    parts = found.groupdict()
    return f"notice-{parts['digits']}{(parts['suffix'] or '').lower()}" + (
        f"-{parts['suffix2'].lower()}" if parts["suffix2"] else ""
    ), False


def as_print(slug: str) -> str:
    """What OCR cannot tell apart, made one: `cp51b` and `cp518`, `cp14i` and `cp141` print alike in a bad scan."""
    head, tail = regex.match(r"([a-z]*-?)(.*)", slug).groups()  # type: ignore[union-attr]
    folded = tail.upper().translate(FOLD).replace("-", "").lstrip("0")
    return f"{head}{folded}"


def numbers_in(text: str) -> Iterator[PrintedNumber]:
    """Every number of a notice, letter, form or insert that `text` prints, from left to right within each kind."""
    taken: list[tuple[int, int]] = [found.span() for found in PRIVATE_LETTER_RULING.finditer(text)]

    def free(found: regex.Match[str]) -> bool:
        if any(found.start() < end and start < found.end() for start, end in taken):
            return False
        taken.append(found.span())
        return True

    def number(found: regex.Match[str], kind: Kind, read: tuple[str, bool]) -> PrintedNumber:
        slug, repaired = read
        spanish = SPANISH_EDITION.match(text, found.end())
        end = spanish.end() if spanish else found.end()
        parts = found.groupdict()
        is_spanish = bool(spanish or parts.get("edition")) or parts.get("suffix") == "SP"
        return PrintedNumber(slug, kind, text[found.start() : end], found.start(), end, repaired, is_spanish)

    for found in CP.finditer(text):
        if free(found) and not _ambiguous(found):
            yield number(found, "cp", _cp(found))
    if (bare := BARE_NOTICE.match(text)) and bare["suffix"] and free(bare):
        yield number(bare, "cp", _cp(bare))
    for found in LT.finditer(text):
        if free(found):
            yield number(found, "lt", _lt(found))
    for found in LETTER.finditer(text):
        if free(found):
            slug, repaired = _letter(found)
            yield number(found, "c-letter" if slug.endswith("c") else "letter", (slug, repaired))
    for found in C_LETTER.finditer(text):
        if free(found):
            yield number(found, "c-letter", _letter(found))
    for pattern in (FORM_668, FORM):
        for found in pattern.finditer(text):
            if free(found):
                yield number(found, "form", _dashed("form", found))
    for found in BARE_LETTER.finditer(text):
        if free(found):
            yield number(found, "letter", _letter(found))
    for found in INSERT.finditer(text):
        if free(found):
            yield number(found, "notice", _insert(found))


def slug_of(name: str) -> str | None:
    """The slug of a notice's name as people say or type it: `Letter 4388`, `CP 14`, `lt11`, `4388`, `form-9423`."""
    text = name.strip()
    text = regex.sub(r"(?i)^(cp|lt|st|letter|form|notice|ltr)[\s-]+(?=\d)", lambda m: f"{m[1]} ", text)
    text = regex.sub(r"(?i)^(letter|form|notice)\s*", lambda m: f"{m[1].title()} ", text)
    text = regex.sub(r"(?i)^(cp|lt|st|ltr)(?=[\s\d])", lambda m: m[1].upper(), text)
    text = regex.sub(r"(?<=\d)\s?-?[a-z]{1,2}(?:sp)?$", lambda m: m[0].upper(), text)
    found = next(numbers_in(text), None) or next(numbers_in(f"Letter {text}"), None)
    return found.slug if found else None
