import datetime as dt

import pytest

from pipeline.dossier.model import Bron
from tests.checks.builders import check_all, codes, dossier

SHA = "a" * 64
BRUSSELS_IN_MAY = dt.timezone(dt.timedelta(hours=2))


def received(moment: dt.datetime | None, status: str = "actueel") -> Bron:
    return Bron.model_validate(
        {
            "sha256": SHA,
            "naam": "motivatie.docx",
            "soort": "motivatie",
            "ontvangen": moment,
            "status": status,
        }
    )


@pytest.mark.parametrize(
    ("moment", "late"),
    [
        (dt.datetime(2024, 5, 6, 23, 59, 59, tzinfo=BRUSSELS_IN_MAY), False),
        (dt.datetime(2024, 5, 7, 0, 0, tzinfo=BRUSSELS_IN_MAY), True),
        # 21.59 and 22.00 hours in Greenwich, before and after midnight in Brussels
        (dt.datetime(2024, 5, 6, 21, 59, tzinfo=dt.UTC), False),
        (dt.datetime(2024, 5, 6, 22, 0, tzinfo=dt.UTC), True),
        # without a time zone: the clock in Brussels
        (dt.datetime(2024, 5, 6, 23, 59), False),  # noqa: DTZ001
        (dt.datetime(2024, 5, 7, 0, 0), True),  # noqa: DTZ001
        (dt.datetime.max.replace(tzinfo=dt.UTC), True),
        (dt.datetime.min.replace(tzinfo=dt.UTC), False),
        (None, False),
    ],
)
def test_the_last_day_counts_until_midnight_in_brussels(
    moment: dt.datetime | None, *, late: bool
) -> None:
    told = codes(dossier(bronnen=(received(moment),)))
    assert told == ([("te-laat", None)] if late else [])


def test_the_message_names_the_document_and_both_days() -> None:
    moment = dt.datetime(2024, 5, 10, 9, 0, tzinfo=BRUSSELS_IN_MAY)
    (told,) = check_all(dossier(bronnen=(received(moment),)))
    assert told.bron == SHA
    assert told.bericht == (
        "‘motivatie.docx’ is ontvangen op 10/05/2024, na de uiterste datum 6/05/2024."
    )


def test_a_replaced_document_is_no_longer_late() -> None:
    moment = dt.datetime(2024, 5, 10, tzinfo=dt.UTC)
    assert codes(dossier(bronnen=(received(moment, "vervangen"),))) == []


def test_a_ronde_without_a_known_deadline_has_no_late_documents() -> None:
    subject = dossier(bronnen=(received(dt.datetime(2029, 1, 1, tzinfo=dt.UTC)),))
    assert codes(subject, in_ronde="pj3-eind") == []
