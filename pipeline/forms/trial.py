"""Trial: whether every place of a form gives back what is written in it.

    blank package + Index -> the fields that lose their answer, or get another's

Each field is filled in with words of its own and read again, as a bestuur would fill in
the form and we would read it.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from pipeline.forms.choices import Option
from pipeline.forms.extract import extract
from pipeline.forms.fill import Invulling, fill
from pipeline.forms.grammar import INITIATIVE, JURY
from pipeline.forms.kenmerk import Kenmerk
from pipeline.forms.labels import Index
from pipeline.forms.mapping import Deel, Veld
from pipeline.forms.mapping_check import Gebrek
from pipeline.reading.word import read_word

_OPTIONS: Final[tuple[Option, Option]] = ("ja", "nee")


def try_out(package: bytes, index: Index, where: str) -> Iterator[Gebrek]:
    """Fill in and read again every part of the form; `where` is its mapping's file.

    Raises `TemplateError` when the blank cannot be used.
    """
    formulier = index.formulier
    kenmerk = Kenmerk.of(formulier.ronde, ("0", "proef"), formulier.formulier, package)
    for deel in formulier.deel:
        velden = [v for v in formulier.velden_van(deel.id) if _is_asked(v)]
        told: dict[str, None] = {}
        for option in _OPTIONS:
            wanted = _answers(deel, velden, option)
            filled = fill(package, index, [wanted], kenmerk)
            told |= dict.fromkeys(_lost(wanted, filled, index))
        for naam in told:
            yield Gebrek(
                plaats=f"{where}: deel ‘{deel.id}’: veld ‘{naam}’",
                wat="wat hier ingevuld wordt, komt er niet als dat antwoord uit",
                raad=f"Kijk in {formulier.sjabloon} of het label er juist zo staat, en "
                "of wat er als invulplaats achter staat in de lijst ‘leeg’ voorkomt.",
            )


def _is_asked(veld: Veld) -> bool:
    return not veld.naam.startswith(JURY) and veld.naam != JURY.rstrip(".")


def _answers(deel: Deel, velden: list[Veld], option: Option) -> Invulling:
    """An answer of its own in every field, and `option` wherever there is a choice."""
    texts: dict[str, str] = {}
    choices: dict[str, Option] = {}
    initiative: dict[str, str] = {}
    for number, veld in enumerate(velden, 11):
        text = str(number) if veld.soort == "getal" else f"Proefzin nummer {number}."
        if veld.naam.startswith(INITIATIVE):
            initiative[veld.naam.removeprefix(INITIATIVE)] = text
        elif veld.soort in {"keuze", "optie"}:
            if veld.optie in {None, option}:
                choices[veld.naam] = option
                names = [naam for naam in (veld.tekst, veld.vervolg) if naam]
                texts |= {naam: f"{text} Over {naam}." for naam in names}
        else:
            texts[veld.naam] = text
    return Invulling(
        deel=deel.id,
        velden=texts,
        keuzes=choices,
        initiatieven=(initiative,) if initiative else (),
    )


def _lost(wanted: Invulling, filled: bytes, index: Index) -> Iterator[str]:
    """The fields of `wanted` that do not come back as they were written."""
    answers = extract(read_word(filled), index, _names_nothing)
    mine = [unit for unit in answers.units if unit.deel == wanted.deel]
    texts: Mapping[str, str] = {}
    choices: Mapping[str, str | None] = {}
    initiative: Mapping[str, str] = {}
    if mine:
        texts = {naam: answer.tekst for naam, answer in mine[0].velden.items()}
        choices = {naam: choice.waarde for naam, choice in mine[0].keuzes.items()}
        for found in mine[0].initiatieven[:1]:
            initiative = {naam: answer.tekst for naam, answer in found.items()}
    yield from (n for n, text in wanted.velden.items() if texts.get(n) != text)
    yield from (n for n, option in wanted.keuzes.items() if choices.get(n) != option)
    for first in wanted.initiatieven:
        yield from (
            f"{INITIATIVE}{n}" for n, text in first.items() if initiative.get(n) != text
        )


def _names_nothing(_: str) -> bool:
    return False
