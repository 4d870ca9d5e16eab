"""Everything that the press can print, by name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from samples.press.typeset import Printed, typeset
from samples.press.wording import Wording, all_wordings


@dataclass(frozen=True, slots=True)
class Taste:
    """What may be asked of a printing, over and above chance."""

    brief: bool = False
    numberless: bool = False
    layout: str = ""
    variant: int | None = None
    attached: str = ""
    recent: bool = False


Edition = Callable[[str, Taste], Printed]


def _letter(wording: Wording) -> Edition:
    def print_it(seed: str, taste: Taste) -> Printed:
        shown = replace(wording, numbers=("",)) if taste.numberless else wording
        shown = replace(shown, attached=taste.attached or shown.attached)
        if taste.recent:
            shown = shown.this_year()
        return typeset(shown, seed, layout=taste.layout, variant=taste.variant, brief=taste.brief)

    return print_it


EDITIONS: Mapping[str, Edition] = {key: _letter(wording) for key, wording in all_wordings().items()}
