"""KPI-waarden and kpi-bronnen: which number is in force, and where others differ."""

import pytest

from pipeline.dossier.extractie import Extractie
from pipeline.dossier.ingekomen import Ingekomen, in_order
from pipeline.dossier.kpibronnen import merge_kpis
from pipeline.dossier.kpiwaarden import KpiWaarden, Waarde
from pipeline.dossier.model import Herkomst, Kpi
from pipeline.dossier.toekenning import Toekenning
from tests.dossier.extracties import (
    TOEKENNINGEN,
    catalogus,
    codes,
    groep,
    op,
    regel,
    ronde,
    toekenning,
    werkmap,
)


def merged(*documenten: Ingekomen, toegekend: Toekenning | None = None) -> KpiWaarden:
    bron = TOEKENNINGEN if toegekend is not None else None
    return merge_kpis(in_order(documenten), toegekend, bron, catalogus())


def kpi(kpis: KpiWaarden, nummer: int = 15) -> Kpi:
    return kpis.kpi(nummer, ronde().drempel)[0]


def verslag(naam: str, behaald: int) -> Extractie:
    return werkmap(naam, regel(15, None, behaald), soort="stand-van-zaken")


def test_achieved_is_that_of_excel_before_that_of_a_report_in_own_words() -> None:
    kpis = merged(op(4, verslag("v", 70)), op(3, werkmap("k", regel(15, 300, 65))))
    assert kpi(kpis).behaald == 65
    [told] = kpis.bevindingen
    assert "65 volgens Excel, 70 volgens het verslag" in told.bericht


def test_a_blank_in_excel_lets_the_report_speak() -> None:
    kpis = merged(op(3, verslag("v", 70)), op(3, werkmap("k", regel(15, 300, None))))
    assert kpi(kpis).behaald == 70
    assert kpis.bevindingen == ()


def test_the_target_is_that_of_the_toekenning_and_a_difference_is_told() -> None:
    kpis = merged(
        op(3, werkmap("k", regel(15, 280, 65))),
        toegekend=toekenning((15, None, 300, 96000)),
    )
    assert (kpi(kpis).te_behalen, kpi(kpis).percentage) == (300, 21.7)
    assert codes(kpis.bevindingen) == [("kpi-wijkt-af", 15)]
    assert kpis.bevindingen[0].plaats == "Rapport!te_behalen0"


def test_equal_numbers_that_are_written_differently_do_not_differ() -> None:
    kpis = merged(
        op(3, werkmap("k", regel(15, 300.0, 65))),
        toegekend=toekenning((15, None, 300, None)),
    )
    assert kpis.bevindingen == ()


def test_a_later_workbook_replaces_the_lines_it_has() -> None:
    first = werkmap("a", regel(15, 300, 65), regel(9, 40, 6))
    second = werkmap("b", regel(15, 300, None))
    kpis = merged(op(3, first), op(4, second))
    assert kpi(kpis).behaald is None
    assert kpi(kpis, 9).behaald == 6
    assert len(kpis.in_force) == 2


def test_a_line_without_any_number_makes_no_action_and_replaces_nothing() -> None:
    first = werkmap("a", regel(15, 300, 65))
    second = werkmap("b", regel(15, None, None), regel(9, None, None))
    kpis = merged(op(3, first), op(4, second))
    assert kpis.acties == {15}
    assert kpi(kpis).behaald == 65


def test_a_line_whose_number_is_none_is_reported_all_the_same() -> None:
    second = werkmap("b", regel(15, None, None), ongeldig=[15])
    kpis = merged(op(3, werkmap("a", regel(15, 300, 65))), op(4, second))
    assert kpis.acties == {15}
    assert kpi(kpis).behaald is None


def test_workbooks_of_one_mail_that_differ_are_told_and_the_first_counts() -> None:
    kpis = merged(
        op(3, werkmap("a", regel(15, 300, 65))), op(3, werkmap("b", regel(15, 300, 70)))
    )
    assert kpi(kpis).behaald == 65
    assert codes(kpis.bevindingen) == [("kpi-wijkt-af", 15)]


def test_workbooks_of_one_mail_with_other_doelgroepen_add_up() -> None:
    kpis = merged(
        op(3, werkmap("a", regel(17, 100, 35, groep("professionals", 100, 35)))),
        op(3, werkmap("b", regel(17, 100, 30, groep("burgers", 100, 30)))),
    )
    found = kpi(kpis, 17)
    assert (found.te_behalen, found.behaald) == (200, 65)
    assert [g.naam for g in found.doelgroepen] == ["professionals", "burgers"]
    assert kpis.bevindingen == ()


# Toekenningen per doelgroep.

SPLIT = toekenning((17, "professionals", 100, 5000), (17, "burgers", 90, 4500))


def test_toekenningen_per_doelgroep_add_up() -> None:
    kpis = merged(toegekend=SPLIT)
    assert kpi(kpis, 17).te_behalen == 190
    assert kpis.of(17).subsidie == 9500
    assert kpi(kpis, 17).doelgroepen == ()


def test_a_row_without_a_target_leaves_the_target_to_the_report() -> None:
    kpis = merged(
        op(3, werkmap("k", regel(15, 280, 65))),
        toegekend=toekenning((15, None, None, 96000)),
    )
    assert kpi(kpis).te_behalen == 280


def test_the_target_of_each_doelgroep_is_that_of_the_toekenning() -> None:
    line = regel(17, 190, 65, groep("Burgers", 100, 30), groep("professionals", 90, 35))
    kpis = merged(op(3, werkmap("k", line)), toegekend=SPLIT)
    groepen = {g.naam: (g.te_behalen, g.behaald) for g in kpi(kpis, 17).doelgroepen}
    assert groepen == {"Burgers": (90, 30), "professionals": (100, 35)}
    # The totals agree, so each doelgroep that differs is told.
    told = [b.bericht for b in kpis.bevindingen]
    assert len(told) == 2
    assert "te behalen voor ‘Burgers’ is 100 volgens Excel, 90 volgens" in told[0]


def test_a_doelgroep_that_was_granted_but_not_reported_leaves_achieved_unknown() -> (
    None
):
    line = regel(17, 100, 35, groep("professionals", 100, 35))
    kpis = merged(op(3, werkmap("k", line)), toegekend=SPLIT)
    found = kpi(kpis, 17)
    assert (found.te_behalen, found.behaald) == (190, None)
    assert [(g.naam, g.behaald) for g in found.doelgroepen] == [
        ("professionals", 35),
        ("burgers", None),
    ]


def test_doelgroepen_under_other_names_stay_as_they_were_reported() -> None:
    line = regel(17, 190, 65, groep("school De Kring", 190, 65))
    kpis = merged(op(3, werkmap("k", line)), toegekend=SPLIT)
    found = kpi(kpis, 17)
    assert [g.naam for g in found.doelgroepen] == ["school De Kring"]
    assert found.behaald == 65


# The Word form comes last.


@pytest.mark.parametrize(("excel", "in_force"), [(65, 65), (None, 70)])
def test_the_word_form_is_believed_last(excel: int | None, in_force: int) -> None:
    kpis = merged(op(3, werkmap("k", regel(15, 300, excel))))
    origin = Herkomst(bron="w", plaats="tabel 1", zekerheid=0.9)
    kpis.add(15, "behaald", Waarde(getal=70, bron="Word", herkomst=origin))
    assert kpi(kpis).behaald == in_force
    assert len(kpis.bevindingen) == (excel is not None)


def test_decimals_in_a_message_have_a_comma() -> None:
    kpis = merged(
        op(3, werkmap("k", regel(15, 1.5, 1))),
        toegekend=toekenning((15, None, 2.5, None)),
    )
    assert "2,5 volgens de toekenning, 1,5 volgens Excel" in kpis.bevindingen[0].bericht
