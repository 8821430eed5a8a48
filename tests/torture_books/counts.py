"""Every way in which a number is written where a count is asked."""

import datetime as dt
from collections.abc import Iterator
from typing import Final

from tests.torture_books.case import Case, Number, wanted
from tests.torture_books.make import Value, at, cell, raw, standard

_YES: Final = True
# Excel knows no zones.
_END_OF_MARCH: Final = dt.datetime(2024, 3, 31)  # noqa: DTZ001


def cases() -> Iterator[Case]:
    yield from _written()
    yield from _not_a_count()
    yield from _formatted()
    yield from _formulas()


def _case(
    value: Value,
    number: Number,
    *rest: str,
    codes: tuple[str, ...] = (),
    form: str | None = None,
) -> Case:
    shape = f" shown as {form}" if form else ""
    return Case(
        f"{value!r} as achieved number{shape}",
        standard(at("C2", value, form)),
        wanted(*rest, a15=(300, number), codes=codes),
    )


def _written() -> Iterator[Case]:
    """Texts that say a number."""
    for text in (
        "65",
        "'65",
        " 65 ",
        "65\u00a0",
        "±65",
        "ca. 65",
        "c.65",
        "circa 65",
        "65*",
        "65**",
        "65 (*)",
        "~65",
        "\uff16\uff15",
        "65,0",
        "65,-",
        "65.",
        "(65)",
        "+65",
        "[65]",
        "65 (22%)",
        "65 / 22%",
        "65¹",
        "65?",
    ):
        more = text in {"circa 65", "65 (22%)", "65 / 22%", "65¹", "65?"}
        yield _case(text, 65, *([text] if more else []))
    for text, number in (
        ("1.500", 1500),
        ("1 500", 1500),
        ("1\u00a0500", 1500),
        ("1\u202f500", 1500),
        ("1'500", 1500),
        ("1\u2019500", 1500),
        ("1.500,5", 1500.5),
        ("12.500,00", 12500),
        ("1,5", 1.5),
        ("0,5", 0.5),
        ("1.234.567", 1234567),
        ("0", 0),
    ):
        yield _case(text, number)
    for text, number in (
        ("65 gezinnen", 65),
        ("1500 oefenkansen", 1500),
        ("driehonderd (300)", 300),
        ("KPI = 45 (22%)", 45),
        ("KPI: 45", 45),
        ("€ 12.500,00", 12500),
        ("65 (waarvan 20 nieuw)", 65),
        ("behaald: 65", 65),
        ("65 op 31/03/2024", 65),
        ("65 kinderen en\njongeren", 65),
        ("al 65", 65),
        ("vijfenzestig", 65),
        ("nul", 0),
        ("honderdtwintig", 120),
        ("driehonderd gezinnen", 300),
    ):
        yield _case(text, number, text)
    for text in (
        "40 à 50",
        "40-50",
        "65 van 300",
        "65/300",
        "meer dan 70",
        ">70",
        "1,500",
        "65 + 242",
        "2 x 30",
        "100+",
    ):
        yield _case(text, None, text)


def _not_a_count() -> Iterator[Case]:
    """What is no number of zero or more, and what is nothing."""
    for text in (
        "-5",
        "\u22125",
        "- 5",
        "75%",
        "75 %",
        "nog niet gekend",
        "#DEEL/0!",
        "31/03/2024",
        "volgt",
        "een tiental",
        "een paar gezinnen",
        "vijf à tien",
        "n.b.",
        "?",
    ):
        yield _case(
            text, None, text.replace("\u2212", "\u2212"), codes=("kpi-ongeldig",)
        )
    for text in ("-", "–", "—", "/", "...", "\u00a0", "'"):
        yield _case(text, None)
    for text in ("nvt", "n.v.t.", "NVT", "N/A", "niet van toepassing"):
        yield _case(text, None, text)
    yield _case(None, None)
    yield _case(-5, None, "-5", codes=("kpi-ongeldig",))
    yield _case(_YES, None, "WAAR", codes=("kpi-ongeldig",))
    yield _case("#DIV/0!", None, "#DIV/0!", codes=("kpi-ongeldig",))
    yield _case("#N/A", None, "#N/A", codes=("kpi-ongeldig",))
    yield _case(_END_OF_MARCH, None, "31/3/2024", codes=("kpi-ongeldig",))
    yield _case(
        dt.date(2024, 3, 31), None, "31/3/2024", codes=("kpi-ongeldig",), form="d-mmm"
    )
    yield _case(1e300, None, "1e+300", codes=("kpi-ongeldig",))


def _formatted() -> Iterator[Case]:
    """Numbers that look like something else."""
    yield _case(0.75, None, "75%", codes=("kpi-ongeldig",), form="0%")
    yield _case(65, 65, form='0" gezinnen"')
    yield _case(65, 65, form='#,##0 "k&j"')
    yield _case(12500, 12500, form="_-€ * #,##0.00_-")
    yield _case(1500, 1500, form="#,##0")
    yield _case(65, 65, form="d/mm/yyyy")
    yield _case(45382, None, "31/3/2024", codes=("kpi-ongeldig",), form="d/mm/yyyy")
    yield _case(65, 65, form="@")
    yield _case(65.4, 65.4, form="0")
    yield _case(65, 65, form="0.00E+00")
    yield _case(65, 65, form=";;;")
    yield _case(0.1 + 0.2, 0.3)
    yield _case(65, 65, form="[Red]0;[Blue]-0")
    yield _case(65, 65, form="[h]:mm")
    yield _case(65, 65, form='0"d"')
    yield _case(65, 65, form='"dag" 0')


def _formulas() -> Iterator[Case]:
    """Formulas with their result, and what openpyxl leaves of others."""
    for name, inner, number, rest in (
        ("a formula with its result", cell("C2", 65, formula="20+45"), 65, []),
        (
            "a formula with a text as result",
            cell("C2", "65 gezinnen", formula='D2&amp;" gezinnen"'),
            65,
            ["65 gezinnen"],
        ),
        (
            "a formula with an empty result",
            '<c r="C2" t="str"><f>IF(D2="","",D2)</f><v></v></c>',
            None,
            [],
        ),
        (
            "a formula that refers to another file",
            cell("C2", 65, formula="[1]Blad1!$C$2"),
            65,
            [],
        ),
        ("a shared formula", '<c r="C2"><f t="shared" si="0"/><v>65</v></c>', 65, []),
        (
            "an array formula",
            '<c r="C2"><f t="array" ref="C2">SUM(D2:D9*E2:E9)</f><v>65</v></c>',
            65,
            [],
        ),
        ("a number in scientific notation", '<c r="C2"><v>6.5E1</v></c>', 65, []),
        (
            "a number with noise of binary",
            '<c r="C2"><v>65.000000000000014</v></c>',
            65,
            [],
        ),
        (
            "a text that is a formula by its looks",
            '<c r="C2" t="inlineStr"><is><t>=65</t></is></c>',
            65,
            [],
        ),
    ):
        yield Case(name, raw(inner), wanted(*rest, a15=(300, number)))
    yield Case(
        "an error as the result of a formula",
        raw('<c r="C2" t="e"><f>1/0</f><v>#DIV/0!</v></c>'),
        wanted("#DIV/0!", a15=(300, None), codes=["kpi-ongeldig"]),
    )
