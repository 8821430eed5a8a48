"""Rest: what the bestuur wrote that no field takes, and what is found in documents.

    documents + what is in force -> niet_herkend, bevindingen

Nothing is lost (contract section 4): words beside a number, a block whose action nobody
can tell, a second version that came together with the first, the jury's own rows.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.dossier.actienaam import is_explained
from pipeline.dossier.catalogus import Catalogus
from pipeline.dossier.extractie import Extractie, JureringBlok, MotivatieBlok
from pipeline.dossier.geldend import Geldend, Stuk
from pipeline.dossier.ingekomen import Ingekomen
from pipeline.dossier.kpiwaarden import KEYS, KpiWaarden
from pipeline.dossier.model import Getal, NietHerkend
from pipeline.findings import KINDS, Bevinding, brief

_ONBEKEND = KINDS["actie-onbekend"]
_JURERING = KINDS["jurering-in-indiening"]


@dataclass(slots=True)
class Rest:
    """What is left, while it is gathered."""

    catalogus: Catalogus
    niet_herkend: list[NietHerkend] = field(default_factory=list)
    bevindingen: list[Bevinding] = field(default_factory=list)

    def leave(self, document: Ingekomen, tekst: str, plaats: str) -> None:
        """Keep words of `document`."""
        self.niet_herkend.append(
            NietHerkend(tekst=tekst, bron=document.sha256, plaats=plaats)
        )

    def document(self, document: Ingekomen) -> None:
        """What a document in force has left over, the rows of the jury included."""
        extractie = document.extractie
        for rest in extractie.niet_herkend:
            self.leave(document, rest.tekst, rest.plaats)
        for actie, tekst, pointer in _jury_texts(extractie):
            plaats = place_of(extractie, pointer) or "Jurering ABB"
            self.leave(document, tekst, plaats)
            self.bevindingen.append(
                _JURERING.at(
                    actie=actie,
                    bron=document.sha256,
                    plaats=plaats,
                    tekst=f"‘{brief(tekst)}’",
                )
            )

    def beside(self, stuk: Stuk, nummer: int) -> None:
        """Words on the lines of a block that give its action and its numbers."""
        extractie = stuk.document.extractie
        blok = extractie.motivaties[stuk.index]
        at = f"/motivaties/{stuk.index}"
        said: tuple[tuple[str, Getal | None, str | None], ...] = (
            ("actie", nummer, blok.actie_tekst),
            ("te_behalen", blok.te_behalen, blok.te_behalen_tekst),
            ("behaald", blok.behaald, blok.behaald_tekst),
        )
        for key, getal, tekst in said:
            if tekst is None:
                continue
            if getal is None or not is_explained(tekst, self.catalogus, nummer):
                plaats = place_of(extractie, f"{at}/{key}") or ""
                self.leave(stuk.document, tekst, plaats)

    def block(self, stuk: Stuk) -> None:
        """A whole block of which nobody can tell the action."""
        extractie = stuk.document.extractie
        plaats = place_of(extractie, f"/motivaties/{stuk.index}/actie") or ""
        lines = list(_lines_of(extractie.motivaties[stuk.index])) or [""]
        self.leave(stuk.document, "\n".join(lines), plaats)
        self.bevindingen.append(
            _ONBEKEND.at(
                bron=stuk.document.sha256, plaats=plaats, tekst=brief(lines[0], 80)
            )
        )


def place_of(extractie: Extractie, pointer: str) -> str | None:
    """Where the value at `pointer` was read, or the first value inside it."""
    for known, plek in extractie.herkomst.items():
        if known == pointer or known.startswith(f"{pointer}/"):
            return plek.plaats
    return None


@dataclass(frozen=True, slots=True)
class Bevonden:
    """The findings of documents that still hold now that later ones came."""

    geldend: Geldend
    kpis: KpiWaarden

    def of(self, document: Ingekomen) -> Iterator[Bevinding]:
        """The findings of a document that is in force; of a number, with its action."""
        parts = {p: n for sha, p, n in self.geldend.parts if sha == document.sha256}
        live: dict[str, int | None] = {}
        gone: set[str] = set()
        for pointer, plek in document.extractie.herkomst.items():
            owner = _owner(pointer)
            if owner is None:
                continue
            if owner in parts:
                counted = owner.rpartition("/")[2] in KEYS
                live.setdefault(plek.plaats, parts[owner] if counted else None)
            else:
                gone.add(plek.plaats)
        acties = {n for n in parts.values() if n is not None} | self._counted(document)
        for bevinding in document.extractie.bevindingen:
            if bevinding.plaats in gone and bevinding.plaats not in live:
                continue
            if bevinding.actie in _spoken(document) - acties:
                continue
            if bevinding.actie is None and bevinding.plaats in live:
                yield bevinding.model_copy(update={"actie": live[bevinding.plaats]})
            else:
                yield bevinding

    def _counted(self, document: Ingekomen) -> set[int]:
        return {
            nummer
            for nummer, actie in self.kpis.per_actie.items()
            if document.sha256 in actie.documenten
        }


def _spoken(document: Ingekomen) -> set[int]:
    """The actions that a document names, by itself."""
    extractie = document.extractie
    numbers = [
        *(regel.actie for regel in extractie.kpis),
        *(blok.actie for blok in extractie.motivaties),
        *(blok.actie for blok in extractie.verwachtingen),
    ]
    return {nummer for nummer in numbers if nummer is not None}


def _owner(pointer: str) -> str | None:
    """The part of an extraction to which `pointer` belongs; see `Geldend.parts`."""
    match pointer.split("/")[1:]:
        case ["motivaties", index, "te_behalen" | "behaald" as key, *_]:
            return f"/motivaties/{index}/{key}"
        case ["motivaties" | "verwachtingen" | "stimulansen" as section, part, *_]:
            return f"/{section}/{part}"
        case _:
            return None


def _jury_texts(extractie: Extractie) -> Iterator[tuple[int | None, str, str]]:
    """The rows of the jury: action, words, and pointer in the extraction."""
    for at, blok in enumerate(extractie.jurering):
        yield blok.actie, "\n".join(_verdict(blok)), f"/jurering/{at}"
    if extractie.stimulansen is not None and extractie.stimulansen.jurering:
        yield None, extractie.stimulansen.jurering, "/stimulansen/jurering"


def _verdict(blok: JureringBlok) -> Iterator[str]:
    said = {True: "Ja", False: "Nee"}
    if blok.voldoende is not None:
        yield f"Voldoende initiatieven: {said[blok.voldoende]}"
    if blok.conclusie:
        yield f"Conclusie: {blok.conclusie}"
    if blok.verlengen is not None:
        yield f"Verlengen: {said[blok.verlengen]}"


def _lines_of(blok: MotivatieBlok) -> Iterator[str]:
    """Every answer of a block, one under the other, as a person will read it."""
    if blok.actie_tekst:
        yield blok.actie_tekst
    for label, getal, tekst in (
        ("Te behalen KPI", blok.te_behalen, blok.te_behalen_tekst),
        ("Behaald KPI", blok.behaald, blok.behaald_tekst),
    ):
        if getal is not None or tekst:
            yield f"{label}: {tekst or getal}"
    yield from (text for text in (blok.waarom, blok.inspanningen) if text)
    for initiatief in blok.initiatieven:
        kpi = None if initiatief.kpi is None else str(initiatief.kpi)
        said = (initiatief.omschrijving, initiatief.timing, initiatief.kpi_tekst or kpi)
        yield from (text for text in said if text)
