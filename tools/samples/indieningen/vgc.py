"""VGC: a workbook of its own, numbers as text and the columns turned around."""

from typing import Final

from tools.samples.eml import Mail
from tools.samples.post import excel, letter, moment
from tools.samples.werkblad import FICTIEF, Waarde, eigen_werkboek

_DAG: Final = moment(5, 6, 9, 30)
_RIJEN: Final[tuple[tuple[Waarde, ...], ...]] = (
    ("Vlaamse Gemeenschapscommissie – Plan Samenleven 2023-2024",),
    (FICTIEF,),
    (),
    ("Gerealiseerd", "Omschrijving actie", "Toegekende KPI", "Nr.", "Opmerkingen"),
    ("1.204", "Oefenkansen Nederlands", "2.250", "5", "tot en met 31 maart"),
    ("77", "In contact brengen met sport", "150", "13", None),
    ("101 jongeren", "In contact brengen met cultuur", "180", "24", "via de centra"),
)

_TEKST: Final = """\
Beste

Wij werken met een eigen opvolgingstabel. In bijlage de stand van zaken voor onze drie
acties. Alle cijfers liggen boven de drempel.
"""


def mail() -> Mail:
    """One workbook; no Word document was needed."""
    return Mail(
        id="vgc-ps-20240506-0930@vgc.be",
        van=("Samenleven VGC", "samenleven@vgc.be"),
        ontvangen=_DAG,
        onderwerp="VGC – rapportering Plan Samenleven",
        tekst=letter(_TEKST, "Cel Samenleven\nVlaamse Gemeenschapscommissie"),
        bijlagen=(
            excel(
                "Rapportering VGC PS 2023-2024.xlsx",
                eigen_werkboek("Opvolging", _RIJEN, kop=4, bewaard=_DAG),
            ),
        ),
    )
