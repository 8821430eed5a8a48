"""Models as the contract writes them."""

import json

from pipeline.dossier.model import Bron
from pipeline.run.making import to_json


def bron(naam: str) -> Bron:
    # As a part of the pipeline might make it: strict models refuse a lone surrogate.
    return Bron(sha256="0" * 64, naam="", soort="motivatie").model_copy(
        update={"naam": naam}
    )


def test_a_model_is_written_as_json_writes_it() -> None:
    one = bron('één ‘naam’\n\t\\"\x7f\u2028.docx')
    data = one.model_dump(mode="json", by_alias=True)
    told = json.dumps(data, ensure_ascii=False, indent=2)
    assert to_json(one) == f"{told}\n".encode()


def test_a_lone_surrogate_is_no_reason_to_stop() -> None:
    assert json.loads(to_json(bron("a\ud800b")))["naam"] == "a?b"
