"""Made-up people and offices, with numbers that were never given to anyone.

Social Security numbers use the areas 000, 666 and 900-999, which are not issued (and, in the nine hundreds, no group that
an ITIN has); employer numbers begin with 00; telephones end in 555-0100 to 555-0199.
"""

from dataclasses import dataclass
from random import Random

GIVEN = [
    "Amara",
    "Benito",
    "Celeste",
    "Dominik",
    "Esperanza",
    "Farid",
    "Greta",
    "Hollis",
    "Imani",
    "Jarek",
    "Kalinda",
    "Lorenzo",
    "Marisol",
    "Nadine",
    "Odell",
    "Petra",
    "Quincy",
    "Rosalba",
    "Samir",
    "Tamsin",
    "Ulises",
    "Verena",
    "Winston",
    "Xiomara",
    "Yusuf",
    "Zelda",
    "Alondra",
    "Bertrand",
    "Corinne",
    "Desmond",
]
FAMILY = [
    "Abernathy-Cole",
    "Bustamante",
    "Carrow",
    "Delacruz",
    "Eastmond",
    "Ferreira",
    "Gallowhill",
    "Hartigan",
    "Ibekwe",
    "Jorgensen",
    "Kowalchuk",
    "Lindqvist",
    "Montalvo",
    "Nakagawa",
    "Oyelaran",
    "Pemberwick",
    "Quintanar",
    "Rasmussen",
    "Stallworth",
    "Tresham",
    "Urrutia",
    "Vandermolen",
    "Whitlock",
    "Yarborough",
    "Zielinski",
    "Marchetti",
    "Okonjo",
    "Penhaligon",
]
STREETS = [
    "Alder",
    "Birchwood",
    "Cottonmouth",
    "Dogwood",
    "Elmcrest",
    "Foxglove",
    "Gristmill",
    "Hawthorn",
    "Ironbark",
    "Juniper",
    "Kestrel",
    "Larkspur",
    "Millrace",
    "Nutmeg",
    "Orchard",
    "Pinfold",
    "Quarry",
    "Redbud",
    "Sycamore",
    "Thistle",
]
KINDS = ("St", "Ave", "Ln", "Rd", "Ct", "Dr", "Pl", "Blvd")
TOWNS = (
    ("Dayton", "OH", "45402"), ("Fresno", "CA", "93721"), ("Amarillo", "TX", "79101"), ("Duluth", "MN", "55802"),
    ("Macon", "GA", "31201"), ("Yakima", "WA", "98901"), ("Utica", "NY", "13501"), ("Pueblo", "CO", "81003"),
    ("Erie", "PA", "16501"), ("Laredo", "TX", "78040"), ("Bangor", "ME", "04401"), ("Salina", "KS", "67401"),
    ("Ocala", "FL", "34470"), ("Racine", "WI", "53403"), ("Tempe", "AZ", "85281"), ("Natchez", "MS", "39120"),
)  # fmt: skip
STATE_NAMES = {
    "OH": "Ohio", "CA": "California", "TX": "Texas", "MN": "Minnesota", "GA": "Georgia", "WA": "Washington", "NY": "New York",
    "CO": "Colorado", "PA": "Pennsylvania", "ME": "Maine", "KS": "Kansas", "FL": "Florida", "WI": "Wisconsin", "AZ": "Arizona",
    "MS": "Mississippi",
}  # fmt: skip
NO_INCOME_TAX = ("TX", "WA", "FL")
TRADES = ("Roofing", "Bakery", "Landscaping", "Auto Repair", "Catering", "Drywall", "Trucking", "Home Care", "Printing")
CAMPUSES = (
    ("Kansas City", "MO", "64999-0025"), ("Ogden", "UT", "84201-0038"), ("Austin", "TX", "73301-0010"),
    ("Cincinnati", "OH", "45999-0149"), ("Fresno", "CA", "93888-0419"), ("Holtsville", "NY", "11742-0480"),
    ("Philadelphia", "PA", "19255-0030"), ("Memphis", "TN", "37501-0083"), ("Andover", "MA", "01810-9041"),
)  # fmt: skip
OFFICE_TOWNS = (
    ("Nashville", "TN", "37203"), ("Denver", "CO", "80202"), ("Sacramento", "CA", "95814"), ("Tampa", "FL", "33602"),
    ("Cleveland", "OH", "44199"), ("St. Paul", "MN", "55101"), ("Houston", "TX", "77074"), ("Newark", "NJ", "07102"),
)  # fmt: skip
TOLL_FREE = ("800", "833", "844", "855", "866", "877", "888")
AREAS = ("202", "303", "404", "513", "602", "615", "713", "816", "916", "973")


@dataclass(frozen=True, slots=True)
class Address:
    """Where mail goes to, or comes from."""

    street: str
    town: str
    state: str
    postcode: str

    @property
    def taxing_state(self) -> str:
        """The state whose refund may be levied: this one, or Ohio where this one has no income tax."""
        return "Ohio" if self.state in NO_INCOME_TAX else STATE_NAMES[self.state]

    @property
    def last_line(self) -> str:
        """Town, state and ZIP code on one line."""
        return f"{self.town}, {self.state} {self.postcode}"


@dataclass(frozen=True, slots=True)
class Taxpayer:
    """Who the letter is written to."""

    name: str
    business: bool
    tin: str
    address: Address

    @property
    def last4(self) -> str:
        """The last four digits, which are all that a reader may ever give away."""
        return self.tin[-4:]


@dataclass(frozen=True, slots=True)
class Officer:
    """The employee of the Service whom the letter names."""

    name: str
    employee_id: str
    phone: str
    fax: str
    title: str


def taxpayer(chance: Random, *, business: bool) -> Taxpayer:
    """A person, a couple or a small business that does not exist."""
    family = chance.choice(FAMILY)
    if business:
        name = f"{family} {chance.choice(TRADES)} {chance.choice(('LLC', 'Inc', 'Co'))}"
        tin = f"00-{chance.randrange(1_000_000, 9_999_999)}"
    else:
        given, other = chance.sample(GIVEN, 2)
        initial = chance.choice("ABCDEJLMPRT")
        name = f"{given} {initial} {family}"
        if chance.random() < 0.2:
            name = f"{given} & {other} {family}"
        area = chance.choice(("000", "666", str(chance.randrange(900, 1000))))
        tin = f"{area}-{chance.randrange(10, 50)}-{chance.randrange(1000, 9999)}"
    return Taxpayer(name, business, tin, address(chance))


def address(chance: Random) -> Address:
    """A street that does not exist in a town that does."""
    street = f"{chance.randrange(11, 9899)} {chance.choice(STREETS)} {chance.choice(KINDS)}"
    if chance.random() < 0.3:
        street += f" Apt {chance.randrange(1, 40)}{chance.choice('ABCD')}"
    return Address(street, *chance.choice(TOWNS))


def campus(chance: Random) -> Address:
    """The processing centre a notice comes from."""
    box = chance.choice((f"P.O. Box {chance.randrange(2000, 9900)}", f"Stop {chance.randrange(100, 9900)}"))
    return Address(box, *chance.choice(CAMPUSES))


def field_office(chance: Random) -> Address:
    """The office a letter of Appeals or of field collection comes from."""
    number, room = chance.randrange(100, 980), chance.randrange(2, 30) * 100 + chance.randrange(1, 30)
    return Address(f"{number} {chance.choice(STREETS)} {chance.choice(('Street', 'Plaza'))}, Room {room}",
                   *chance.choice(OFFICE_TOWNS))  # fmt: skip


def officer(chance: Random, title: str) -> Officer:
    """An employee with a telephone, a fax and an identification number."""
    name = f"{chance.choice(GIVEN)} {chance.choice('BCDHKMRSW')}. {chance.choice(FAMILY)}"
    digits = chance.choice((7, 10))
    number = "".join(str(chance.randrange(10)) for _ in range(digits - 1))
    return Officer(name, f"1{number}", local_phone(chance), local_phone(chance), title)


def local_phone(chance: Random) -> str:
    """A telephone number of an office, never in service."""
    return f"{chance.choice(AREAS)}-555-01{chance.randrange(100):02d}"


def toll_free(chance: Random) -> str:
    """A toll-free number, never in service."""
    return f"{chance.choice(TOLL_FREE)}-555-01{chance.randrange(100):02d}"
