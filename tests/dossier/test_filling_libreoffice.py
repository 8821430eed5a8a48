"""The round trip holds after LibreOffice saved the form, and its sums are ours."""

import random
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.dossier import test_filling as word
from tests.dossier import test_filling_werkmap as excel
from tests.dossier.valid import EXPECTED, PROGRAMMA, WORDS, as_answer
from tests.programs import needs

pytestmark = pytest.mark.slow

# What LibreOffice itself escapes in a Word document: a text that looks like an escape.
SAFE = [text for text in WORDS if not text.startswith("_x")]


def saved(folder: Path, packages: dict[str, bytes], kind: str) -> dict[str, bytes]:
    """Give `packages`, by name, as LibreOffice saves them again."""
    paths = []
    for name, data in packages.items():
        paths.append(folder / name)
        paths[-1].write_bytes(data)
    out = folder / "bewaard"
    subprocess.run(
        [
            needs("soffice"),
            f"-env:UserInstallation={(folder / 'profiel').as_uri()}",
            "--headless",
            "--convert-to",
            kind,
            "--outdir",
            str(out),
            *map(str, paths),
        ],
        check=True,
        capture_output=True,
        timeout=280,
    )
    return {path.name: (out / path.name).read_bytes() for path in paths}


def answers(hand: random.Random) -> Iterator[str | None]:
    while True:
        lines = [" ".join(hand.sample(SAFE, 4)) for _ in range(hand.randint(1, 3))]
        yield hand.choice([None, as_answer("\n".join(lines))])


def acties(seed: int) -> list[dict[str, Any]]:
    texts = answers(random.Random(seed))  # noqa: S311 - no secret
    first = {"omschrijving": next(texts) or "Iets.", "timing": next(texts), "kpi": 40}
    motivatie = {"waarom": next(texts) or "Zo.", "inspanningen": next(texts)}
    toelichting, opmaak = next(texts), next(texts)
    groups = [excel.groep("professionals", 40, 3.5), excel.groep("anderen", 10, 9)]
    kpi = {"te_behalen": 50, "behaald": 12.5, "doelgroepen": groups}
    return [
        {
            "nummer": 2,
            "verwachtingen": {
                "antwoord": "nee",
                "toelichting": toelichting,
                "onderdelen": dict.fromkeys(EXPECTED[2]) | {"opmaak": opmaak},
            },
        },
        {
            "nummer": 15,
            "kpi": {"te_behalen": 300, "behaald": 65},
            "motivatie": motivatie | {"initiatieven": [first] * (seed % 5)},
        },
        {"nummer": 17, "kpi": kpi, "motivatie": motivatie},
        {
            "nummer": 18,
            "verwachtingen": {
                "antwoord": "ja",
                "toelichting": next(texts),
                "onderdelen": {key: next(texts) for key in EXPECTED[18]},
                "niet_uitgevoerd": next(texts),
            },
        },
    ]


@pytest.mark.parametrize("form", PROGRAMMA.indexen)
def test_a_form_that_libreoffice_saved_says_the_same(form: str, tmp_path: Path) -> None:
    index = PROGRAMMA.indexen[form]
    dossiers = {f"{n}.docx": word.dossier_of(*acties(n)) for n in range(4)}
    packages = {name: word.filled(d, index) for name, d in dossiers.items()}
    for name, data in saved(tmp_path, packages, "docx:MS Word 2007 XML").items():
        back = word.extracted(data)
        for motivatie in back["motivaties"]:
            for only_here in ("actie_tekst", "te_behalen_tekst", "behaald_tekst"):
                del motivatie[only_here]
        assert back["formulier"] == form
        wanted = word.expected(dossiers[name])
        assert {key: back[key] for key in wanted} == wanted, name


@pytest.mark.parametrize("form", PROGRAMMA.lenzen)
def test_libreoffice_computes_what_we_stored(form: str, tmp_path: Path) -> None:
    first, *others = acties(1)
    extra = {"nummer": 12, "kpi": {"te_behalen": 4}}
    dossier = excel.dossier_of(first, extra, *others)
    ours = excel.filled(dossier, PROGRAMMA.lenzen[form].formulier)
    (theirs,) = saved(tmp_path, {"k.xlsx": ours}, "xlsx").values()
    mine, computed = excel.cells(ours), excel.cells(theirs)
    assert {a: computed.get(a) for a in mine} == mine
    back = excel.extracted(theirs)
    assert back["formulier"] == form
    for line in back["kpis"]:
        del line["plaats"]
    assert back["kpis"] == excel.expected(dossier)
