"""Antwoorden: the answers of a Word form as the extraction gives them.

    Answers + Catalogus -> motivaties, verwachtingen, stimulansen, jurering, the rest

Numbers are read here, actions are tied here; every value keeps its place.

Longer than 300 lines because each part of the form becomes its own kind of answer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.dossier.catalogus import Catalogus
from pipeline.dossier.extractie import (
    JureringBlok,
    MotivatieBlok,
    Plek,
    Rest,
    VerwachtingenBlok,
)
from pipeline.dossier.genoemd import Vermeld
from pipeline.dossier.getallen import NIETS, Lezing, read_getal
from pipeline.dossier.linking import Link, link_unit, numbers_count
from pipeline.dossier.model import (
    Getal,
    Initiatief,
    Mentorbestuur,
    Samenwerking,
    SocialeImpact,
    Stimulansen,
)
from pipeline.dossier.overzicht import joined
from pipeline.dossier.rondom import link_around, only_block
from pipeline.dossier.tweetal import read_answers
from pipeline.findings import KINDS, KPI_INITIATIEF, Bevinding, brief
from pipeline.forms.answers import Answer, Answers, Choice, Unit


@dataclass(slots=True)
class Gelezen:
    """What one form gives, while it is being put together."""

    catalogus: Catalogus
    sha256: str
    labels: Mapping[str, str]
    motivaties: list[MotivatieBlok] = field(default_factory=list)
    verwachtingen: list[VerwachtingenBlok] = field(default_factory=list)
    stimulansen: Stimulansen | None = None
    jurering: list[JureringBlok] = field(default_factory=list)
    rest: list[Rest] = field(default_factory=list)
    bevindingen: list[Bevinding] = field(default_factory=list)
    herkomst: dict[str, Plek] = field(default_factory=dict)

    def text(self, answer: Answer | None, pointer: str) -> str | None:
        """The words of `answer`, their place noted under `pointer`."""
        if answer is None:
            return None
        self.herkomst[pointer] = _plek(answer)
        return answer.tekst

    def number(
        self,
        answer: Answer | None,
        pointer: str,
        *,
        veld: str,
        actie: int | None = None,
        lezing: Lezing | None = None,
    ) -> Lezing:
        """The number in `answer`; what is none becomes a finding, the text is kept.

        `veld` is the field of the form; a finding calls it as the form does. `lezing`
        is what the answer says, for who has read it already.
        """
        if answer is None:
            return NIETS
        lezing = lezing or read_getal(answer.tekst)
        if not lezing.geldig:
            self.bevindingen.append(
                KINDS["kpi-ongeldig"].at(
                    actie=actie,
                    bron=self.sha256,
                    plaats=answer.plaats,
                    veld=self.labels.get(veld, veld),
                    tekst=answer.tekst,
                )
            )
        if lezing.waarde is not None or lezing.tekst is not None:
            self.herkomst[pointer] = _plek(answer)
        if (
            lezing.waarde is None
            and lezing.tekst is None
            and any(map(str.isalnum, answer.tekst))
        ):
            self.herkomst[pointer] = _plek(answer)
            return Lezing(waarde=None, tekst=answer.tekst, geldig=lezing.geldig)
        return lezing

    def choice(
        self, choice: Choice | None, pointer: str, actie: int | None
    ) -> str | None:
        """The option of `choice`; contradicting signals become a finding."""
        if choice is None:
            return None
        if choice.tegenstrijdig:
            self.bevindingen.append(
                KINDS["keuze-tegenstrijdig"].at(
                    actie=actie,
                    bron=self.sha256,
                    plaats=choice.plaats,
                    vraag=choice.vraag,
                    signalen=", ".join(choice.signalen),
                )
            )
        elif choice.waarde is not None:
            self.herkomst[pointer] = Plek(
                plaats=choice.plaats,
                zekerheid=choice.zekerheid,
                reden=", ".join(choice.signalen) or None,
            )
        return choice.waarde

    def leave(self, answer: Answer | None) -> None:
        """Keep the words of `answer` that no field can take."""
        if answer is not None:
            self.rest.append(Rest(tekst=answer.tekst, plaats=answer.plaats))


def _plek(answer: Answer) -> Plek:
    return Plek(plaats=answer.plaats, zekerheid=answer.zekerheid, tot=answer.tot)


def read_antwoorden(
    answers: Answers,
    catalogus: Catalogus,
    sha256: str,
    labels: Mapping[str, str],
    rondom: Sequence[Vermeld] = (),
) -> Gelezen:
    """Everything in `answers`.

    `sha256` is the document's, for its findings; `labels` are the names of fields in
    them, as the form words them; `rondom` are texts around the form, with its name.
    """
    gelezen = Gelezen(catalogus, sha256, labels)
    numbered = numbers_count(answers.units, catalogus)
    units = joined(answers.units, catalogus)
    only = only_block(units)
    for unit in units:
        if unit.doel == "motivaties":
            link = link_unit(unit, catalogus, numbered=numbered)
            if unit is only:
                link = link_around(link, rondom, unit, catalogus)
            _motivatie(gelezen, unit, link)
        elif unit.doel == "verwachtingen" and unit.actie is not None:
            _verwachtingen(gelezen, unit, unit.actie)
        elif unit.doel == "stimulansen":
            _stimulansen(gelezen, unit)
    for unit in answers.units:
        if unit.doel == "jurering":
            answered = {blok.actie for blok in gelezen.verwachtingen}
            _jurering(gelezen, unit, answered.pop() if len(answered) == 1 else None)
    gelezen.rest.extend(Rest(tekst=r.tekst, plaats=r.plaats) for r in answers.rest)
    gelezen.bevindingen.extend(
        KINDS["pdf-onzeker"].at(
            actie=one.actie, bron=sha256, plaats=one.plaats, label=brief(one.label)
        )
        for one in answers.doubts
    )
    return gelezen


def _motivatie(gelezen: Gelezen, unit: Unit, link: Link) -> None:
    at = f"/motivaties/{len(gelezen.motivaties)}"
    velden = unit.velden
    both = read_answers(velden.get("te_behalen"), velden.get("behaald"))
    reads = {
        naam: gelezen.number(
            answer, f"{at}/{naam}", veld=naam, actie=link.nummer, lezing=lezing
        )
        for naam, (answer, lezing) in both.items()
    }
    initiatieven = tuple(
        _initiatief(gelezen, item, f"{at}/initiatieven/{n}", link.nummer)
        for n, item in enumerate(unit.initiatieven)
    )
    waarom = gelezen.text(velden.get("waarom"), f"{at}/waarom")
    inspanningen = gelezen.text(velden.get("inspanningen"), f"{at}/inspanningen")
    _jurering(gelezen, unit, link.nummer)
    numbers = any(r.waarde is not None or r.tekst for r in reads.values())
    if waarom is None and inspanningen is None and not initiatieven and not numbers:
        for kop in unit.koppen:
            gelezen.leave(kop)
        return
    kop_text = "\n".join(kop.tekst for kop in unit.koppen) or None
    place = unit.koppen[0].plaats if unit.koppen else unit.plaats
    gelezen.herkomst[f"{at}/actie"] = Plek(
        plaats=place, zekerheid=link.zekerheid, reden=link.reden, bewijs=link.bewijs
    )
    gelezen.motivaties.append(
        MotivatieBlok(
            actie=link.nummer,
            actie_tekst=kop_text,
            te_behalen=reads["te_behalen"].waarde,
            te_behalen_tekst=reads["te_behalen"].tekst,
            behaald=reads["behaald"].waarde,
            behaald_tekst=reads["behaald"].tekst,
            waarom=waarom,
            inspanningen=inspanningen,
            initiatieven=initiatieven,
        )
    )


def _initiatief(
    gelezen: Gelezen, item: Mapping[str, Answer], at: str, actie: int | None
) -> Initiatief:
    number = item.get("kpi")
    lezing = gelezen.number(number, f"{at}/kpi", veld=KPI_INITIATIEF, actie=actie)
    return Initiatief(
        omschrijving=gelezen.text(item.get("omschrijving"), f"{at}/omschrijving"),
        timing=gelezen.text(item.get("timing"), f"{at}/timing"),
        kpi=lezing.waarde,
        kpi_tekst=lezing.tekst,
    )


def _verwachtingen(gelezen: Gelezen, unit: Unit, nummer: int) -> None:
    actie = gelezen.catalogus.actie(nummer)
    sleutels = actie.verwachtingen.sleutels if actie and actie.verwachtingen else ()
    at = f"/verwachtingen/{len(gelezen.verwachtingen)}"
    velden = unit.velden
    onderdelen = {
        sleutel: gelezen.text(
            velden.get(f"onderdelen.{sleutel}"), f"{at}/onderdelen/{sleutel}"
        )
        for sleutel in sleutels
    }
    keuze = unit.keuzes.get("antwoord")
    antwoord = gelezen.choice(keuze, f"{at}/antwoord", nummer)
    for kop in unit.koppen:
        gelezen.leave(kop)
    texts = {
        naam: gelezen.text(velden.get(naam), f"{at}/{naam}")
        for naam in ("toelichting", "niet_uitgevoerd", "stopzetting")
    }
    # Signs that contradict each other are an answer too, though nobody knows which.
    chosen = keuze is not None and (keuze.tegenstrijdig or antwoord is not None)
    if not chosen and not any(onderdelen.values()) and not any(texts.values()):
        return
    gelezen.verwachtingen.append(
        VerwachtingenBlok.model_validate(
            {"actie": nummer, "antwoord": antwoord, "onderdelen": onderdelen, **texts}
        )
    )


def _stimulansen(gelezen: Gelezen, unit: Unit) -> None:
    velden = unit.velden

    def text(naam: str) -> str | None:
        return gelezen.text(velden.get(naam), f"/stimulansen/{naam.replace('.', '/')}")

    def count(naam: str) -> Getal | None:
        field = f"mentorbestuur.{naam}"
        answer = velden.get(field)
        at = f"/stimulansen/mentorbestuur/{naam}"
        lezing = gelezen.number(answer, at, veld=field)
        if lezing.tekst is not None:
            gelezen.leave(answer)  # the dossier has no place for words here
        return lezing.waarde

    parts = {
        "samenwerkingsverband": Samenwerking(
            beschrijving=text("samenwerkingsverband.beschrijving")
        ),
        "mentorbestuur": Mentorbestuur(
            netwerken=count("netwerken"),
            besturen=count("besturen"),
            organisatie=text("mentorbestuur.organisatie"),
            ervaring=text("mentorbestuur.ervaring"),
        ),
        "sociale_impact_obligatie": SocialeImpact(
            stappen=text("sociale_impact_obligatie.stappen"),
            problemen=text("sociale_impact_obligatie.problemen"),
        ),
    }
    given = {
        naam: part
        for naam, part in parts.items()
        if any(value is not None for value in part.model_dump().values())
    }
    jurering = text("jurering")
    if given or jurering is not None:
        gelezen.stimulansen = Stimulansen.model_validate(
            {**given, "jurering": jurering}
        )


def _jurering(gelezen: Gelezen, unit: Unit, actie: int | None) -> None:
    """The jury's own rows, when somebody filled them in."""
    at = f"/jurering/{len(gelezen.jurering)}"
    gelezen.leave(unit.velden.get("jurering.kop"))
    gelezen.leave(unit.velden.get("jurering.opmerking"))
    voldoende = gelezen.choice(
        unit.keuzes.get("jurering.voldoende"), f"{at}/voldoende", actie
    )
    verlengen = gelezen.choice(
        unit.keuzes.get("jurering.verlengen"), f"{at}/verlengen", actie
    )
    conclusie = gelezen.text(unit.velden.get("jurering.conclusie"), f"{at}/conclusie")
    if voldoende is None and verlengen is None and conclusie is None:
        return
    said = {"ja": True, "nee": False, None: None}
    gelezen.jurering.append(
        JureringBlok(
            actie=actie,
            voldoende=said[voldoende],
            conclusie=conclusie,
            verlengen=said[verlengen],
        )
    )
