"""Numbers of other letters that a letter names in passing: one to five of them, in a sentence that any letter could have.

Almost every real letter names others (`../shared/layout/traps.md`, A1 and A2), so a part of ours does, whatever its wording,
and the truth says which: a reader must never take one of them for the letter's own number.
"""

from dataclasses import dataclass
from random import Random

from samples.press.ink import listed
from samples.press.wording import Wording

SHARE = 0.4
"""Of the letters of the Service that are not brief, so many quote others."""
NAMES = (
    "CP14", "CP11", "CP12", "CP2000", "CP501", "CP503", "CP504", "CP523", "CP90", "CP297", "CP71C", "CP75", "CP09", "CP3219A", "LT11",
    "LT16", "LT38", "Letter 1058", "Letter 3172", "Letter 525", "Letter 531", "Letter 566", "Letter 950", "Letter 2800C", "Letter 105C",
    "Letter 2645C", "Letter 4903", "Letter 1862", "Letter 5071C", "Letter 3219", "Letter 4464C", "CP508C", "CP16", "CP49", "CP22A",
)  # fmt: skip
SENTENCES = (
    "If you have lately had {names} from us, this letter does not take {its} place.",
    "You may already have received {names}. What {it} told you still holds.",
    "Earlier mail about this account, such as {names}, is not repeated here.",
    "This is in addition to {names}, which may have been sent to you before.",
    "Please do not answer {names} again with this letter.",
)
ORACIONES = (
    "Si recibió antes {names}, esta carta no cambia lo que decía.",
    "Es posible que ya tenga {names}. No hace falta contestar dos veces.",
)


@dataclass(frozen=True, slots=True)
class Quotation:
    """A sentence, and the ids of the letters that it names."""

    text: str = ""
    ids: tuple[str, ...] = ()


def quotation(wording: Wording, seed: str, *, brief: bool) -> Quotation:
    """The sentence of one letter; an empty one where it quotes nobody."""
    chance = Random(f"quotes {seed}")
    if brief or wording.sender != "irs" or wording.bare or not wording.parts or chance.random() >= SHARE:
        return Quotation()
    own = {number.replace(" ", "").upper() for number in wording.numbers if number}
    others = [name for name in NAMES if not any(name.replace(" ", "").upper().endswith(number) for number in own)]
    names = chance.sample(others, chance.choice((1, 1, 2, 2, 3, 4, 5)))
    sentence = chance.choice(ORACIONES if wording.language == "es" else SENTENCES)
    several = len(names) > 1
    text = sentence.format(
        names=listed(names, wording.language), it="they" if several else "it", its="their" if several else "its"
    )
    return Quotation(text, tuple(name.lower().replace(" ", "-") for name in names))
