"""Jury sheets made and read back in memory, against dossiers that are made up."""

from collections.abc import Mapping

from pipeline.dossier.model import Dossier, Jurering, Motivatie
from pipeline.intake.sniff import sniff
from pipeline.jury.collect import read_sheet
from pipeline.jury.register import Gelezen, Register
from pipeline.jury.returned import sheets_in
from pipeline.jury.sheet import render_sheet
from pipeline.reading.read import read
from tests.jury import dossiers, jurors
from tests.jury.dossiers import CATALOGUS, RONDE

KEY, SHA = b"k" * 32, "ab" * 32
SPL = dossiers.one_action()
HALLE = dossiers.dossier(
    dossiers.actie(15, 40, 4, subsidie=12000, motivatie=Motivatie(waarom="Geen tijd.")),
    dossiers.actie(16, 1, 0, subsidie=25000),
    bestuur=dossiers.BESTUUR.model_copy(update={"id": "23027", "naam": "Halle"}),
)
YES = {
    "actie-15-voldoende": "Ja",
    "actie-15-verlengen": "Nee",
    "actie-15-conclusie": "Goed plan, & haalbaar.",
}
JUDGED = Jurering(voldoende=True, conclusie="Goed plan, & haalbaar.", verlengen=False)


def made(dossier: Dossier, key: bytes | None = KEY) -> bytes:
    return render_sheet(dossier, RONDE, CATALOGUS, key=key)


def judged(dossier: Dossier, given: Mapping[int, Jurering]) -> Dossier:
    """Give the actions these verdicts, and no others."""
    acties = [
        actie.model_copy(update={"jurering": given.get(actie.nummer, Jurering())})
        for actie in dossier.acties
    ]
    return dossier.model_copy(update={"acties": tuple(acties)})


def named(name: str) -> Dossier:
    """Give a made-up dossier by its name, without verdicts."""
    builders = (dossiers.one_action, dossiers.full, dossiers.fifteen, dossiers.silent)
    return judged({b.__name__: b for b in builders}[name](), {})


def register(*known: Dossier, key: bytes | None = KEY) -> Register:
    return Register(
        dossiers={d.bestuur.id: d for d in known or (SPL, HALLE)},
        ronde=RONDE,
        catalogus=CATALOGUS,
        key=key,
    )


def collect(
    data: bytes, *known: Dossier, naam: str = "23077.docx", key: bytes | None = KEY
) -> Gelezen:
    (sheet,) = sheets_in(read(data, naam, sniff(data, naam)))
    return read_sheet(sheet, naam, SHA, register(*known, key=key))


def verdicts(found: Gelezen) -> dict[int, Jurering]:
    assert found.bevindingen == (), found.bevindingen
    return {given.actie: given.jurering for given in found.gegeven}


def reason(found: Gelezen) -> str:
    """The sheet is told to be no sheet of ours, and gives no verdict."""
    assert found.gegeven == ()
    (told,) = found.bevindingen
    assert (told.code, told.bron) == ("sheet-vervalst", SHA)
    return told.bericht


FILLED = jurors.fill(made(SPL), YES)
