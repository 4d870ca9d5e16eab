"""Monday's mail through the feeder: many letters in one file, with all that goes wrong when paper is fed.

Backs are blank, or nearly so where print shines through; sheets lie upside down; an envelope comes before its letter and
leaflets after it; of one letter a page is missing, of another the pages are in the wrong order. The truth says of every
page of the file in which letter it is, in the order in which that letter should be read, or why it is in none.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from random import Random

import pikepdf
from PIL import Image, ImageChops, ImageOps

from samples.press import bindery, scanbed
from samples.press.editions import EDITIONS, Taste
from samples.press.scanbed import Bed
from samples.press.truth import Aside, FileTruth, LetterTruth
from samples.press.wording import all_wordings

BED = Bed(dpi=200, skew=(0.0, 0.7))
LONGEST = 6
"""Pages of a letter in the heap."""
SHARES = {
    "duplex": 0.25,
    "envelope": 0.12,
    "leaflet": 0.12,
    "form": 0.08,
    "missing": 0.05,
    "shuffled": 0.05,
    "again": 0.06,
}
"""How often each thing happens to a letter."""
UPSIDE_DOWN = 0.03
SHINES_THROUGH = 0.5
ENVELOPE = "insert-envelope"
NO_LEAFLETS = (ENVELOPE, "insert-fax-cover")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One side of paper as it is fed: a page of a printed PDF, or a blank back of one. `place` is its place in its letter."""

    pdf: bytes
    page: int
    place: int
    blank: bool = False


@dataclass(frozen=True, slots=True)
class Fed:
    """The sheets of one letter in the order in which they are fed, and its truth but for the pages."""

    sheets: tuple[Sheet, ...]
    truth: LetterTruth


@dataclass(frozen=True, slots=True)
class Heap:
    """A file of many letters: what is fed, and what is true of it."""

    sheets: tuple[Sheet, ...]
    letters: tuple[LetterTruth, ...]
    aside: tuple[Aside, ...]


def heap(seed: str, pages: int, *, recent: bool = False) -> Heap:
    """So many pages of mail, at least, all by chance; of the last months only, if `recent`."""
    chance = Random(f"heap {seed}")
    notices = [key for key, wording in all_wordings().items() if not wording.bare and _is_letter(key)]
    fed: list[Fed] = []
    while sum(len(each.sheets) for each in fed) < pages:
        again = bool(fed) and chance.random() < SHARES["again"]
        notice = fed[-1].truth.edition if again else chance.choice(notices)
        letter = _fed(f"{seed}/{len(fed)}", notice, chance, recent=recent)
        if letter is not None:
            fed.append(letter)
    return _numbered(fed)


def file_of(made: Heap, name: str) -> FileTruth:
    """The truth of a file of that name."""
    return FileTruth(name, made.letters, made.aside)


def digital(made: Heap) -> bytes:
    """The heap as a PDF of print: what splitting sees when every word is read rightly."""
    whole = pikepdf.new()
    sources = {sheet.pdf: pikepdf.open(BytesIO(sheet.pdf)) for sheet in made.sheets}  # kept open until all is written
    for sheet in made.sheets:
        if sheet.blank:
            whole.add_blank_page(page_size=(612, 792))
        else:
            whole.pages.append(sources[sheet.pdf].pages[sheet.page])
    out = BytesIO()
    whole.save(out, deterministic_id=True)
    return out.getvalue()


def scanned(made: Heap, seed: str, *, bitonal: bool = False, quality: int = 60) -> bytes:
    """The heap as the feeder scans it: a PDF of pictures in grey or, as offices do to keep files small, in black and white."""
    chance = Random(f"feeder {seed}")
    bed = replace(BED, bitonal=bitonal)
    pictures = [_picture(sheet, bed, chance) for sheet in made.sheets]
    return bindery.wrap(pictures, BED.dpi, quality)


def _is_letter(key: str) -> bool:
    return not key.startswith("form-")


def _fed(seed: str, notice: str, chance: Random, *, recent: bool) -> Fed | None:
    """One letter as it is fed; None for one that is too long for a heap of mail."""
    happens = {what: chance.random() < share for what, share in SHARES.items()}
    wants_form = happens["form"] and all_wordings()[notice].sender == "irs" and not all_wordings()[notice].attached
    printed = EDITIONS[notice](seed, Taste(attached=chance.choice(_forms()) if wants_form else "", recent=recent))
    count = len(printed.truth.pages)
    if count > LONGEST:
        return None
    sheets = [Sheet(printed.pdf, page, page) for page in range(count)]
    truth = printed.truth
    if happens["leaflet"] and truth.sender == "irs":
        leaflets = [key for key in EDITIONS if key.startswith("insert-") and key not in NO_LEAFLETS]
        sheets.append(_extra(chance.choice(leaflets), seed, len(sheets)))
    own = count - sum(len(each.pages) for each in truth.enclosures)
    if happens["missing"] and own > 1:
        del sheets[chance.randrange(own)]
        truth = replace(truth, fields={}, deadlines=())  # what stood on the page that is missing, nobody can read
    elif happens["shuffled"] and own > 1:
        first, second = chance.sample(range(own), 2)
        sheets[first], sheets[second] = sheets[second], sheets[first]
    if happens["duplex"]:
        sheets = [side for sheet in sheets for side in (sheet, replace(sheet, blank=True))]
    if happens["envelope"] and truth.sender == "irs":
        sheets.insert(0, _extra(ENVELOPE, seed, -1))
    return Fed(tuple(sheets), truth)


def _forms() -> list[str]:
    return [key for key, wording in all_wordings().items() if key.startswith("form-") and wording.notice is None]


def _extra(edition: str, seed: str, place: int) -> Sheet:
    return Sheet(EDITIONS[edition](f"{seed} {edition}", Taste(brief=True)).pdf, 0, place)


def _numbered(fed: Sequence[Fed]) -> Heap:
    """The pages of the file, from 1, for every letter in its right order."""
    sheets: list[Sheet] = []
    letters: list[LetterTruth] = []
    aside: list[Aside] = []
    for each in fed:
        start = len(sheets) + 1
        numbered = [(sheet, start + at) for at, sheet in enumerate(each.sheets)]
        sheets += each.sheets
        own = sorted(((sheet.place, number) for sheet, number in numbered if not sheet.blank))
        letters.append(replace(each.truth, pages=tuple(number for _, number in own), damage="feeder", enclosures=()))
        aside += [Aside(number, "blank") for sheet, number in numbered if sheet.blank]
    return Heap(tuple(sheets), tuple(letters), tuple(aside))


def _picture(sheet: Sheet, bed: Bed, chance: Random) -> Image.Image:
    front = bindery.rasterise(sheet.pdf, BED.dpi)[sheet.page].convert("L")
    page = _back(front, chance) if sheet.blank else front
    turned = 180 if chance.random() < UPSIDE_DOWN else 0
    return scanbed.scan(page, replace(bed, turned=turned), chance)


def _back(front: Image.Image, chance: Random) -> Image.Image:
    """A blank back: white, or with the front shining through, the wrong way round and faint."""
    white = Image.new("L", front.size, 255)
    if chance.random() >= SHINES_THROUGH:
        return white
    share = chance.uniform(0.04, 0.12)
    faint = ImageOps.mirror(front).point([255 - int((255 - level) * share) for level in range(256)])
    return ImageChops.darker(white, faint)
