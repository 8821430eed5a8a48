"""Judged: an action that the jury judges, the stimuli, and where the jury writes."""

from pipeline.jury import identity
from tools.jurysheet.markup import (
    cell,
    check_box,
    choice,
    date_box,
    each,
    p,
    row,
    rows,
    run,
    table,
    text_box,
    when,
)
from tools.jurysheet.pieces import (
    CHANGED,
    GREY,
    UNSURE,
    YELLOW,
    answer,
    changes,
    findings,
    head_row,
)


def action() -> str:
    """Return everything about one action that the jury judges."""
    return "".join(
        (
            p("Actie {{ actie.nummer }} – {{ actie.naam }}", style="Heading2"),
            _standing(),
            when("actie.bevindingen", findings("actie.bevindingen")),
            when(
                "actie.wijzigingen",
                p(CHANGED, style="Heading3"),
                changes("actie.wijzigingen"),
            ),
            when(
                "actie.motivatie_ontbreekt",
                p("Motivatie van het bestuur", style="Heading3"),
                p("Geen motivatie ingediend.", style="Leeg"),
            ),
            each("motivatie in actie.motivaties", _motivation()),
            when(
                "actie.verwachtingen_ontbreken",
                p("Minimale verwachtingen", style="Heading3"),
                p("Niets ingevuld over de minimale verwachtingen.", style="Leeg"),
            ),
            each("verwachting in actie.verwachtingen", _expectations()),
            _verdict(),
        )
    )


def _standing() -> str:
    """The action's KPI at a glance; stays with what follows."""
    status = "{{ actie.kpi.symbool }} {{ actie.kpi.woord }}"
    line = row(
        cell(p(status, style="Tabeltekst", keep=True), fill="{actie.kpi.tint}"),
        cell(
            p(
                "{{ actie.stand }}",
                run("   {{ actie.kpi.balk }}", "Balkje"),
                style="Tabeltekst",
                keep=True,
            ),
            p(
                "KPI: {{ actie.eenheid }}. {{ actie.kpi.bron }}",
                run(f"{{% if actie.kpi.onzeker %}}{UNSURE}", "Onzeker"),
                style="Bron",
                keep=True,
            ),
        ),
        cell(p("Subsidie {{ actie.subsidie }}", style="Tabelgetal", keep=True)),
    )
    return table((2200, 5638, 1800), line, caption="Stand van de actie", keep=True)


def _motivation() -> str:
    line = row(
        cell(p("{{ initiatief.nummer }}", style="Tabelgetal")),
        cell(
            each(
                "alinea in initiatief.omschrijving",
                p("{{ alinea }}", style="Tabeltekst"),
            ),
            when("initiatief.onzeker", p("▲ onzeker gelezen", style="Bron")),
        ),
        cell(
            each("alinea in initiatief.timing", p("{{ alinea }}", style="Tabeltekst"))
        ),
        cell(each("alinea in initiatief.kpi", p("{{ alinea }}", style="Tabelgetal"))),
        breaks=True,
    )
    initiatives = table(
        (500, 5338, 2100, 1700),
        head_row(">Nr.", "Initiatief", "Timing", ">KPI"),
        rows("for initiatief in motivatie.initiatieven", line, columns=4),
        row(
            cell(p("{{ motivatie.som }}", style="Tabelsom"), span=4, fill=GREY),
        ),
        caption="Initiatieven",
    )
    return "".join(
        (
            p("{{ motivatie.titel }}", style="Heading3"),
            answer("Waarom werd {{ ronde.drempel }} niet behaald?", "motivatie.waarom"),
            answer(
                "Inspanningen om de KPI alsnog te behalen", "motivatie.inspanningen"
            ),
            p("Initiatieven", style="Vraag"),
            when(
                "motivatie.initiatieven",
                initiatives,
                otherwise=(p("geen initiatief vermeld", style="Leeg"),),
            ),
        )
    )


def _expectations() -> str:
    line = row(
        cell(p("{{ onderdeel.naam }}", style="Tabeltekst")),
        cell(
            p("{{ onderdeel.symbool }} {{ onderdeel.woord }}", style="Tabeltekst"),
            fill="{onderdeel.tint}",
        ),
        cell(
            each("alinea in onderdeel.alineas", p("{{ alinea }}", style="Tabeltekst")),
            when("onderdeel.onzeker", p("▲ onzeker gelezen", style="Bron")),
        ),
        breaks=True,
    )
    counted = row(
        cell(p("{{ verwachting.telling }}", style="Tabelsom"), span=3, fill=GREY)
    )
    checklist = table(
        (2900, 1500, 5238),
        head_row("Onderdeel", "Ingevuld", "In de woorden van het bestuur"),
        rows("for onderdeel in verwachting.onderdelen", line, columns=3),
        rows("if verwachting.telling", counted, columns=3),
        caption="Minimale verwachtingen",
    )
    return "".join(
        (
            p("{{ verwachting.titel }}", style="Heading3"),
            p(
                "Zal het bestuur de minimale verwachtingen behalen?",
                run("   {{ verwachting.antwoord }}", "Strong"),
                run(f"{{% if verwachting.onzeker %}}{UNSURE}", "Onzeker"),
                style="Vraag",
            ),
            when(
                "verwachting.toelichting",
                answer("Toelichting", "verwachting.toelichting"),
            ),
            when("verwachting.onderdelen", checklist),
            when(
                "verwachting.niet_uitgevoerd",
                answer("Niet uitgevoerde onderdelen", "verwachting.niet_uitgevoerd"),
            ),
            when(
                "verwachting.stopzetting",
                answer(
                    "Waarom de actie niet wordt verdergezet", "verwachting.stopzetting"
                ),
            ),
        )
    )


def _verdict() -> str:
    """The official questions: what the jury fills in for one action."""
    tag = "actie-{{ actie.nummer }}"

    def ask(letter: str, question: str, control: str) -> str:
        return row(
            cell(p(f"V{{{{ actie.nummer }}}}-{letter}", style="Code")),
            cell(p(question, style="Oordeelvraag")),
            cell(p(control, style="Oordeel")),
        )

    def yes_or_no(letter: str, what: str) -> str:
        alias = f"V{{{{ actie.nummer }}}}-{letter} {what}"
        return choice(f"{tag}-{what}", alias, identity.KEUZE, identity.JA, identity.NEE)

    conclusion = text_box(
        f"{tag}-conclusie",
        "V{{ actie.nummer }}-c conclusie",
        identity.CONCLUSIE,
    )
    title = "Oordeel van de jury over actie {{ actie.nummer }}"
    return p(style="Tussenruimte") + table(
        (900, 6538, 2200),
        row(cell(p(title, style="Oordeelkop"), span=3, fill=YELLOW), head=True),
        ask("a", "{{ actie.vraag_voldoende }}", yes_or_no("a", "voldoende")),
        ask("b", "{{ actie.vraag_verlengen }}", yes_or_no("b", "verlengen")),
        row(
            cell(p("V{{ actie.nummer }}-c", style="Code")),
            cell(
                p("Conclusie", style="Oordeelvraag"),
                p(conclusion, style="Oordeel"),
                span=2,
            ),
            height=1000,
        ),
        style="Oordeeltabel",
        caption=title,
    )


def stimuli() -> str:
    """Return section 3 of the form; a part that was not given leaves no trace."""
    numbers = answer("Aantal lerende netwerken", "stimulansen.netwerken") + answer(
        "Aantal deelnemende lokale besturen", "stimulansen.besturen"
    )
    remark = text_box(identity.STIMULANSEN_TAG, "VS conclusie", identity.STIMULANSEN)
    return when(
        "stimulansen",
        p("Stimulansen", style="Heading1"),
        when(
            "stimulansen.samenwerkingsverband",
            p("Samenwerkingsverband", style="Heading2"),
            answer("Hoe de samenwerking is georganiseerd", "stimulansen.beschrijving"),
        ),
        when(
            "stimulansen.mentorbestuur",
            p("Mentorbestuur", style="Heading2"),
            numbers,
            answer(
                "Hoe de lerende netwerken zijn georganiseerd", "stimulansen.organisatie"
            ),
            answer("Hoe de rol als mentorbestuur is ervaren", "stimulansen.ervaring"),
        ),
        when(
            "stimulansen.sociale_impact_obligatie",
            p("Sociale impact obligatie", style="Heading2"),
            answer("Stappen die gezet zijn en nog volgen", "stimulansen.stappen"),
            answer("Maatschappelijke problemen", "stimulansen.problemen"),
        ),
        table(
            (900, 8738),
            row(
                cell(p("VS", style="Code")),
                cell(
                    p(
                        "Conclusie van de jury over de stimulansen",
                        style="Oordeelvraag",
                    ),
                    p(remark, style="Oordeel"),
                ),
                height=800,
            ),
            style="Oordeeltabel",
            caption="Conclusie over de stimulansen",
        ),
    )


def signature() -> str:
    """Return the lines where the juror signs."""
    name = text_box(identity.JURYLID_TAG, "Jurylid", identity.JURYLID)
    day = date_box(identity.DATUM_TAG, "Datum", identity.DATUM)
    conflict = check_box(identity.BELANGEN_TAG, "Belangenconflict", identity.BELANGEN)
    return p("Ondertekening", style="Heading1") + table(
        (1900, 7738),
        row(cell(p("Jurylid", style="Oordeelvraag")), cell(p(name, style="Oordeel"))),
        row(cell(p("Datum", style="Oordeelvraag")), cell(p(day, style="Oordeel"))),
        row(
            cell(p("Belangenconflict", style="Oordeelvraag")),
            cell(p(conflict, style="Oordeel")),
        ),
        style="Oordeeltabel",
        caption="Ondertekening",
    )
