"""Every way in which people choose between Ja and Nee on one line."""

from collections.abc import Iterator
from typing import Final

from tests.torture.case import BLOK, Case, Expected, blok, jury, verwachting
from tests.torture.form import blank
from tests.torture.ooxml import (
    checkbox,
    dele,
    dropdown,
    form_checkbox,
    form_dropdown,
    ins,
    p,
    r,
    sdt,
    sym,
)
from tests.torture.standard import section_2, standard

_YELLOW: Final = '<w:highlight w:val="yellow"/>'
_LINE: Final = '<w:u w:val="single"/>'
_RED: Final = '<w:color w:val="FF0000"/>'
_SHADE: Final = '<w:shd w:val="clear" w:fill="FFFF00"/>'
_WINGDINGS: Final = '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'
_QUESTION: Final = "We zullen de minimale verwachtingen behalen"
_OPMAAK: Final = "Het plan is klaar."
_BOTH: Final = "keuze-tegenstrijdig"

# What stands where the form prints `Ja/Nee:`, and what that says.
PAIRS: Final[dict[str, tuple[str, str | None]]] = {
    "untouched": (r("Ja/Nee:"), None),
    "bold on Ja": (r("Ja", "b") + r("/Nee:"), "ja"),
    "bold on Nee": (r("Ja/") + r("Nee", "b") + r(":"), "nee"),
    "bold on Nee and its colon": (r("Ja/") + r("Nee:", "b"), "nee"),
    "bold on Ja and the slash": (r("Ja/", "b") + r("Nee:"), "ja"),
    "highlight on Ja": (r("Ja", _YELLOW) + r("/Nee:"), "ja"),
    "shading on Nee": (r("Ja/") + r("Nee", _SHADE) + r(":"), "nee"),
    "underline on Nee": (r("Ja/") + r("Nee", _LINE) + r(":"), "nee"),
    "colour on Ja": (r("Ja", _RED) + r("/Nee:"), "ja"),
    "bold on all": (r("Ja/Nee:", "b"), None),
    "highlight on all": (r("Ja/Nee:", _YELLOW), None),
    "bold and highlight on Ja": (r("Ja", "b", _YELLOW) + r("/Nee:"), "ja"),
    "Nee struck out": (r("Ja/") + r("Nee", "strike") + r(":"), "ja"),
    "Ja struck out": (r("Ja", "strike") + r("/Nee:"), "nee"),
    "Ja and the slash struck out": (r("Ja/", "dstrike") + r("Nee:"), "nee"),
    "Nee struck out and Ja bold": (r("Ja", "b") + r("/") + r("Nee", "strike"), "ja"),
    "Nee deleted while tracking": (r("Ja") + dele(r("/Nee")) + r(":"), "ja"),
    "Ja deleted while tracking": (dele(r("Ja/")) + r("Nee:"), "nee"),
    "Nee deleted": (r("Ja"), "ja"),
    "Ja deleted": (r("Nee:"), "nee"),
    "all but JA deleted": (r("JA"), "ja"),
    "Neen": (r("Neen"), "nee"),
    "Ja typed behind": (r("Ja/Nee: Ja"), "ja"),
    "nee typed behind": (r("Ja/Nee: nee"), "nee"),
    "Ja typed behind in a control": (r("Ja/Nee: ") + sdt(r("Ja")), "ja"),
    "Ja typed behind while tracking": (r("Ja/Nee: ") + ins(r("JA")), "ja"),
    "an arrow to Ja": (r("Ja/Nee: → ja"), "ja"),
    "a cross behind Ja": (r("Ja X / Nee"), "ja"),
    "a cross behind Nee": (r("Ja / Nee X"), "nee"),
    "a cross before Ja": (r("X Ja / Nee"), "ja"),
    "a cross before Nee": (r("Ja / X Nee"), "nee"),
    "a cross in brackets before Ja": (r("(x) Ja  ( ) Nee"), "ja"),
    "a cross in brackets before Nee": (r("[ ] Ja / [x] Nee"), "nee"),
    "glyphs before, Ja": (r("☒ Ja ☐ Nee"), "ja"),
    "glyphs before, Nee": (r("☐ Ja / ☑ Nee"), "nee"),
    "glyphs behind, Ja": (r("Ja ☑ / Nee ☐"), "ja"),
    "glyphs behind, Nee": (r("Ja ☐ Nee ☒"), "nee"),
    "glyphs untouched": (r("☐ Ja ☐ Nee"), None),
    "boxes before, Ja": (
        checkbox(on=True) + r(" Ja / ") + checkbox(on=False) + r(" Nee"),
        "ja",
    ),
    "boxes behind, Nee": (
        r("Ja ") + checkbox(on=False) + r(" Nee ") + checkbox(on=True),
        "nee",
    ),
    "boxes untouched": (
        checkbox(on=False) + r(" Ja / ") + checkbox(on=False) + r(" Nee"),
        None,
    ),
    "legacy boxes, Nee": (
        form_checkbox(on=False) + r(" Ja ") + form_checkbox(on=True) + r(" Nee"),
        "nee",
    ),
    "legacy boxes untouched": (
        form_checkbox(on=False) + r(" Ja ") + form_checkbox(on=False) + r(" Nee"),
        None,
    ),
    "symbols, Ja": (sym("F0FE") + r(" Ja ") + sym("F0A8") + r(" Nee"), "ja"),
    "symbols behind, Nee": (
        r("Ja ") + sym("F06F") + r(" Nee ") + sym("0053", "Wingdings 2"),
        "nee",
    ),
    "letters in a symbol font, Ja": (
        r("þ", _WINGDINGS) + r(" Ja ") + r("¨", _WINGDINGS) + r(" Nee"),
        "ja",
    ),
    "a cross behind Ja, an o behind Nee": (r("Ja x / Nee o:"), "ja"),
    "an o behind Ja, a cross behind Nee": (r("Ja o / Nee x:"), "nee"),
    "a cross behind a comma, before Nee": (r("Ja, X Nee"), "nee"),
    "a cross behind a tab, before Nee": (r("Ja\tX Nee"), "nee"),
    "a cross behind a colon": (r("Ja: x Nee:"), "ja"),
    "of, and a cross": (r("ja of x nee"), "nee"),
    "Nee first, ticked": (r("☒ Nee ☐ Ja"), "nee"),
    "a filled dot on Nee": (r("○ Ja ● Nee"), "nee"),
    "a cross and Ja typed behind": (r("Ja/Nee: x Ja"), "ja"),
    "Ja quoted behind": (r("Ja/Nee: “Ja”"), "ja"),
    "a check mark before Ja": (r("✓ Ja / Nee"), "ja"),
    "a dropdown with Ja": (dropdown("Ja"), "ja"),
    "a dropdown with Nee": (dropdown("Nee"), "nee"),
    "a dropdown that was not used": (dropdown("Kies een item.", prompt=True), None),
    "a legacy dropdown with Nee": (form_dropdown(2, "Kies", "Ja", "Nee"), "nee"),
    "a legacy dropdown that was not used": (form_dropdown(None, "Ja", "Nee"), None),
    "Ja on the next line": (r("Ja/Nee:\nJa"), "ja"),
}
_CONTRADICTIONS: Final[dict[str, str]] = {
    "both ticked": r("☒ Ja ☒ Nee"),
    "a cross between both": r("Ja x Nee"),
    "both boxes ticked": checkbox(on=True) + r(" Ja ") + checkbox(on=True) + r(" Nee"),
    "a tick on Ja, Nee typed behind": r("☒ Ja ☐ Nee: Nee"),
    "bold on Ja, Ja struck out": r("Ja", "strike") + r("/") + r("Nee") + r(": ja"),
    "bold on Ja, highlight on Nee": r("Ja", "b") + r("/") + r("Nee", _YELLOW),
    "Nee typed behind, Nee struck out": r("Ja/") + r("Nee", "strike") + r(": nee"),
}


def cases() -> Iterator[Case]:
    yield from _pairs()
    yield from _words()
    yield from _jury()


def _pairs() -> Iterator[Case]:
    for name, (xml, answer) in PAIRS.items():
        form = section_2("2")
        form.put("Ja/Nee:", p(xml))
        form.say("(Vul aan hoever", _OPMAAK)
        expected = Expected(verwachtingen=[verwachting(2, answer, opmaak=_OPMAAK)])
        yield Case(f"Ja/Nee below its question: {name}", form.docx(), expected)
        form = standard()
        label = "Het lokaal bestuur kan de actie in het derde projectjaar verlengen: "
        form.put(label[:60], p(r(label), xml))
        said = {"ja": True, "nee": False, None: None}[answer]
        verdict = [jury(15, verlengen=said)] if answer else []
        yield Case(
            f"Ja/Nee behind its question: {name}", form.docx(), blok(jurering=verdict)
        )
    for name, xml in _CONTRADICTIONS.items():
        form = section_2("2")
        form.put("Ja/Nee:", p(xml))
        form.say("(Vul aan hoever", _OPMAAK)
        expected = Expected(
            verwachtingen=[verwachting(2, opmaak=_OPMAAK)], codes=[_BOTH]
        )
        yield Case(f"Ja/Nee that contradict: {name}", form.docx(), expected)


def _words() -> Iterator[Case]:
    """Words around the choice."""
    why = "we zijn goed bezig"
    for name, xml, answer, text in (
        ("behind Ja alone", r(f"Ja, {why}"), "ja", why),
        ("behind Ja and a colon", r(f"Ja: {why}"), "ja", why),
        ("behind an untouched pair", r(f"Ja/Nee: {why}"), None, why),
        ("behind Ja typed behind", r(f"Ja/Nee: Ja, {why}"), "ja", why),
        ("behind a bold Nee", r("Ja/") + r("Nee", "b") + r(f": {why}"), "nee", why),
        (
            "behind a struck-out Nee",
            r("Ja/") + r("Nee", "strike") + r(f": {why}"),
            "ja",
            why,
        ),
        (
            "that start with Ja",
            r(f"Ja/Nee: Jammer genoeg, {why}"),
            None,
            f"Jammer genoeg, {why}",
        ),
        ("on soft lines", r(f"Ja: {why}\nen snel"), "ja", f"{why}\nen snel"),
    ):
        form = section_2("2")
        form.put("Ja/Nee:", p(xml))
        form.say("(Vul aan hoever", _OPMAAK)
        said = verwachting(2, answer, toelichting=text, opmaak=_OPMAAK)
        yield Case(f"words {name}", form.docx(), Expected(verwachtingen=[said]))
    form = section_2("2")
    form.put("We zullen de minimale", p(r(f"{_QUESTION}: Ja/"), r("Nee", "b"), r(":")))
    form.put("Ja/Nee:")
    form.say("(Vul aan hoever", _OPMAAK, "Nog dit.")
    said = verwachting(2, "nee", opmaak=f"{_OPMAAK}\nNog dit.")
    yield Case(
        "question and choice on one line", form.docx(), Expected(verwachtingen=[said])
    )
    form = section_2("2")
    form.put("Ja/Nee:", p(r("Ja/Nee:")))
    form.say("(Vul aan hoever", "Ja maar, eerst dit.", how="over")
    said = verwachting(2, None, opmaak="Ja maar, eerst dit.")
    yield Case(
        "an answer below may start with Ja", form.docx(), Expected(verwachtingen=[said])
    )
    form = section_2("2")
    form.say("Acties over het tegengaan van polarisatie", "Debat", nth=1)
    form.say("Vorming en opleiding", "Vorming voor iedereen", "en twee dagen", nth=1)
    said = verwachting(
        2, polarisatie="Debat", vorming="Vorming voor iedereen\nen twee dagen"
    )
    yield Case("parts without a choice", form.docx(), Expected(verwachtingen=[said]))


def _jury() -> Iterator[Case]:
    sure = r("Ja", "b") + r("/Nee")
    form = standard()
    _judge(form, sure, "Sterk dossier.")
    verdict = jury(15, voldoende=True, conclusie="Sterk dossier.", verlengen=True)
    yield Case("the jury's row of section 1", form.docx(), blok(jurering=[verdict]))
    form = standard()
    _judge(form, sure, "Sterk dossier.", extra="Zie verslag.")
    yield Case(
        "words beside the jury's choice are kept",
        form.docx(),
        blok(jurering=[verdict], niet_herkend=["Zie verslag."]),
    )
    for delen, actie in ((("16",), 16), (("16", "19"), None)):
        form = section_2(*delen, "jury")
        for deel in delen:
            form.put(
                "0 Ja",
                p(
                    r(
                        "X Ja, we zijn goed gevorderd en zullen de minimale verwachtingen behalen want:"
                    )
                ),
                deel=deel,
            )
        _judge(form, sure, "In orde.")
        said = [verwachting(int(deel), "ja") for deel in delen]
        verdict = jury(actie, voldoende=True, conclusie="In orde.", verlengen=True)
        name = f"the jury's row of section 2 with {len(delen)} answered"
        yield Case(name, form.docx(), Expected(verwachtingen=said, jurering=[verdict]))
    form = standard()
    form.put("Conclusie:", p(r("Conclusie:")), p(r("Eerste zin.")), p(r("Tweede zin.")))
    verdict = jury(15, conclusie="Eerste zin.\nTweede zin.")
    yield Case("a conclusion of some lines", form.docx(), blok(jurering=[verdict]))
    form = standard()
    form.put("Jurering ABB", p(r("Jurering ABB: Jan Peeters")))
    expected = blok(niet_herkend=["Jan Peeters"])
    yield Case("words behind the jury's heading are kept", form.docx(), expected)
    form = blank()
    form.keep("1")
    _judge(form, sure, "Geen motivatie.")
    verdict = jury(None, voldoende=True, conclusie="Geen motivatie.", verlengen=True)
    yield Case(
        "a verdict without a motivation", form.docx(), Expected(jurering=[verdict])
    )
    assert BLOK


def _judge(form, choice: str, conclusie: str, extra: str = "") -> None:  # type: ignore[no-untyped-def]
    for opening in ("Lokaal bestuur benoemt", "Het lokaal bestuur kan"):
        cell, at = form.find(opening)
        label = cell[at].text.removesuffix("Ja/Nee")
        more = r(f" {extra}") if extra and opening.startswith("Lokaal") else ""
        cell[at].xml = p(r(label), choice, more)
    form.put("Conclusie:", p(r(f"Conclusie: {conclusie}")))
