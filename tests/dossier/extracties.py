"""Extractions made by hand, for what is done with them."""

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from pipeline import resources
from pipeline.dossier.catalogus import Catalogus, load_catalogus
from pipeline.dossier.extractie import (
    Bestand,
    BestuurGenoemd,
    Extractie,
    Fout,
    JureringBlok,
    KpiRegel,
    MotivatieBlok,
    Plek,
    Rest,
    VerwachtingenBlok,
)
from pipeline.dossier.ingekomen import Ingekomen, Opdracht
from pipeline.dossier.model import Bestuur, Bron, Doelgroep, Dossier, Initiatief
from pipeline.dossier.rondes import Ronde, load_rondes
from pipeline.dossier.toekenning import Regel, Toekenning
from pipeline.findings import KINDS, Bevinding

HALLE = Bestuur(id="23027", naam="Halle", soort="gemeente")
TOEKENNINGEN = Bron(sha256="f" * 64, naam="toekenningen.csv", soort="toekenningen")


@lru_cache(maxsize=1)
def catalogus() -> Catalogus:
    return load_catalogus(resources.mappings())


@lru_cache(maxsize=1)
def ronde() -> Ronde:
    found = load_rondes(resources.mappings()).ronde("pj2-tussentijds")
    assert found is not None
    return found


def sha(naam: str) -> str:
    return hashlib.sha256(naam.encode()).hexdigest()


def blok(actie: int | None, **fields: Any) -> MotivatieBlok:
    return MotivatieBlok(actie=actie, **fields)


def initiatief(naam: str, kpi: int | None = None) -> Initiatief:
    return Initiatief(omschrijving=naam, timing="mei 2024", kpi=kpi)


def verwachting(actie: int, **fields: Any) -> VerwachtingenBlok:
    known = catalogus().actie(actie)
    assert known is not None
    keys = known.verwachtingen.sleutels if known.verwachtingen else ()
    given = fields.pop("onderdelen", {})
    return VerwachtingenBlok(
        actie=actie, onderdelen={key: given.get(key) for key in keys}, **fields
    )


def formulier(  # noqa: PLR0913 - one parameter for each part of a form
    naam: str,
    *blokken: MotivatieBlok,
    verwachtingen: Sequence[VerwachtingenBlok] = (),
    stimulansen: Mapping[str, Any] | None = None,
    rest: Sequence[str] = (),
    jury: Sequence[JureringBlok] = (),
    bevindingen: Sequence[Bevinding] = (),
) -> Extractie:
    """What a Word form says, each value with a place of its own."""
    extractie = Extractie.model_validate(
        {
            "bestand": Bestand(naam=naam, sha256=sha(naam), soort="motivatie"),
            "formulier": "motivatie-pj2-tussentijds",
            "motivaties": blokken,
            "verwachtingen": tuple(verwachtingen),
            "stimulansen": stimulansen,
            "niet_herkend": tuple(Rest(tekst=t, plaats=f"bij {t}") for t in rest),
            "jurering": tuple(jury),
            "bevindingen": tuple(bevindingen),
        }
    )
    data = extractie.model_dump()
    places = {
        pointer: Plek(plaats=f"{naam}{pointer}", zekerheid=0.98)
        for section in ("motivaties", "verwachtingen", "stimulansen", "jurering")
        for pointer in _filled(data[section], f"/{section}")
        if not pointer.endswith("_tekst")
    }
    for index, one in enumerate(blokken):
        pointer = f"/motivaties/{index}/actie"
        zekerheid = 0.9 if one.actie is not None else 0.0
        places[pointer] = Plek(plaats=f"{naam}{pointer}", zekerheid=zekerheid)
    return extractie.model_copy(update={"herkomst": places})


def _filled(value: Any, at: str) -> list[str]:
    if isinstance(value, Mapping):
        items = [(str(key), item) for key, item in value.items()]
    elif isinstance(value, (tuple, list)):
        items = [(str(key), item) for key, item in enumerate(value)]
    else:
        return [] if value is None else [at]
    return [pointer for key, item in items for pointer in _filled(item, f"{at}/{key}")]


def werkmap(
    naam: str,
    *regels: KpiRegel,
    soort: str = "kpi",
    rest: Sequence[str] = (),
    ongeldig: Sequence[int] = (),
) -> Extractie:
    """What a workbook says; `ongeldig` are actions with a KPI that is no number."""
    return Extractie.model_validate(
        {
            "bestand": {"naam": naam, "sha256": sha(naam), "soort": soort},
            "kpis": regels,
            "niet_herkend": tuple(Rest(tekst=t, plaats=f"bij {t}") for t in rest),
            "bevindingen": tuple(_invalid(nummer, naam) for nummer in ongeldig),
            "herkomst": {
                f"/kpis/{index}/{key}": Plek(
                    plaats=f"Rapport!{key}{index}", zekerheid=1
                )
                for index, regel in enumerate(regels)
                for key in ("te_behalen", "behaald")
                if regel.model_dump()[key] is not None
            },
        }
    )


def _invalid(nummer: int, naam: str) -> Bevinding:
    return KINDS["kpi-ongeldig"].at(
        actie=nummer, bron=sha(naam), plaats=f"Rapport!F{nummer}", veld="x", tekst="75%"
    )


def regel(
    actie: int, te_behalen: float | None, behaald: float | None, *groepen: Doelgroep
) -> KpiRegel:
    return KpiRegel(
        actie=actie,
        te_behalen=te_behalen,
        behaald=behaald,
        doelgroepen=groepen,
        plaats=f"Rapport!A{actie}",
    )


def groep(naam: str, te_behalen: float | None, behaald: float | None) -> Doelgroep:
    return Doelgroep(naam=naam, te_behalen=te_behalen, behaald=behaald)


def onleesbaar(naam: str) -> Extractie:
    return Extractie(
        bestand=Bestand(naam=naam, sha256=sha(naam), soort="onbekend"),
        fout=Fout(code="versleuteld", bericht="beveiligd"),
    )


def van(extractie: Extractie, bestuur: Bestuur) -> Extractie:
    """`extractie` of a document that names `bestuur`."""
    named = BestuurGenoemd(id=bestuur.id, naam=bestuur.naam, zekerheid=0.9)
    return extractie.model_copy(update={"bestuur": named})


def op(dag: int, extractie: Extractie, mail: str | None = None) -> Ingekomen:
    """`extractie` as it came in on a day of May, by the mail of that day."""
    return Ingekomen(
        extractie=extractie,
        indiening=mail or f"mail-{dag}",
        ontvangen=dt.datetime(2024, 5, dag, 10, 12, tzinfo=dt.UTC),
    )


def los(extractie: Extractie) -> Ingekomen:
    """`extractie` of a document that no mail brought."""
    return Ingekomen(extractie=extractie, indiening=None, ontvangen=None)


def toekenning(
    *rijen: tuple[int, str | None, float | None, float | None],
) -> Toekenning:
    """Actie, doelgroep, te behalen and subsidie of every row."""
    return Toekenning(
        bestuur=HALLE,
        regels=tuple(
            Regel(
                actie=actie,
                doelgroep=doelgroep,
                te_behalen=te_behalen,
                subsidie=subsidie,
                plaats=f"rij {number}",
            )
            for number, (actie, doelgroep, te_behalen, subsidie) in enumerate(rijen, 2)
        ),
    )


def opdracht(*documenten: Ingekomen, toegekend: Toekenning | None = None) -> Opdracht:
    return Opdracht(
        bestuur=HALLE,
        ronde=ronde(),
        catalogus=catalogus(),
        documenten=documenten,
        toekenning=toegekend,
        toekenningen_bron=TOEKENNINGEN if toegekend is not None else None,
    )


def actie(dossier: Dossier, nummer: int) -> Any:
    """One action of `dossier`, as data (`Any`)."""
    return next(a for a in dossier.acties if a.nummer == nummer)


def codes(bevindingen: Sequence[Bevinding]) -> list[tuple[str, int | None]]:
    return [(bevinding.code, bevinding.actie) for bevinding in bevindingen]
