"""KPI's: the lines of a workbook become one KPI per action.

    Workbook + Catalogus -> Kpis(regels, herkomst, bevindingen, rest)

Each line is tied to an action by its name, else by an official number that nothing in
its table contradicts; what names neither is left over. The lines of an action are added
up as the contract says (section 3, Numbers). Every number keeps its place.

Longer than 300 lines because adding up, and what is reported of it, share each line.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from pipeline.dossier.actienaam import is_explained
from pipeline.dossier.catalogus import Catalogus
from pipeline.dossier.extractie import KpiRegel, Plek, Rest
from pipeline.dossier.getallen import Lezing, read_cel
from pipeline.dossier.kpi_actie import Band, tie_lines
from pipeline.dossier.kpi_deel import WORDS, Deel, Key, dutch
from pipeline.dossier.kpi_som import Som, add_up
from pipeline.dossier.kpi_subtotaal import counted_already
from pipeline.dossier.model import Doelgroep
from pipeline.dossier.namen import plain
from pipeline.dossier.rondes import Rondes
from pipeline.findings import KINDS, Bevinding, brief
from pipeline.forms.workbook import Workbook
from pipeline.forms.workbook_choice import Twijfel
from pipeline.forms.workbook_grid import Vak
from pipeline.forms.workbook_lens import RondeTeken
from pipeline.forms.workbook_table import KpiLine

_TELLING: Final = 4  # letters of a word by which a heading is known
_COMPUTED: Final = 0.9  # how sure a result is that the file does not tell itself
_OF_WHICH: Final = re.compile(
    r"[-–—•*·\s(]*(?:waarvan|waaronder|onder wie|w\.?o\.)(?!\w)", re.IGNORECASE
)
_BEREKEND: Final = (
    "de formule stond zonder uitkomst in het bestand en is berekend met LibreOffice"
)
_VELDEN: Final = {"te_behalen": "Te behalen KPI", "behaald": "Behaald KPI"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Kpis:
    """What a workbook says of every action, ordered by official number.

    `herkomst` has for each value its place, by pointer into `regels`
    (`/kpis/0/behaald`, `/kpis/0/doelgroepen/1/te_behalen`), as an extraction has it.
    """

    regels: tuple[KpiRegel, ...] = ()
    herkomst: dict[str, Plek] = field(default_factory=dict)
    bevindingen: tuple[Bevinding, ...] = ()
    rest: tuple[Rest, ...] = ()
    titels: frozenset[str] = frozenset()
    """The places of titles that said which action a table is about, and no more."""


def ronde_tekens(rondes: Rondes) -> tuple[RondeTeken, ...]:
    """The words by which sheets tell their round, in the order of time."""
    return tuple(
        RondeTeken(
            id=ronde.id,
            projectjaar=ronde.projectjaar_herkenning,
            moment=ronde.moment_herkenning,
        )
        for ronde in rondes.rondes
    )


def kpi_regels(
    workbook: Workbook,
    catalogus: Catalogus,
    projectjaar: int | None = None,
    bron: str | None = None,
) -> Kpis:
    """Read the KPIs of `workbook`.

    `projectjaar` tells which official numbers are in use; without it every subsidised
    one is. `bron` is the sha256 of the document, for the bevindingen. The result's
    `rest` holds `workbook.rest` too.
    """
    reader = _Reader(catalogus, bron)
    for line, band in tie_lines(workbook.regels, catalogus, projectjaar):
        reader.take(line, band)
    reader.bevindingen += [
        _doubt(twijfel, bron) for twijfel in workbook.twijfels if reader.delen
    ]
    reader.rest += [
        Rest(tekst=r.tekst, plaats=r.plaats)
        for r in workbook.rest
        if r.plaats not in reader.titels
    ]
    return reader.kpis()


class _Reader:
    """One pass over the lines of one workbook."""

    def __init__(self, catalogus: Catalogus, bron: str | None) -> None:
        self.catalogus = catalogus
        self.bron = bron
        self.rest: list[Rest] = []
        self.bevindingen: list[Bevinding] = []
        self.delen: dict[int, list[Deel]] = {}
        self.groepen: dict[int, list[Vak]] = {}
        self.titels: set[str] = set()
        """The places of titles that said which action a table is about, and no more."""

    def take(self, line: KpiLine, band: Band | None) -> None:
        """Take one line into the action that it is tied to."""
        if band is None:
            self._leave(line)
            return
        for vak in (line.actie, line.doelgroep, line.doelstelling, line.eenheid):
            if vak is not None and vak.eigen and not _only_adds(vak, line):
                self._keep_words(vak, band, line)
        titel = band.titel
        if titel and is_explained(titel.tekst, self.catalogus, band.nummer):
            self.titels.add(titel.plaats)
        if band.groep is not None and band.groep.eigen:
            self.groepen.setdefault(band.nummer, []).append(band.groep)
        computed = any(
            vak and vak.cel.computed for vak in (line.te_behalen, line.behaald)
        )
        sure = _COMPUTED if computed else 1.0
        deel = Deel(
            tabel=line.tabel,
            totaal=line.totaal,
            groep=band.groep.tekst if band.groep is not None else None,
            tekst=line.actie.tekst if line.actie is not None else "",
            te_behalen=self._read(line, "te_behalen", band),
            behaald=self._read(line, "behaald", band),
            te_behalen_op=_place(line.te_behalen),
            behaald_op=_place(line.behaald),
            berekend=_is_computed(line),
            plaats=line.plaats,
            zekerheid=round(line.zekerheid * band.zekerheid * sure, 2),
            reden=f"{band.reden}; {_BEREKEND}" if computed else band.reden,
            waarvan=any(
                vak is not None and bool(_OF_WHICH.match(vak.tekst))
                for vak in (line.actie, line.doelgroep)
            ),
            bekend=band.groep is not None
            and is_explained(band.groep.tekst, self.catalogus, band.nummer),
        )
        self.delen.setdefault(band.nummer, []).append(deel)

    def kpis(self) -> Kpis:
        """All that was taken, added up per action."""
        regels: list[KpiRegel] = []
        herkomst: dict[str, Plek] = {}
        for nummer in sorted(self.delen):
            delen = self.delen[nummer]
            parts = counted_already(delen)
            som = add_up([deel for deel in delen if deel not in parts])
            self._leave_parts(parts)
            self._leave_groups(nummer, [*parts, *(som.groepen if som else ())])
            if som is None:
                continue
            for pointer, plek in _places(som):
                herkomst[f"/kpis/{len(regels)}/{pointer}"] = plek
            regels.append(_regel(nummer, som))
            self.bevindingen += self._differences(nummer, som)
        return Kpis(
            regels=tuple(regels),
            herkomst=herkomst,
            bevindingen=tuple(self.bevindingen),
            rest=tuple(self.rest),
            titels=frozenset(self.titels),
        )

    def _read(self, line: KpiLine, key: Key, band: Band) -> Lezing | None:
        """The number in a cell; words beside it, and what is no number, are kept."""
        vak = line.te_behalen if key == "te_behalen" else line.behaald
        if vak is None:
            return None
        lezing = read_cel(vak.cel)
        if line.totaal and not lezing.geldig and vak.cel.formula is not None:
            return None  # a sum that was not computed tells nothing about its lines
        if lezing.tekst is not None:
            self.rest.append(Rest(tekst=lezing.tekst, plaats=vak.plaats))
        if not lezing.geldig:
            actie = self.catalogus.actie(band.nummer)
            naam = f", actie {band.nummer} ({actie.naam})" if actie else ""
            self.bevindingen.append(
                KINDS["kpi-ongeldig"].at(
                    actie=band.nummer,
                    bron=self.bron,
                    plaats=vak.plaats,
                    veld=f"{_VELDEN[key]}{naam}",
                    tekst=brief(lezing.tekst or ""),
                )
            )
        return lezing

    def _keep_words(self, vak: Vak, band: Band, line: KpiLine) -> None:
        """Keep a label that says more than which action, unit or doelstelling it is."""
        is_group = band.groep is not None and band.groep.plaats == vak.plaats
        inherited = line.vervolg and vak is line.actie
        if (
            is_group
            or inherited
            or is_explained(vak.tekst, self.catalogus, band.nummer)
        ):
            return
        self.rest.append(Rest(tekst=vak.tekst, plaats=vak.plaats))

    def _leave(self, line: KpiLine) -> None:
        """Keep a line that could not be tied: its words, and the numbers with them."""
        vakken = [
            line.nummer,
            line.actie,
            line.doelgroep,
            line.eenheid,
            line.doelstelling,
        ]
        if line.vervolg:
            vakken[:2] = []
        numbers = [line.te_behalen, line.behaald]
        if line.totaal:
            numbers = [vak for vak in numbers if vak and vak.cel.formula is None]
        filled = [vak for vak in numbers if vak is not None and vak.tekst]
        labels = [vak for vak in vakken if vak is not None and vak.tekst]
        if not filled and not any(self._is_news(vak, line) for vak in labels):
            return
        told = [*labels, *filled]
        tekst = " | ".join(vak.tekst for vak in told)
        self.rest.append(Rest(tekst=tekst, plaats=told[0].plaats))

    def _is_news(self, vak: Vak, line: KpiLine) -> bool:
        """Whether a label alone says something: no form text, total or doelstelling."""
        if not vak.eigen or (line.totaal and vak is line.nummer):
            return False
        return not self._is_known(vak.tekst)

    def _is_known(self, tekst: str) -> bool:
        told = any(len(word) >= _TELLING for word in plain(tekst).split())
        return told and any(
            is_explained(tekst, self.catalogus, actie.nummer)
            for actie in self.catalogus.acties
        )

    def _leave_parts(self, parts: Iterable[Deel]) -> None:
        """Keep the lines that are counted in another line."""
        for deel in parts:
            numbers = [n for key in WORDS if (n := deel.number(key)) is not None]
            naam = deel.groep or deel.tekst
            if deel.tekst.endswith(naam):
                naam = deel.tekst
            if deel.says:
                tekst = " | ".join([naam, *map(dutch, numbers)])
                self.rest.append(Rest(tekst=tekst, plaats=deel.plaats))

    def _leave_groups(self, nummer: int, kept: Iterable[Deel]) -> None:
        """Keep the doelgroepen that are not in the sum of the action."""
        told = {deel.groep for deel in kept}
        for vak in self.groepen.get(nummer, ()):
            known = is_explained(vak.tekst, self.catalogus, nummer)
            if vak.tekst not in told and not known:
                self.rest.append(Rest(tekst=vak.tekst, plaats=vak.plaats))

    def _differences(self, nummer: int, som: Som) -> Iterator[Bevinding]:
        actie = self.catalogus.actie(nummer)
        for verschil in som.verschillen:
            yield KINDS["kpi-wijkt-af"].at(
                actie=nummer,
                bron=self.bron,
                plaats=verschil.plaats,
                naam=actie.naam if actie else "",
                waarden=verschil.waarden,
                gekozen=verschil.gekozen,
            )


def _regel(nummer: int, som: Som) -> KpiRegel:
    return KpiRegel(
        actie=nummer,
        te_behalen=som.te_behalen,
        behaald=som.behaald,
        doelgroepen=tuple(
            Doelgroep(naam=g.groep or "", te_behalen=g.target, behaald=g.achieved)
            for g in som.groepen
        ),
        plaats=som.plaats,
    )


def _places(som: Som) -> Iterator[tuple[str, Plek]]:
    """Where each value stands, by its pointer inside the line."""
    for key, place in (("te_behalen", som.te_behalen_op), ("behaald", som.behaald_op)):
        if place:
            yield key, Plek(plaats=place, zekerheid=som.zekerheid, reden=som.reden)
    for index, groep in enumerate(som.groepen):
        at = f"doelgroepen/{index}"
        if groep.target is not None and groep.te_behalen_op:
            yield (
                f"{at}/te_behalen",
                Plek(plaats=groep.te_behalen_op, zekerheid=groep.zekerheid),
            )
        if groep.achieved is not None and groep.behaald_op:
            yield (
                f"{at}/behaald",
                Plek(plaats=groep.behaald_op, zekerheid=groep.zekerheid),
            )


def _place(vak: Vak | None) -> str | None:
    return vak.plaats if vak is not None else None


def _doubt(twijfel: Twijfel, bron: str | None) -> Bevinding:
    """A finding on columns of which none could be taken."""
    koppen = " en ".join(f"‘{kop.tekst}’ ({kop.plaats})" for kop in twijfel.koppen)
    waarom = f"het kan in meer dan één kolom staan, {koppen}"
    if twijfel.jaar is not None:
        waarom = f"de kolom {koppen} gaat over een ander jaar dan ‘{twijfel.jaar}’"
    return KINDS["kpi-kolommen"].at(
        bron=bron,
        plaats=twijfel.koppen[0].plaats,
        veld=_VELDEN["te_behalen" if twijfel.rol == "te_behalen" else "behaald"],
        waarom=waarom,
    )


def _only_adds(vak: Vak, line: KpiLine) -> bool:
    """Whether a label says that its line is a total, and no more."""
    word = line.totaalwoord
    return word is not None and word.plaats == vak.plaats and not word.eigen


def _is_computed(line: KpiLine) -> bool:
    numbers = [vak for vak in (line.te_behalen, line.behaald) if vak is not None]
    return bool(numbers) and all(vak.cel.formula is not None for vak in numbers)
