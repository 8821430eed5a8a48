"""A jury sheet that is not the one we made, or not the one of today: no verdict."""

import pytest

from pipeline.intake.sniff import sniff
from pipeline.jury import identity
from pipeline.jury.collect import read_sheet
from pipeline.jury.original import facts_only
from pipeline.jury.register import Gelezen
from pipeline.jury.returned import sheets_in
from pipeline.jury.sheet import render_sheet, sheet_template
from pipeline.reading.read import read
from tests.jury import dossiers, jurors
from tests.jury.collecting import (
    FILLED,
    HALLE,
    JUDGED,
    KEY,
    SHA,
    SPL,
    YES,
    collect,
    made,
    reason,
    register,
    verdicts,
)
from tests.jury.dossiers import CATALOGUS, RONDE

CHANGED = dossiers.dossier(
    dossiers.actie(15, 300, 66, subsidie=96000, motivatie=SPL.acties[0].motivatie)
)
FORGERIES: dict[str, tuple[bytes, str, str]] = {
    "renamed to another bestuur": (FILLED, "23027.docx", "heet naar 23027"),
    "renamed, with a word behind": (FILLED, "23027-ingevuld.docx", "heet naar 23027"),
    "renamed to another name": (FILLED, "halle.docx", "heet naar 23027"),
    "a kenmerk of another on page one": (
        jurors.replaced(FILLED, jurors.claimed(FILLED), jurors.claimed(made(HALLE))),
        "23077.docx",
        "kenmerk op de eerste bladzijde",
    ),
    "hidden properties of another": (
        jurors.property_set(FILLED, "bestuur", "23027"),
        "sheet.docx",
        "kenmerk op de eerste bladzijde",
    ),
    "another amount": (
        jurors.replaced(FILLED, "96.000", "9.600"),
        "23077.docx",
        "‘€ 96.000’ is gewijzigd",
    ),
    "another achieved number, in one place": (
        jurors.replaced(FILLED, "Behaald: 65 van 300", "Behaald: 265 van 300"),
        "23077.docx",
        "‘Behaald: 65 van 300",
    ),
    "another motivation": (
        jurors.replaced(FILLED, "wachtlijst", "deelnemerslijst"),
        "23077.docx",
        "is gewijzigd of weg",
    ),
    "another question": (
        jurors.replaced(FILLED, "benoemt voldoende", "benoemt onvoldoende"),
        "23077.docx",
        "is gewijzigd of weg",
    ),
    "fingerprints of other facts": (
        jurors.property_set(FILLED, "actie-15", "0" * 12),
        "23077.docx",
        "zegel",
    ),
    "a seal of another workspace": (
        jurors.fill(made(SPL, b"z" * 32), YES),
        "23077.docx",
        "zegel",
    ),
    "all markers removed": (
        jurors.without_properties(jurors.replaced(FILLED, jurors.claimed(FILLED), "–")),
        "23077.docx",
        "het kenmerk op de eerste bladzijde is weg",
    ),
    "the kenmerk on page one removed": (
        jurors.replaced(FILLED, jurors.claimed(FILLED), "–"),
        "23077.docx",
        "is gewijzigd of weg",
    ),
    "the field of another question": (
        jurors.edit(
            FILLED,
            lambda root: (
                jurors.control(root, "actie-15-voldoende")
                .find(f"{jurors.W}sdtPr/{jurors.W}tag")
                .set(f"{jurors.W}val", "actie-15-verlengen")
            ),
        ),
        "23077.docx",
        "V15-b staat bij een andere vraag",
    ),
    "an action that is not to be judged": (
        jurors.edit(
            FILLED,
            lambda root: (
                jurors.control(root, "jury-naam")
                .find(f"{jurors.W}sdtPr/{jurors.W}tag")
                .set(f"{jurors.W}val", "actie-7-voldoende")
            ),
        ),
        "23077.docx",
        "over actie 7 moet de jury niet oordelen",
    ),
}


@pytest.mark.parametrize("name", FORGERIES)
def test_a_sheet_that_is_not_ours_gives_no_verdict(name: str) -> None:
    sheet, file, why = FORGERIES[name]
    assert why in reason(collect(sheet, naam=file))


def test_a_sheet_of_before_the_facts_changed_is_ours_and_no_verdict() -> None:
    for sheet in (FILLED, jurors.without_properties(FILLED)):
        found = collect(sheet, CHANGED)
        (told,) = found.bevindingen
        assert (told.code, told.actie, told.bron) == ("verdict-verouderd", 15, SHA)
        assert "23077.docx" in told.bericht
        (given,) = found.gegeven
        assert given.jurering == JUDGED
        assert given.feiten != identity.feiten(CHANGED.acties[0])
    assert "(actie 15)" in collect(FILLED, CHANGED).bevindingen[0].bericht
    assert collect(made(SPL), CHANGED).bevindingen == ()


def test_an_unclear_answer_on_facts_of_before_is_told_as_one_of_before() -> None:
    unclear = jurors.fill(made(SPL), {"actie-15-voldoende": "Ja of nee"})
    for known, code in ((SPL, "verdict-onduidelijk"), (CHANGED, "verdict-verouderd")):
        (told,) = collect(unclear, known).bevindingen
        assert (told.code, told.actie) == (code, 15)


@pytest.mark.parametrize(
    "forge",
    [
        lambda sheet: jurors.property_set(sheet, "actie-15", "0" * 12),
        lambda sheet: jurors.replaced(sheet, jurors.claimed(sheet)[-8:], "0" * 8),
        lambda sheet: jurors.property_set(sheet, "kenmerk", "0" * 12),
        lambda _: jurors.fill(made(SPL, None), YES),
        lambda _: jurors.fill(made(SPL, b"z" * 32), YES),
    ],
)
def test_whoever_has_no_key_makes_no_older_sheet(forge: jurors.Spoil) -> None:
    told = reason(collect(forge(FILLED), CHANGED))
    assert "zegel klopt niet" in told or "niets toont dat wij" in told


def test_a_template_of_before_has_its_own_words() -> None:
    old = jurors.replaced(sheet_template(), "Te beslissen", "Te oordelen")
    sheet = jurors.fill(render_sheet(SPL, RONDE, CATALOGUS, key=KEY, template=old), YES)
    assert "ander sjabloon" in reason(collect(sheet))
    known = register()
    known.sjablonen = {identity.sjabloon(old): old}.get

    def held(sheet: bytes) -> Gelezen:
        (one,) = sheets_in(read(sheet, "23077.docx", sniff(sheet, "23077.docx")))
        return read_sheet(one, "23077.docx", SHA, known)

    assert verdicts(held(sheet)) == {15: JUDGED}
    assert "‘Te oordelen’" in reason(
        held(jurors.replaced(sheet, "Te oordelen", "Te raden"))
    )


def test_the_words_of_an_older_sheet_are_known_while_its_facts_are_kept() -> None:
    kept = {identity.kenmerk(SPL): facts_only(SPL).model_dump_json()}
    known = register(CHANGED)
    known.eerder = lambda _, kenmerk: kept.get(kenmerk)

    def held(sheet: bytes) -> list[str]:
        (one,) = sheets_in(read(sheet, "23077.docx", sniff(sheet, "23077.docx")))
        return [b.code for b in read_sheet(one, "23077.docx", SHA, known).bevindingen]

    bare = jurors.without_properties(jurors.without_controls(FILLED))
    assert held(FILLED) == held(bare) == ["verdict-verouderd"]
    forged = jurors.replaced(FILLED, "wachtlijst", "deelnemerslijst")
    assert held(forged) == ["sheet-vervalst"]


def test_a_sheet_of_another_round_or_of_nobody_we_know_gives_no_verdict() -> None:
    assert "hier geen dossier" in reason(collect(FILLED, HALLE))
    other = SPL.model_copy(update={"ronde": "pj1-eind"})
    sheet = jurors.fill(made(other), YES)
    assert "hoort bij ronde pj1-eind" in reason(collect(sheet))
