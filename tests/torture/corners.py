"""Corners: what only makes sense when the whole document is looked at."""

from collections.abc import Iterator
from typing import Final

from tests.torture.case import (
    BLOK,
    EEN,
    INSPANNINGEN,
    WAAROM,
    Case,
    Expected,
    blok,
    initiatief,
    motivatie,
    verwachting,
)
from tests.torture.form import Line, blank
from tests.torture.ooxml import p, package, r, tbl, tc, tr
from tests.torture.standard import LABEL_INSPANNINGEN, section_2, standard

_JA: Final = (
    "Ja, we zijn goed gevorderd en zullen de minimale verwachtingen behalen want:"
)
_LETTER: Final = (
    "Wij hebben dit jaar samen met de scholen en de jeugddienst een campagne opgezet "
    "en die loopt door tot het einde van het schooljaar."
)
_TWEE: Final = initiatief("Huisbezoeken", "juni 2024", 20)


def cases() -> Iterator[Case]:
    yield from _copied_words()
    yield from _which_part()
    yield from _letters()
    yield from _running()
    yield from _tables()
    yield from _sentences()
    yield from _another_number()
    yield from _named_on_the_line()


def _copied_words() -> Iterator[Case]:
    """Answers in the form's own words are answers."""
    form = section_2("22")
    copied = (
        "Regelmatig aanwezig te zijn in de buurt, de sleutelfiguren in de wijk te kennen"
        " en deel uit te maken van het buurtnetwerk"
    )
    other = "Actief deel te nemen aan buurtgerichte activiteiten"
    form.say("Vul aan", copied, other, "Soep bedelen", deel="22")
    said = verwachting(22, ondernomen_acties=f"{copied}\n{other}\nSoep bedelen")
    yield Case(
        "an explanation copied into an answer",
        form.docx(),
        Expected(verwachtingen=[said]),
    )
    text = "Het actieplan voorziet maatregelen op minstens drie van volgende domeinen:"
    form = standard()
    form.say("Waarom werd 25%", WAAROM, text)
    yield Case(
        "an explanation of another part in an answer",
        form.docx(),
        blok(waarom=f"{WAAROM}\n{text}"),
    )
    form = standard()
    form.say("Waarom werd 25%", "Preventie", "Inclusieve mobiliteit")
    yield Case(
        "a label of another part in an answer",
        form.docx(),
        blok(waarom="Preventie\nInclusieve mobiliteit"),
    )
    form = section_2("16")
    form.say("Preventie", "Timing: mei 2024", "KPI: 30", nth=1)
    said = verwachting(16, preventie="Timing: mei 2024\nKPI: 30")
    yield Case(
        "labels of section 1 in an answer of section 2",
        form.docx(),
        Expected(verwachtingen=[said]),
    )
    form = standard()
    form.say("Waarom werd 25%", "Behaald: 40 van 300", "Conclusie: te weinig")
    yield Case(
        "another wording of a label that stands where it belongs",
        form.docx(),
        blok(waarom="Behaald: 40 van 300\nConclusie: te weinig"),
    )


def _named_on_the_line() -> Iterator[Case]:
    """The form has no place for the action: it stands before the first label."""
    for name, line in (
        ("Brugfiguren", "Brugfiguren: Te behalen KPI: 300"),
        ("Actie 15", "Actie 15: te behalen KPI: 300"),
        ("15 Brugfiguren", "15 Brugfiguren – Te behalen KPI: 300"),
        ("Actie 15 brugfiguren", "Actie 15 brugfiguren\tTe behalen KPI: 300"),
    ):
        form = standard(title="")
        form.put("Te behalen KPI", p(r(line)))
        yield Case(
            f"an action on the line: {line}", form.docx(), blok(actie_tekst=name)
        )
    form = standard(title="")
    form.put(
        "Te behalen KPI", p(r("Brugfiguren: Te behalen KPI: 300, behaald KPI: 65"))
    )
    form.drop("Behaald KPI")
    yield Case(
        "an action and both numbers on the line",
        form.docx(),
        blok(actie_tekst="Brugfiguren"),
    )


def _which_part() -> Iterator[Case]:
    form = section_2("19")
    form.rows[1][1].cells[0] = [Line("", p())]
    form.put("0 Ja", p(r(f"X {_JA} het gaat goed")), deel="19")
    yield Case(
        "lines to tick of which nothing tells the action",
        form.docx(),
        Expected(niet_herkend=[f"X {_JA} het gaat goed"]),
    )
    form = section_2("16", "18", "19", "22")
    for row in form.rows[1]:
        if row.deel == "19":
            row.cells[0] = [Line("", p())]
    form.put("0 Ja", p(r(f"X {_JA}")), deel="19")
    yield Case(
        "lines to tick of the only action left",
        form.docx(),
        Expected(verwachtingen=[verwachting(19, "ja")]),
    )
    form = section_2("19")
    form.rows[1][1].cells[0] = [Line("", p("Correspondentietesten"))]
    form.put("0 Ja", p(r(f"X {_JA}")), deel="19")
    yield Case(
        "an action of section 2 that is only named",
        form.docx(),
        Expected(verwachtingen=[verwachting(19, "ja")]),
    )
    form = section_2("18")
    form.rows[1][1].cells[0] = [Line("", p())]
    form.say("Beeldvorming", "Campagne", deel="18")
    form.put("0 Ja", p(r(f"X {_JA}")), deel="18")
    yield Case(
        "an action told by one of its parts",
        form.docx(),
        Expected(verwachtingen=[verwachting(18, "ja", beeldvorming="Campagne")]),
    )
    form = section_2("22")
    row = form.rows[1][1]
    form.rows[1].append(section_2("22").rows[1][1])
    form.put("0 Ja", p(r(f"X {_JA}")), deel="22")
    form.say("Vul aan", "Soep", deel="22")
    form.say("Vul aan", "Feest", deel="22", nth=1)
    assert row.deel == "22"
    both = [
        verwachting(22, "ja", ondernomen_acties="Soep"),
        verwachting(22, ondernomen_acties="Feest"),
    ]
    yield Case("a row that was copied", form.docx(), Expected(verwachtingen=both))


def _letters() -> Iterator[Case]:
    form = section_2("16")
    form.below("Kruis aan", _LETTER)
    said = verwachting(16, toelichting=_LETTER)
    yield Case("one letter in section 2", form.docx(), Expected(verwachtingen=[said]))
    form = section_2("2")
    form.below("Kruis aan", _LETTER)
    said = verwachting(2, opmaak=_LETTER)
    yield Case(
        "one letter about the first plan", form.docx(), Expected(verwachtingen=[said])
    )
    form = section_2("16")
    form.below("Kruis aan", _LETTER)
    form.say("Protectie", "Meldpunt", nth=1)
    expected = Expected(
        verwachtingen=[verwachting(16, protectie="Meldpunt")], niet_herkend=[_LETTER]
    )
    yield Case("a letter beside answers is kept apart", form.docx(), expected)


def _running() -> Iterator[Case]:
    form = standard()
    form.put("Te behalen KPI", p(r("Te behalen KPI: 300   Behaald KPI: 65")))
    form.drop("Behaald KPI")
    yield Case("both numbers on one line", form.docx(), blok())
    form = standard()
    form.put("Te behalen KPI", p(r("Te behalen KPI: 300 | Behaald: 65")))
    form.drop("Behaald KPI")
    yield Case("the second number with another label", form.docx(), blok())
    form = standard()
    form.put("Timing", p(r("Timing mei 2024")))
    form.put("Initiatief 1", p(r("Initiatief 1 Infoavond op school")))
    yield Case("labels without their colon", form.docx(), blok())
    form = standard()
    form.put("Initiatief 1", p(r("Initiatief 1.1: Infoavond op school")))
    yield Case("an initiative with a deeper number", form.docx(), blok())
    form = standard()
    form.put("Initiatief 1", p(r("Eerste initiatief: Infoavond op school")))
    yield Case("the first initiative in words", form.docx(), blok())
    form = standard()
    form.put("Initiatief 1", p(r("INITIATIEF 1 : Infoavond op school")))
    form.put("Timing", p(r("- timing = mei 2024")))
    form.put("KPI", p(r("* KPI – 40")))
    yield Case("labels behind hyphens and stars", form.docx(), blok())
    form = standard()
    form.put("Te behalen KPI", p(r("Te behalen KPI: 300 (vul aan) gezinnen")))
    expected = blok(te_behalen_tekst="300 gezinnen")
    yield Case("a prompt between a number and its unit", form.docx(), expected)
    form = standard()
    form.say("Waarom werd 25%", "Klik of tik om tekst in te voeren.")
    yield Case("a prompt of Word that became text", form.docx(), blok(waarom=None))


def _tables() -> Iterator[Case]:
    rows = [
        ("", "15 Brugfiguren", "5 Oefenkansen"),
        ("Te behalen KPI", "300", "1500"),
        ("Behaald KPI", "65", "100"),
        ("Waarom werd 25% niet behaald?", WAAROM, "Geen taalcoach."),
        (_inspanningen(), INSPANNINGEN, "Nieuwe vacature."),
    ]
    table = tbl(*(tr(*(tc(p(r(text))) for text in row)) for row in rows))
    intro = blank().intro[0].xml
    both = [
        BLOK | {"initiatieven": []},
        motivatie(
            actie=5,
            actie_tekst="5 Oefenkansen",
            te_behalen=1500,
            behaald=100,
            waarom="Geen taalcoach.",
            inspanningen="Nieuwe vacature.",
        ),
    ]
    yield Case(
        "an action in every column", package(intro + table), Expected(motivaties=both)
    )
    form = standard()
    del form.rows[0][1].cells[1][1:]
    form.below(
        LABEL_INSPANNINGEN,
        tbl(
            tr(*(tc(p(x)) for x in ("Initiatief", "Wie", "Timing", "KPI"))),
            tr(*(tc(p(x)) for x in ("Infoavond", "An", "mei 2024", "40"))),
            tr(*(tc(p(x)) for x in ("Huisbezoeken", "Bo", "juni 2024", "20"))),
        ),
    )
    listed = [
        EEN | {"omschrijving": "Infoavond\nWie\nAn"},
        _TWEE | {"omschrijving": "Huisbezoeken\nBo"},
    ]
    yield Case(
        "a table of initiatives with a column of one's own",
        form.docx(),
        blok(initiatieven=listed),
    )
    form = standard()
    own = tbl(tr(tc(p("Periode")), tc(p("Aantal"))), tr(tc(p("januari")), tc(p("12"))))
    form.below("Waarom werd 25%", own)
    text = f"{WAAROM}\nPeriode\nAantal\njanuari\n12"
    yield Case("a table of one's own in an answer", form.docx(), blok(waarom=text))


def _inspanningen() -> str:
    cell, at = blank().find(LABEL_INSPANNINGEN)
    return cell[at].text.partition(":")[0] + ":"


def _sentences() -> Iterator[Case]:
    """Options that stand apart, each on a line of its own."""
    for name, lines, answer in (
        ("the first ticked", ("☒ Ja", "☐ Nee"), "ja"),
        ("the second ticked", ("0 Ja", "X Nee"), "nee"),
        ("none ticked", ("☐ Ja", "☐ Nee"), None),
        ("ticked behind", ("Ja X", "Nee"), "ja"),
    ):
        form = section_2("2")
        form.put("Ja/Nee:", *(p(r(line)) for line in lines))
        form.say("(Vul aan hoever", "Klaar.")
        said = verwachting(2, answer, opmaak="Klaar.")
        yield Case(
            f"Ja and Nee on lines of their own, {name}",
            form.docx(),
            Expected(verwachtingen=[said]),
        )
    form = section_2("2")
    form.put(
        "We zullen de minimale", p(r("We zullen de minimale verwachtingen behalen: ja"))
    )
    form.say("(Vul aan hoever", "Klaar.")
    said = verwachting(2, "ja", opmaak="Klaar.")
    yield Case(
        "Ja behind the question, the choice untouched",
        form.docx(),
        Expected(verwachtingen=[said]),
    )


def _another_number() -> Iterator[Case]:
    """What was not reached, or is expected, is not what was reached."""
    for label in ("Niet behaald KPI", "Verwacht behaald KPI"):
        form = blank()
        form.put("Te behalen KPI", p(r("Te behalen KPI: 300")))
        form.put("Behaald KPI", p(r(f"{label}: 235")))
        form.say("Waarom werd", WAAROM)
        said = Expected(
            motivaties=[motivatie(te_behalen=300, waarom=WAAROM)],
            niet_herkend=[f"{label}: 235"],
        )
        yield Case(f"{label} over its line", form.docx(), said)
