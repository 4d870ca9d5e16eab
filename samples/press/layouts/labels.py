"""The labels that header boxes carry, in English and in Spanish, with the spellings that occur."""

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of one letter."""

    number: str
    year: str
    period: str
    date: str
    ssn: str
    ein: str
    contact: str
    phone: str
    caller: str
    reference: str
    page: str
    treasury: tuple[str, str]
    payment: str
    due_by: str
    due: str


def english(look: Random, *, acs: bool = False) -> Labels:
    """One of the spellings in use."""
    letter = acs and look.random() < 0.5
    return Labels(
        number="Letter" if letter else "Notice",
        year="Tax year",
        period=look.choice(("Tax period", "Tax period ended")),
        date="Letter date" if letter else look.choice(("Notice date", "Notice date", "Date")),
        ssn=look.choice(("Social Security number", "Social security number", "Your SSN")),
        ein=look.choice(("Employer ID number", "Employer identification number")),
        contact="To contact us",
        phone=look.choice(("Phone ", "", "Phone 1-")),
        caller="Your caller ID",
        reference="Case reference number",
        page="Page {0} of {1}",
        treasury=("Department of the Treasury", "Internal Revenue Service"),
        payment="Payment",
        due_by="Amount due by",
        due="Amount due",
    )


def spanish(look: Random) -> Labels:
    """The labels of a Spanish edition."""
    return Labels(
        number="Aviso",
        year="Año tributario",
        period="Período tributario",
        date=look.choice(("Fecha del aviso", "Fecha de aviso")),
        ssn="Número de Seguro Social",
        ein="Número de identificación del empleador",
        contact=look.choice(("Para comunicarse con nosotros", "Para contactarnos")),
        phone=look.choice(("Teléfono ", "")),
        caller=look.choice(("Su número de identificación", "Número de identificación de llamada")),
        reference="Número de referencia",
        page="Página {0} de {1}",
        treasury=("Departamento del Tesoro", "Servicio de Impuestos Internos"),
        payment="Pago",
        due_by="Cantidad adeudada para el",
        due="Cantidad adeudada",
    )
