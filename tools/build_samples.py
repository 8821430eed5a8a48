"""Build samples: the mails of `samples/inbox` and the list of toekenningen, made anew.

Run as `python -m tools.build_samples`. The same sources give the same bytes; what
stands beside them in `samples/` (README.md, verwacht.json) is written by hand.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from tools.samples import toekenningen
from tools.samples.eml import Mail, as_bytes
from tools.samples.indieningen import (
    andere,
    de_rand,
    dilbeek,
    eeklo,
    genk,
    grimbergen,
    halle,
    lokeren,
    machelen,
    mechelen,
    oostende,
    sint_pieters_leeuw,
    turnhout,
    vgc,
    vilvoorde,
)

SAMPLES: Final = Path(__file__).parents[1] / "samples"

INBOX: Final[dict[str, Callable[[], Mail]]] = {
    "01-sint-pieters-leeuw.eml": sint_pieters_leeuw.mail,
    "02-halle.eml": halle.mail,
    "03-vilvoorde.eml": vilvoorde.mail,
    "04-dilbeek.eml": dilbeek.mail,
    "05-turnhout.eml": turnhout.mail,
    "06-mechelen.eml": mechelen.mail,
    "07-oostende.eml": oostende.mail,
    "08-oostende-verbeterd.eml": oostende.corrected,
    "09-genk.eml": genk.mail,
    "10-genk-verbeterd.eml": genk.corrected,
    "11-eeklo.eml": eeklo.mail,
    "12-vgc.eml": vgc.mail,
    "13-vzw-de-rand.eml": de_rand.mail,
    "14-grimbergen.eml": grimbergen.mail,
    "15-machelen.eml": machelen.mail,
    "16-lokeren-laat.eml": lokeren.mail,
    "17-onbekende-afzender.eml": andere.unknown,
    "18-vraag-leuven.eml": andere.question,
    "19-automatisch-antwoord.eml": andere.auto_reply,
    "20-halle-opnieuw-bewaard.eml": halle.mail,
    "21-mechelen-doorgestuurd.eml": mechelen.forwarded,
    "22-waregem-beleidsplan.eml": andere.policy_plan,
    "23-vvsg-nieuws.eml": andere.news,
}


def build_samples(folder: Path) -> tuple[Path, ...]:
    """Write everything that is made into `folder`, and return where it stands."""
    inbox = folder / "inbox"
    inbox.mkdir(parents=True, exist_ok=True)
    made = {inbox / name: as_bytes(build()) for name, build in INBOX.items()}
    made[folder / "toekenningen.csv"] = toekenningen.as_csv()
    for path, content in made.items():
        path.write_bytes(content)
    return tuple(made)


def main() -> int:
    """Build into the folder given on the command line, else into `samples/`."""
    folder = Path(sys.argv[1]) if sys.argv[1:] else SAMPLES
    for path in build_samples(folder):
        sys.stderr.write(f"{path}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
