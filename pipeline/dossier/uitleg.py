"""Uitleg: an extraction as a person reads it, every value with its evidence.

    Extractie + Programma -> subjects, each with the values read about it

Every value of the extraction is in exactly one subject: an action, the stimuli, or the
blocks of which nobody can tell the action. Texts are Dutch; nothing is cut short here.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from pipeline.dossier.extractie import Extractie, Plek
from pipeline.dossier.programma import Programma

_SHORT: Final = 40  # characters of a label of the form that is used as it is
_VELDEN: Final = {
    "te_behalen": "te behalen KPI",
    "behaald": "behaald KPI",
    "waarom": "waarom niet behaald",
    "inspanningen": "inspanningen",
    "omschrijving": "omschrijving",
    "timing": "timing",
    "kpi": "KPI",
    "antwoord": "minimale verwachtingen behaald",
    "toelichting": "toelichting",
    "niet_uitgevoerd": "niet uitgevoerd",
    "stopzetting": "stopzetting",
    "voldoende": "voldoende initiatieven",
    "conclusie": "conclusie",
    "verlengen": "verlengen",
    "samenwerkingsverband": "samenwerkingsverband",
    "mentorbestuur": "mentorbestuur",
    "sociale_impact_obligatie": "sociale impact obligatie",
    "beschrijving": "beschrijving",
    "netwerken": "aantal lerende netwerken",
    "besturen": "aantal besturen",
    "organisatie": "organisatie",
    "ervaring": "ervaring",
    "stappen": "stappen",
    "problemen": "problemen",
    "jurering": "jurering",
}
_NO_ACTION: Final = "Zonder actie: het document alleen zegt niet bij welke dit hoort"
_SECTIONS: Final = ("kpis", "motivaties", "verwachtingen", "jurering")
# Told by the subject, by the value beside it, or with every value.
_ELSEWHERE: Final = frozenset({"naam", "plaats", "actie_tekst"})
_WRITTEN: Final = "_tekst"


@dataclass(frozen=True, slots=True, kw_only=True)
class Waarde:
    """One value read. `plek` is `None` only where the reader noted no place.

    `geschreven` is what stood there when it says more than the value.
    """

    pointer: str
    veld: str
    waarde: str
    geschreven: str | None = None
    plek: Plek | None = None


@dataclass(slots=True)
class Onderwerp:
    """What was read about one action, about the stimuli, or about no action at all."""

    titel: str
    actie: int | None = None
    waarden: list[Waarde] = field(default_factory=list)


def onderwerpen(extractie: Extractie, programma: Programma) -> tuple[Onderwerp, ...]:
    """Everything that `extractie` read: actions by number, then the rest."""
    return _Explained(extractie, programma).all()


def percent(zekerheid: float) -> str:
    """A certainty of 0..1 as an official reads it: `95 %`."""
    return f"{round(zekerheid * 100)} %"


class _Explained:
    """One extraction while it is being explained."""

    def __init__(self, extractie: Extractie, programma: Programma) -> None:
        self.extractie = extractie
        self.catalogus = programma.catalogus
        index = programma.indexen.get(extractie.formulier or "")
        self.labels = (
            {v.naam: v.labels[0].rstrip(" :?") for v in index.formulier.veld}
            if index is not None
            else {}
        )
        self.found: dict[int | str | None, Onderwerp] = {}
        self.counts: Counter[tuple[str, int | None]] = Counter()

    def all(self) -> tuple[Onderwerp, ...]:
        """Each section of the extraction in turn, sorted by action at the end."""
        data = self.extractie.model_dump(mode="json")
        for section in _SECTIONS:
            for number, item in enumerate(data[section]):
                self._item(section, number, item)
        if data["stimulansen"] is not None:
            about = self._about("stimulansen", "Financiële stimulansen", None)
            about.waarden += self._leaves("/stimulansen", data["stimulansen"], ())
        numbered = sorted(key for key in self.found if isinstance(key, int))
        others = [key for key in (None, "stimulansen") if key in self.found]
        return tuple(self.found[key] for key in (*numbered, *others))

    def _about(self, key: int | str | None, titel: str, actie: int | None) -> Onderwerp:
        return self.found.setdefault(key, Onderwerp(titel, actie))

    def _item(self, section: str, number: int, item: Mapping[str, Any]) -> None:
        # `Any`: JSON data of the extraction, as pydantic dumped it.
        nummer = item["actie"]
        actie = self.catalogus.actie(nummer) if nummer is not None else None
        naam = f": {actie.naam}" if actie is not None else ""
        titel = _NO_ACTION if nummer is None else f"Actie {nummer}{naam}"
        about = self._about(nummer, titel, nummer)
        self.counts[section, nummer] += 1
        again = self.counts[section, nummer]
        before = (f"{again}e keer",) if again > 1 else ()
        if section == "jurering":
            before = ("jurering", *before)
        at = f"/{section}/{number}"
        if section == "motivaties":
            about.waarden.append(self._link(at, item, before))
        values = {key: value for key, value in item.items() if key != "actie"}
        about.waarden += self._leaves(at, values, before, nummer=nummer)

    def _link(
        self, at: str, item: Mapping[str, Any], before: tuple[str, ...]
    ) -> Waarde:
        nummer = item["actie"]
        return Waarde(
            pointer=f"{at}/actie",
            veld=", ".join((*before, "actie")),
            waarde="niet met zekerheid te zeggen" if nummer is None else str(nummer),
            geschreven=item["actie_tekst"],
            plek=self.extractie.herkomst.get(f"{at}/actie"),
        )

    def _leaves(
        self,
        at: str,
        data: Mapping[str, Any],
        before: tuple[str, ...],
        *,
        nummer: int | None = None,
    ) -> Iterator[Waarde]:
        """Every value in `data`, at any depth, with the words that lead to it."""
        for key, value in data.items():
            pointer = f"{at}/{key}"
            if key in _ELSEWHERE or key.endswith(_WRITTEN):
                continue
            if isinstance(value, dict):
                inner = before if key == "onderdelen" else (*before, _VELDEN[key])
                yield from self._leaves(pointer, value, inner, nummer=nummer)
            elif isinstance(value, list):
                for number, item in enumerate(value):
                    told = f"initiatief {number + 1}"
                    if key == "doelgroepen":
                        told = f"doelgroep ‘{item['naam']}’"
                    yield from self._leaves(
                        f"{pointer}/{number}", item, (*before, told), nummer=nummer
                    )
            elif value is not None or data.get(f"{key}{_WRITTEN}") is not None:
                yield Waarde(
                    pointer=pointer,
                    veld=", ".join((*before, self._label(key, nummer))),
                    waarde=_said(value),
                    geschreven=data.get(f"{key}{_WRITTEN}"),
                    plek=self.extractie.herkomst.get(pointer),
                )

    def _label(self, key: str, nummer: int | None) -> str:
        """The form's own label when it is short, else our word for it."""
        actie = self.catalogus.actie(nummer) if nummer is not None else None
        if actie is not None and actie.verwachtingen is not None:
            for onderdeel in actie.verwachtingen.onderdelen:
                if onderdeel.sleutel == key:
                    return onderdeel.label
        label = self.labels.get(key, "")
        if label and len(label) <= _SHORT:
            return label
        return _VELDEN.get(key, key.replace("_", " "))


def _said(value: object) -> str:
    match value:
        case None:
            return "geen getal"
        case bool():
            return "Ja" if value else "Nee"
        case "ja" | "nee":
            return str(value).capitalize()
        case float():
            return f"{value:.12g}".replace(".", ",")
        case _:
            return str(value)
