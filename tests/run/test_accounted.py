"""Everything that came in is accounted for, once, and for its bestuur."""

import json
from pathlib import Path

from pipeline.errors import ExitCode
from tests.run.contract import assert_keeps_the_contract
from tests.run.executing import (
    BRUGFIGUREN,
    OEFENKANSEN,
    action,
    dossier,
    dossiers,
    execute,
    halle,
    put,
    statuses,
    zipped,
)
from tests.run.made import brief, mail, motivatie, werkmap

# What came in.


def test_everything_inside_mails_and_zips_is_accounted_for(tmp_path: Path) -> None:
    inner = halle(("m.docx", motivatie(BRUGFIGUREN)), van="A <a@halle.be>")
    packed = zipped(k__xlsx=werkmap("Halle", {15: (300, 65)}), lees__txt=b"Beste,")
    box = put(
        tmp_path / "in",
        a__eml=mail(("stuk.zip", packed), onderwerp="FW: Halle", mails=[inner]),
        los__docx=brief("Uitnodiging", "Iedereen welkom."),
        vraag__eml=mail(onderwerp="Vraag"),
        post__zip=zipped(b__eml=halle(("m.docx", motivatie(OEFENKANSEN)), dag=4)),
    )
    execute(tmp_path / "uit", box)
    assert sorted(set(statuses(tmp_path / "uit").values())) == ["genegeerd", "verwerkt"]
    told = statuses(tmp_path / "uit")
    assert told["a.eml/stuk.zip/k.xlsx"] == "verwerkt"
    assert told["a.eml/stuk.zip/lees.txt"] == "genegeerd"
    assert told["post.zip/b.eml/m.docx"] == "verwerkt"
    assert told["los.docx"] == "genegeerd"
    assert_keeps_the_contract(tmp_path / "uit", box)


def test_the_same_mail_under_two_names_counts_once(tmp_path: Path) -> None:
    data = halle(("m.docx", motivatie(BRUGFIGUREN)))
    box = put(tmp_path / "in", b__eml=data, a__eml=data)
    execute(tmp_path / "uit", box)
    assert statuses(tmp_path / "uit") == {
        "a.eml": "verwerkt",
        "a.eml/m.docx": "verwerkt",
        "b.eml": "dubbel",
        "b.eml/m.docx": "dubbel",
    }
    found = dossier(tmp_path / "uit")
    assert len(found["bronnen"]) == len(found["indieningen"]) == 1


def test_the_same_attachment_under_another_name_is_double(tmp_path: Path) -> None:
    form = motivatie(BRUGFIGUREN)
    first = put(tmp_path / "een", b__eml=halle(("b.docx", form), dag=4))
    second = put(tmp_path / "twee", a__eml=halle(("a.docx", form)))
    execute(tmp_path / "uit", first)
    execute(tmp_path / "uit", second)
    assert [b["naam"] for b in dossier(tmp_path / "uit")["bronnen"]] == ["a.docx"]
    assert statuses(tmp_path / "uit")["b.eml/b.docx"] == "dubbel"


def test_two_files_of_the_same_name_are_both_accounted_for(tmp_path: Path) -> None:
    first = put(tmp_path / "een", a__eml=halle(("m.docx", motivatie(BRUGFIGUREN))))
    second = put(tmp_path / "twee", a__eml=mail(onderwerp="Vraag"))
    execute(tmp_path / "uit", first)
    execute(tmp_path / "uit", second)
    told = json.loads((tmp_path / "uit/verslag.json").read_text("utf-8"))["invoer"]
    assert sorted(item["status"] for item in told) == ["genegeerd", "verwerkt"]
    assert_keeps_the_contract(tmp_path / "uit", first, second)


def test_results_inside_the_input_are_no_input(tmp_path: Path) -> None:
    box = put(tmp_path, a__eml=halle(("m.docx", motivatie(BRUGFIGUREN))))
    execute(tmp_path / "uit", box)
    told = (tmp_path / "uit/verslag.json").read_bytes()
    execute(tmp_path / "uit", box)
    assert (tmp_path / "uit/verslag.json").read_bytes() == told
    assert set(statuses(tmp_path / "uit")) == {"a.eml", "a.eml/m.docx"}


# Besturen and toekenningen.


def test_partners_submit_for_their_samenwerkingsverband(tmp_path: Path) -> None:
    granted = tmp_path / "t.csv"
    granted.write_text(
        "bestuur;actie;te_behalen;subsidie;partners\nEeklo;15;240;1000;Aalter|Zelzate\n"
    )
    box = put(
        tmp_path / "in",
        a__eml=mail(("m.docx", motivatie(BRUGFIGUREN)), onderwerp="Aalter"),
        b__eml=mail(
            ("k.xlsx", werkmap("Zelzate", {15: (240, 50)})), onderwerp="Rapport"
        ),
    )
    result = execute(tmp_path / "uit", box, toekenningen=granted)
    found = dossier(tmp_path / "uit", "43005")
    assert found["bestuur"]["soort"] == "samenwerkingsverband"
    assert found["bestuur"]["partners"] == ["Aalter", "Zelzate"]
    assert action(found, 15)["motivatie"] is not None
    assert action(found, 15)["kpi"]["behaald"] == 50
    assert result.tally.dossiers == 1
    assert found["bronnen"][-1]["soort"] == "toekenningen"


def test_who_submitted_nothing_has_no_dossier(tmp_path: Path) -> None:
    granted = tmp_path / "t.csv"
    granted.write_text("bestuur;actie;te_behalen\nHalle;15;300\nAalst;15;240\n")
    box = put(tmp_path / "in", a__eml=halle(("m.docx", motivatie(BRUGFIGUREN))))
    result = execute(tmp_path / "uit", box, toekenningen=granted)
    assert set(dossiers(tmp_path / "uit")) == {"23027.json"}
    assert result.ontbrekend == ("Aalst",)


def test_toekenningen_stay_in_force_and_lie_beside_the_mails(tmp_path: Path) -> None:
    box = put(
        tmp_path / "in",
        a__eml=halle(("k.xlsx", werkmap("Halle", {15: (280, 65)}))),
        t__csv=b"bestuur;actie;te_behalen\nHalle;15;300\n",
    )
    execute(tmp_path / "uit", box, toekenningen=box / "t.csv")
    assert statuses(tmp_path / "uit")["t.csv"] == "genegeerd"
    execute(tmp_path / "uit", box)
    assert action(dossier(tmp_path / "uit"), 15)["kpi"]["te_behalen"] == 300


def test_a_submission_of_nobody_asks_for_a_person(tmp_path: Path) -> None:
    box = put(tmp_path / "in", a__eml=mail(("m.docx", motivatie(BRUGFIGUREN))))
    result = execute(tmp_path / "uit", box)
    assert statuses(tmp_path / "uit")["a.eml/m.docx"] == "onbekend"
    assert result.exit_code is ExitCode.NEEDS_A_PERSON
    assert dossiers(tmp_path / "uit") == {}


def test_a_folder_with_the_name_of_the_bestuur_settles_it(tmp_path: Path) -> None:
    data = mail(("m.docx", motivatie(BRUGFIGUREN)))
    put(tmp_path / "in" / "Halle", a__eml=data)
    execute(tmp_path / "uit", tmp_path / "in")
    assert set(dossiers(tmp_path / "uit")) == {"23027.json"}
