"""The round of a run, and what makes one impossible."""

from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import ExitCode, SetupError
from tests.run.executing import (
    BRUGFIGUREN,
    OEFENKANSEN,
    dossier,
    execute,
    halle,
    put,
    verslag,
)
from tests.run.made import RONDE, mail, motivatie, werkmap

# The round, and what makes a run impossible.


def test_without_a_round_the_documents_tell(tmp_path: Path) -> None:
    box = put(tmp_path / "in", a__eml=halle(("m.docx", motivatie(BRUGFIGUREN))))
    execute(tmp_path / "uit", box, ronde=None)
    assert dossier(tmp_path / "uit")["ronde"] == RONDE


def refusal(tmp_path: Path, box: Path, **more: Any) -> str:
    """What an impossible run says; it must have written nothing."""
    out = tmp_path / "diep" / "uit"
    with pytest.raises(SetupError) as caught:
        execute(out, box, **more)
    assert not (tmp_path / "diep").exists()
    assert caught.value.exit_code is ExitCode.USAGE
    return str(caught.value)


def test_an_impossible_run_leaves_nothing_behind(tmp_path: Path) -> None:
    box = put(tmp_path / "in", a__eml=halle(("m.docx", motivatie(BRUGFIGUREN))))
    plain = put(tmp_path / "vraag", a__eml=mail(onderwerp="Vraag"))
    granted = tmp_path / "t.csv"
    granted.write_text("bestuur;actie;te_behalen\nAtlantis;15;300\n")
    assert "Niet gevonden" in refusal(tmp_path, tmp_path / "nergens")
    assert "bestaat niet" in refusal(tmp_path, box, ronde="pj9")
    assert "geen enkel document" in refusal(tmp_path, plain, ronde=None)
    assert "Atlantis" in refusal(tmp_path, box, toekenningen=granted)
    assert "Atlantis" in refusal(tmp_path, box, ronde=None, toekenningen=granted)
    assert "bestaat niet" in refusal(tmp_path, box, toekenningen=tmp_path / "x.csv")


def test_an_impossible_run_leaves_earlier_results_as_they_were(tmp_path: Path) -> None:
    box = put(tmp_path / "in", a__eml=halle(("m.docx", motivatie(BRUGFIGUREN))))
    other = put(tmp_path / "nog", b__eml=halle(("m.docx", motivatie(OEFENKANSEN))))
    granted = tmp_path / "t.csv"
    granted.write_text("bestuur;actie;te_behalen\nAtlantis;15;300\n")
    out = tmp_path / "uit"
    execute(out, box)
    files = {p: p.read_bytes() for p in out.rglob("*") if p.is_file()}
    for wrong in ({"ronde": "pj1-eind"}, {"toekenningen": granted, "ronde": None}):
        with pytest.raises(SetupError):
            execute(out, other, **wrong)  # type: ignore[arg-type]
    with pytest.raises(SetupError):
        execute(out, out)
    assert {p: p.read_bytes() for p in out.rglob("*") if p.is_file()} == files


def test_documents_of_two_rounds_ask_which(tmp_path: Path) -> None:
    box = put(
        tmp_path / "in",
        a__eml=halle(
            ("m.docx", motivatie(BRUGFIGUREN)),
            ("k.xlsx", werkmap("Halle", {15: (300, 65)}, "Eindrapportage PJ1")),
        ),
    )
    assert "meer dan één" in refusal(tmp_path, box, ronde=None)
    execute(tmp_path / "uit", box)
    told = verslag(tmp_path / "uit")["a.eml/k.xlsx"]
    assert told["status"] == "genegeerd"
    assert "pj1-eind" in told["reden"]
