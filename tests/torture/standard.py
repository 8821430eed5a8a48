"""The form as most people send it: one action in section 1, the rest deleted."""

from tests.torture.case import INSPANNINGEN, WAAROM
from tests.torture.form import Form, blank

LABEL_INSPANNINGEN = "Dit zijn de inspanningen"


def standard(*, title: str = "15 Brugfiguren", how: str = "over") -> Form:
    """Section 1 filled in for action 15 (`case.BLOK`), sections 2 and 3 deleted."""
    form = blank()
    form.keep("1")
    fill_block(form, title=title, how=how)
    return form


def fill_block(
    form: Form,
    *,
    title: str = "15 Brugfiguren",
    how: str = "over",
    nth: int = 0,
    numbers: tuple[str, str] = ("300", "65"),
    texts: tuple[str, str] = (WAAROM, INSPANNINGEN),
) -> None:
    """Answer the `nth` block of section 1 as `case.BLOK` says."""
    form.say("Te behalen KPI", numbers[0], how=how, nth=nth)
    form.say("Behaald KPI", numbers[1], how=how, nth=nth)
    form.say("Waarom werd 25%", texts[0], how=how, nth=nth)
    form.say(LABEL_INSPANNINGEN, texts[1], how=how, nth=nth)
    form.say("Initiatief 1", "Infoavond op school", how=how, nth=nth)
    form.say("Timing", "mei 2024", how=how, nth=3 * nth)
    form.say("KPI", "40", how=how, nth=3 * nth)
    if title:
        form.above("Te behalen KPI", title, nth=nth)


def section_2(*delen: str) -> Form:
    """Only the rows of section 2 about `delen`, blank."""
    form = blank()
    form.keep("kop-2", *delen)
    return form


def section_3() -> Form:
    """Only section 3, blank."""
    form = blank()
    form.keep("samenwerking", "mentor", "sio", "jury-3")
    return form
