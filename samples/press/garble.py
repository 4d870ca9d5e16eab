"""The hidden text layer of a searchable scan, as a bad engine leaves it: letters confused, words lost, lines run together."""

import re
from random import Random

import pypdfium2

CONFUSED = {
    "0": "O",
    "1": "l",
    "5": "S",
    "8": "B",
    "e": "c",
    "rn": "m",
    "h": "b",
    "i": "1",
    "t": "l",
    "$": "S",
    "o": "0",
    "C": "G",
}


def layers(pdf: bytes, chance: Random) -> list[bytes]:
    """For each page, the operators of an invisible text layer."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_operators(document[index].get_textpage().get_text_range(), chance) for index in range(len(document))]
    finally:
        document.close()


def garbled(text: str, chance: Random) -> str:
    """The text, misread."""
    words = [word for word in text.split(" ") if chance.random() > 0.08]
    out = " ".join(words)
    confused = re.compile("|".join(re.escape(right) for right in CONFUSED))
    return confused.sub(lambda match: CONFUSED[match[0]] if chance.random() < 0.3 else match[0], out)


def _operators(text: str, chance: Random) -> bytes:
    lines = [garbled(line, chance) for line in text.splitlines() if line.strip()]
    out = ["BT /F1 8 Tf 3 Tr 11 TL 50 750 Td"]
    for line in lines[:60]:
        safe = (
            line.encode("latin-1", "replace")
            .decode("latin-1")
            .replace("\\", "")
            .replace("(", "\\(")
            .replace(")", "\\)")
        )
        out.append(f"({safe}) Tj T*")
    return "\n".join([*out, "ET\n"]).encode("latin-1")
