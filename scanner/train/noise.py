"""Words as they are printed, made into words as a machine read them from a scan, a fax or a photograph.

What happens to words was measured, not thought up: samples were printed, damaged by the press in seven ways, read by the
engine, and compared with what had been printed (`noise.toml` has the shares and the commonest confusions). So the
classifier can learn from thousands of spoilt letters without anybody waiting for an engine to read them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

__all__ = ["Noise", "noises"]

FILE = Path(__file__).with_name("noise.toml")


@dataclass(frozen=True, slots=True)
class Noise:
    """One kind of damage: which shares of the words are lost, changed, and joined to the next; and what characters become.

    `becomes` gives for a character what it was read as, each as often as it was seen; an empty one is a character lost.
    """

    name: str
    lost: float
    changed: float
    joined: float
    becomes: Mapping[str, Sequence[str]]

    def heard(self, words: Iterable[str], chance: Random) -> Iterator[str]:
        """The words as they come out."""
        held = ""
        for word in words:
            if chance.random() < self.lost:
                continue
            spoilt = self._changed(word, chance) if chance.random() < self.changed else word
            if chance.random() < self.joined:
                held += spoilt
                continue
            if held + spoilt:
                yield held + spoilt
            held = ""
        if held:
            yield held

    def _changed(self, word: str, chance: Random) -> str:
        places = [at for at, letter in enumerate(word) if letter in self.becomes]
        if not places:
            return word
        at = chance.choice(places)
        return word[:at] + chance.choice(self.becomes[word[at]]) + word[at + 1 :]


@cache
def noises() -> tuple[Noise, ...]:
    """Every kind of damage that was measured, and none at all."""
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))
    becomes = {letter: tuple(seen) for letter, seen in told.pop("becomes").items()}
    return tuple(Noise(name, each["lost"], each["changed"], each["joined"], becomes) for name, each in told.items())
