"""What the tests of workbooks share: read a table, and say it briefly."""

from collections.abc import Sequence

from pipeline.dossier.catalogus import load_catalogus
from pipeline.dossier.kpis import Kpis, kpi_regels
from pipeline.forms.workbook import Workbook
from pipeline.resources import mappings
from tests.forms import sheets as made
from tests.forms.sheets import Value, sheet

CATALOGUS = load_catalogus(mappings())

WANTED = {15: (300, 65), 5: (1500, 2840), 13: (180, 45)}
HEAD = ["Actie", "Te behalen KPI", "Behaald KPI"]
BODY = [
    ["15 Brugfiguren", 300, 65],
    ["5 Oefenkansen Nederlands", 1500, 2840],
    ["13 In contact brengen met sport", 180, 45],
]


def kpis(workbook: Workbook) -> Kpis:
    return kpi_regels(workbook, CATALOGUS, 2, "f" * 64)


def read(*rows: Sequence[Value]) -> Kpis:
    return kpis(made.read(sheet(rows)))


def numbers(found: Kpis) -> dict[int | None, tuple[object, object]]:
    return {regel.actie: (regel.te_behalen, regel.behaald) for regel in found.regels}


def left(found: Kpis) -> list[str]:
    return [rest.tekst for rest in found.rest]


def codes(found: Kpis) -> list[str]:
    return [bevinding.code for bevinding in found.bevindingen]
