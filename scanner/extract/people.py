"""Who the letter is to, and whom it says to ask: the addressee, the last four digits, names and numbers of contact."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import regex

from scanner.catalogue import FieldRule
from scanner.evidence import Evidence, Reading
from scanner.extract.choose import Choice, choose
from scanner.extract.find import Find, finds
from scanner.layout import Layout, Run
from scanner.letter import Letter
from scanner.page import around
from scanner.values import TIN, masked, phone_in, tin_in

__all__ = ["addressed_abroad", "last_four", "taxpayer_name", "text_field", "zip_code"]

ZIP = regex.compile(r"(?<!\d)(\d{5})(?:-\d{4})?(?!\d)")
CITY_LINE = regex.compile(
    r"^[\p{L}.'’ -]{2,40},?\s+(?P<state>[A-Z]{2})\.?,?\s+(?P<zip>[\dOIl]{5})(?:\s?[-–]\s?[\dOIl]{4})?\.?$"
)
FROM_IRS = regex.compile(
    r"(?i)internal revenue|department of|departamento|servicio de impuestos|treasury|\bIRS\b|appeals|p\.?\s?o\.? box 9|stop\s|campus|campos|united states|revenue service|tax court|collection|advisory|fiscal|small business|self.employed|division|wage and|exempt organi|taxpayer advocate|holtsville|operations?\b"
)
NOT_A_NAME = regex.compile(
    r"(?i)\d{3,}|notice|letter|page \d|certified|mail|barcode|^\W*$|date|number|dear|in re\b|:|\b(?:employee|telephone|phone|fax|id|taxpayer|tax|hours|address|contact)\b"
)
STREET = regex.compile(r"(?i)^(?:\d+[\w/-]*\s|p\.?\s?o\.?\s+box|one\s|rr\s|hc\s\d|apt\b|unit\b|suite\b|stop\s)")
CARE_OF = regex.compile(r"(?i)^(?:%|c\s?/\s?o\b|attn\b)")
ANOTHER_BOX = regex.compile(
    r"(?i)\bidentification|\bsocial security|\b(?:number|representative|address|phone|ssn|form)\b"
)
"""Words of the label of the next box of a form, which stands where a value could."""
STREET_BEHIND = regex.compile(r"(?i),\s*(?=\d|p\.?\s?o\.?\s+box\b)")
BOX_HEIGHT, BOX_INDENT = 60.0, 10.0
"""Points: how far beneath the label of a form's box its print can begin, and how far to the left of it."""
WINDOW_TOP, WINDOW_BOTTOM = 0.07, 0.42
"""The window of the envelope shows this part of the page's height."""
ADDRESS_LINES = 6
COUNTRY = regex.compile(
    r"^(?:AFGHANISTAN|ALBANIA|ALGERIA|ANDORRA|ANGOLA|ANTIGUA(?: AND BARBUDA)?|ARGENTINA|ARMENIA|ARUBA|AUSTRALIA|AUSTRIA|AZERBAIJAN|"
    r"BAHAMAS|THE BAHAMAS|BAHRAIN|BANGLADESH|BARBADOS|BELARUS|BELGIUM|BELIZE|BENIN|BERMUDA|BHUTAN|BOLIVIA|BOSNIA(?: AND HERZEGOVINA)?|"
    r"BOTSWANA|BRA[SZ]IL|BRUNEI|BULGARIA|BURKINA FASO|BURMA|BURUNDI|CAMBODIA|CAMEROON|CANADA|CAPE VERDE|CAYMAN ISLANDS|CHAD|CHILE|"
    r"(?:PEOPLE'S REPUBLIC OF )?CHINA|COLOMBIA|CONGO|COSTA RICA|COTE D'IVOIRE|CROATIA|CUBA|CURACAO|CYPRUS|CZECH(?:IA| REPUBLIC)|DENMARK|"
    r"DOMINICA|DOMINICAN REPUBLIC|REP[UÚ]BLICA DOMINICANA|ECUADOR|EGYPT|EL SALVADOR|ENGLAND|ERITREA|ESTONIA|ESWATINI|ETHIOPIA|FIJI|"
    r"FINLAND|FRANCE|FRENCH POLYNESIA|GABON|GAMBIA|THE GAMBIA|GERMANY|GHANA|GIBRALTAR|GREECE|GREENLAND|GRENADA|GUADELOUPE|GUATEMALA|"
    r"GUINEA|GUYANA|HAITI|HONDURAS|HONG KONG|HUNGARY|ICELAND|INDIA|INDONESIA|IRAN|IRAQ|IRELAND|ISLE OF MAN|ISRAEL|ITALY|IVORY COAST|"
    r"JAMAICA|JAPAN|JORDAN|KAZAKHSTAN|KENYA|(?:SOUTH |REPUBLIC OF )?KOREA|KOSOVO|KUWAIT|KYRGYZSTAN|LAOS|LATVIA|LEBANON|LESOTHO|"
    r"LIBERIA|LIBYA|LIECHTENSTEIN|LITHUANIA|LUXEMBOURG|MACAU|MADAGASCAR|MALAWI|MALAYSIA|MALDIVES|MALI|MALTA|MARTINIQUE|MAURITANIA|"
    r"MAURITIUS|M[EÉ]XICO|MOLDOVA|MONACO|MONGOLIA|MONTENEGRO|MOROCCO|MOZAMBIQUE|MYANMAR|NAMIBIA|NEPAL|(?:THE )?NETHERLANDS|NEW ZEALAND|"
    r"NICARAGUA|NIGER|NIGERIA|NORTH MACEDONIA|NORTHERN IRELAND|NORWAY|OMAN|PAKISTAN|PANAM[AÁ]|PAPUA NEW GUINEA|PARAGUAY|PER[UÚ]|"
    r"PHILIPPINES|POLAND|PORTUGAL|QATAR|ROMANIA|RUSSIA|RUSSIAN FEDERATION|RWANDA|SAINT LUCIA|ST\.? LUCIA|ST\.? KITTS(?: AND NEVIS)?|"
    r"SAMOA|SAUDI ARABIA|SCOTLAND|SENEGAL|SERBIA|SEYCHELLES|SIERRA LEONE|SINGAPORE|SLOVAKIA|SLOVENIA|SOMALIA|SOUTH AFRICA|SOUTH SUDAN|"
    r"SPAIN|ESPAÑA|SRI LANKA|SUDAN|SURINAME|SWEDEN|SWITZERLAND|SYRIA|TAIWAN|TAJIKISTAN|TANZANIA|THAILAND|TOGO|TONGA|"
    r"TRINIDAD(?: AND TOBAGO)?|TUNISIA|TURKEY|T[UÜ]RKIYE|TURKMENISTAN|UGANDA|UKRAINE|UNITED ARAB EMIRATES|UNITED KINGDOM|URUGUAY|"
    r"UZBEKISTAN|VANUATU|VENEZUELA|VIETNAM|VIET NAM|WALES|YEMEN|ZAMBIA|ZIMBABWE)\.?$",
    regex.I,
)
"""The last line of an address abroad. Puerto Rico, Guam, the Virgin Islands and the other territories are not abroad; Georgia
and Jersey are left out, since a line of either name is more often a state.
"""


def taxpayer_name(letter: Letter, rule: FieldRule, *, is_form: bool) -> Reading[object] | None:
    """The name above the street and the city in the address window; a form has it behind a label."""
    if is_form:
        choice = choose(finds(letter, rule), _name_in_box)
        if choice:
            return Reading(choice.reading.value, choice.reading.confidence, choice.reading.evidence)
        return next((_read(name, layout, "labelled-box") for layout, name in _in_boxes(letter, rule)), None)
    found = (
        (layout, name)
        for layout in letter.pages
        for name, lines in _addresses(layout)
        if _in_window(lines[-1], layout) and not _of_the_service(name, lines)
    )
    return next((_read(name, layout, "address-window") for layout, name in found), None)


def _read(name: list[Run], layout: Layout, place: str) -> Reading[object]:
    text = masked(" ".join(line.text for line in name)).strip(" .,")
    confidence = round(0.95 * min(line.confidence for line in name), 4)
    box = around(tuple(line.box for line in name))
    return Reading(text, confidence, (Evidence(layout.page.number, box, text, f"people#{place}", confidence),))


def _addresses(layout: Layout) -> Iterator[tuple[list[Run], list[Run]]]:
    """Every name above a street and a city, with all lines of its address from the top of its block to the city."""
    for block in layout.blocks:
        for at, run in enumerate(block):
            if CITY_LINE.match(run.text):
                lines = _address_above(block, at)
                if name := _name_lines(lines):
                    yield name, [*lines, run]


def _of_the_service(name: list[Run], lines: list[Run]) -> bool:
    """Whether the address is that of an office of the Service: its own name stands over that of a unit (`Examination`)."""
    heads = lines[: lines.index(name[-1]) + 1]
    return any(FROM_IRS.search(line.text) for line in (*heads, lines[-1]))


def _name_in_box(text: str) -> str | None:
    """The name of a form's box, without the street that can follow it on the line."""
    name = " ".join(STREET_BEHIND.split(text)[0].split())
    return None if ANOTHER_BOX.search(name) or FROM_IRS.search(name) or " " not in name else name


def _in_boxes(letter: Letter, rule: FieldRule) -> Iterator[tuple[Layout, list[Run]]]:
    """The names of addresses that stand further down in the box of a label: forms leave the first lines of a box free."""
    for layout in letter.pages:
        labels = [run for run in layout.runs if rule.any_label.match(run.text)]
        for name, lines in _addresses(layout):
            if not _of_the_service(name, lines) and any(_holds(label, name[0]) for label in labels):
                yield layout, name


def _holds(label: Run, name: Run) -> bool:
    beneath = 0 < name.box.top - label.box.bottom < BOX_HEIGHT
    return beneath and label.box.left - BOX_INDENT < name.box.left < label.box.right


def _in_window(run: Run, layout: Layout) -> bool:
    height = layout.page.height
    return WINDOW_TOP * height < run.box.top < WINDOW_BOTTOM * height and run.box.left < 0.6 * layout.page.width


def _address_above(block: tuple[Run, ...], city: int) -> list[Run]:
    lines: list[Run] = []
    for run in reversed(block[max(city - ADDRESS_LINES, 0) : city]):
        text = run.text
        if CITY_LINE.match(text) or regex.fullmatch(r"[\d\s-]{12,}", text):
            break
        lines.insert(0, run)
    return lines


def _name_lines(lines: list[Run]) -> list[Run]:
    """The line above the street, and one more where two names are joined; bar codes read as words stand higher up."""
    street = next((at for at, line in enumerate(lines) if STREET.match(line.text)), len(lines))
    above = [line for line in lines[:street] if not CARE_OF.match(line.text)]
    if not above or NOT_A_NAME.search(above[-1].text):
        return []
    name = [above[-1]]
    if len(above) > 1 and (above[-1].text.lstrip().startswith("&") or above[-2].text.rstrip().endswith("&")):
        name.insert(0, above[-2])
    return name


def addressed_abroad(letter: Letter) -> bool:
    """Whether the last line of the address is the name of another country, and no line of it a city with a ZIP code."""
    for block in letter.first.blocks:
        window = [run for run in block if _in_window(run, letter.first)]
        city = any(CITY_LINE.match(run.text) for run in window)
        if len(window) > 1 and not city and COUNTRY.match(window[-1].text.strip()):
            return True
    return False


def zip_code(letter: Letter) -> str | None:
    """The first five digits of the ZIP code in the address window; None where none or more than one stands there."""
    lines = [run.text for run in letter.first.runs if _in_window(run, letter.first) and CITY_LINE.match(run.text)]
    found = {codes[-1] for line in lines if (codes := ZIP.findall(line))}
    return found.pop() if len(found) == 1 else None


def last_four(letter: Letter, rule: FieldRule) -> Choice[str] | None:
    """The last four digits of the taxpayer's number. Four bare digits count only behind a label that says "last 4"."""
    labelled = choose((find for find in finds(letter, rule) if _is_tin(find)), _last_four_of)
    return labelled or _the_only_one(letter)


def _the_only_one(letter: Letter) -> Choice[str] | None:
    """The one taxpayer number that the paper prints, where no label was read and no second number stands anywhere."""
    found = [
        Find(layout, match[0], *match.span(), "alone", "people#only-number", 90, *match.span())
        for layout in letter.pages
        for match in TIN.finditer(layout.text)
    ]
    found = [find for find in found if not find.text[0].isdigit()] or found
    return choose(found, _last_four_of) if len({_last_four_of(find.text) for find in found}) == 1 else None


def _is_tin(find: Find) -> bool:
    label = find.slot.label if find.slot else "last"
    return tin_in(find.text) is not None or bool(regex.search(r"(?i)last|últimos", label))


def _last_four_of(text: str) -> str | None:
    tin = tin_in(text)
    return tin.last4 if tin else text.strip()[-4:]


PARSERS: dict[str, Callable[[str], str | None]] = {
    "contact_phone": lambda text: phone_in(regex.sub(r"^[^\d(]+", "", text)),
    "contact_fax": phone_in,
    "contact_name": lambda text: " ".join(text.split()) if not NOT_A_NAME.search(text) else None,
    "employee_id": lambda text: text.strip().lstrip("#") if tin_in(text) is None else None,
    "caller_id": str.strip,
    "reference": lambda text: text.strip() if regex.search(r"[\d:]", text) and tin_in(text) is None else None,
}
NAMED_ONLY = {"contact_name": 0.5}


def text_field(letter: Letter, rule: FieldRule) -> Choice[str] | None:
    """A field whose value is a piece of text: names and numbers of contact, caller ID, reference."""
    parse = PARSERS[rule.name]
    found = [find for find in finds(letter, rule) if _in_place(find)]
    labelled = [find for find in found if find.manner == "label" and parse(find.text) is not None]
    return choose(labelled or found, parse)


def _in_place(find: Find) -> bool:
    limit = NAMED_ONLY.get(find.rule.split("#")[-1].split(".")[0])
    return limit is None or find.top < limit
