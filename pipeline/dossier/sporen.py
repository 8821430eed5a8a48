"""Sporen: what a document, its name and the mails around it say of their bestuur.

    Item + Extractie + Mails + Toekenningen -> Besluit

Where a bestuur presents itself counts; where people write, towns are mentioned, and
people are called after them (Van Mechelen). A partner of a samenwerkingsverband speaks
for the municipality that submits for it (contract section 1).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from pipeline.dossier.besturen import Besturen
from pipeline.dossier.extractie import Extractie
from pipeline.dossier.toekenningen import Toekenningen
from pipeline.dossier.wie import (
    Besluit,
    Spoor,
    decide,
    in_text,
    is_called_after,
    is_titled,
)
from pipeline.forms.kenmerk import marked
from pipeline.intake.item import Item, Mail

# How much each sign weighs (0..1). A document that names its bestuur brings its own.
_MARK: Final = 0.95
_KNOWN_ADDRESS: Final = 0.9
_SUBJECT, _DOMAIN, _FILE_NAME = 0.75, 0.75, 0.7
_SENDER, _NAMED_FOLDER, _FOLDER, _LETTER = 0.6, 0.6, 0.5, 0.5
_SURNAME: Final = 0.25  # a lone name in a person's name, as in `Bert Halle`
_PROSE: Final = 0.3
_PASSED_ON: Final = 0.85  # of the weight of a sender, when a mail was passed on
_IN_TEXT: Final = "de afzender van de doorgestuurde mail"

# What parts a display name: `Jan Peeters (Halle)`, `Lore Claes | Stad Halle`.
_PARTS: Final = re.compile(r"[()|/@]| [-–] ")
_ADDRESSES: Final = re.compile(r"[^\s,;|<>]+@[^\s,;|<>]+")
_SHORT: Final = 60  # characters of a line that is a name and little else
# As we name what we make for a bestuur: `23077-motivatie.docx`.
_OURS: Final = re.compile(r"(\d{5})[-_ ]")
_BY_FILE_NIS: Final = "de NIS-code in de bestandsnaam"


@dataclass(frozen=True, slots=True)
class Sporen:
    """Who is who in one round. `toekenningen` is `None` when none were given."""

    besturen: Besturen
    toekenningen: Toekenningen | None

    def who(
        self, item: Item, extractie: Extractie | None, mails: Sequence[Mail]
    ) -> Besluit:
        """Whose `item` is; `mails` are those around it, the outermost first.

        The text of a mail is only asked when nothing else names a bestuur.
        """
        sporen = [*self._of_document(extractie), *self._of_names(item)]
        for mail in reversed(mails):
            sporen += self._of_mark(mail.onderwerp)
            sporen += self._in(mail.onderwerp, _SUBJECT, "het onderwerp")
            sporen += self._of_letter_writers(mail)
        if not sporen:
            sporen = [s for mail in reversed(mails) for s in self._of_letter(mail)]
        return decide(self._with_partners(sporen), self.name)

    def _of_mark(self, onderwerp: str | None) -> Iterator[Spoor]:
        """What we put in a subject or on a form, in a subject that came back."""
        for bestuur_id in dict.fromkeys(who for _, who in marked(onderwerp or "")):
            known = self.besturen.by_id(bestuur_id)
            if known is not None:
                yield from _sign((known.id,), _MARK, "het kenmerk in het onderwerp")

    def name(self, bestuur_id: str) -> str:
        """The name of a bestuur."""
        known = self.besturen.by_id(bestuur_id)
        return known.naam if known is not None else bestuur_id

    def sender(self, mail: Mail) -> str | None:
        """The bestuur that sent `mail`, as far as can be seen of the sender alone."""
        return decide(self._with_partners(list(self.of_sender(mail)))).bestuur

    def of_sender(self, mail: Mail) -> Iterator[Spoor]:
        """The known address, the domain, and the name of who sent a mail."""
        address = mail.afzender_adres
        if address:
            yield from _sign(
                self._known(address), _KNOWN_ADDRESS, "het gekende mailadres"
            )
            domain = tuple(bestuur.id for bestuur in self.besturen.by_domain(address))
            yield from _sign(domain, _DOMAIN, "het maildomein")
        for part in _PARTS.split(mail.afzender_naam or ""):
            yield from self._of_part(part)

    def _of_letter_writers(self, mail: Mail) -> Iterator[Spoor]:
        """Who sent a mail, and who wrote what it passes on: which of both submits?"""
        written = list(self._of_passed_on(mail))
        for spoor in self.of_sender(mail):
            share = _PASSED_ON if written else 1.0
            yield replace(spoor, gewicht=spoor.gewicht * share)
        yield from written

    def _of_passed_on(self, mail: Mail) -> Iterator[Spoor]:
        """Who wrote what `mail` passes on, as far as its text tells: a weaker sign.

        Anybody can write there who it was. The last of them that is of some bestuur;
        what lies below that was only quoted.
        """
        for naam, adres in mail.doorgestuurd:
            written = replace(mail, afzender_naam=naam, afzender_adres=adres)
            found = [
                replace(spoor, gewicht=spoor.gewicht * _PASSED_ON, waar=_IN_TEXT)
                for spoor in self.of_sender(written)
            ]
            yield from found
            if found:
                return

    def _known(self, address: str) -> tuple[str, ...]:
        per_bestuur = self.toekenningen.per_bestuur if self.toekenningen else {}
        return tuple(
            bestuur_id
            for bestuur_id, toekenning in per_bestuur.items()
            if address.casefold()
            in _ADDRESSES.findall((toekenning.email or "").casefold())
        )

    def _of_part(self, part: str) -> Iterator[Spoor]:
        """A part of a display name: a bestuur, or a person called after a town."""
        whole = self.besturen.by_name(part)
        if whole and not is_called_after(part):
            yield from _sign(tuple(b.id for b in whole), _SENDER, "de afzender")
        else:
            weight = _SENDER if is_titled(part, self.besturen) else _SURNAME
            yield from self._in(part, weight, "de afzender")

    def _of_document(self, extractie: Extractie | None) -> Iterator[Spoor]:
        """What the document says of itself; who merged stands for its successor."""
        if extractie is not None and extractie.bestuur is not None:
            named = extractie.bestuur
            known = self.besturen.by_id(named.id) or self.besturen.by_nis(named.id)
            if known is not None:
                yield from _sign((known.id,), named.zekerheid, "het document")

    def _of_names(self, item: Item) -> Iterator[Spoor]:
        """The name of the file, and those of the folders, zips and mails around it.

        Somebody who cannot tell otherwise gives a folder the name of its bestuur.
        """
        yield from self._in_name(item.naam, _FILE_NAME, "de bestandsnaam")
        if ours := _OURS.match(item.naam):
            known = self.besturen.by_nis(ours[1])
            yield from _sign((known.id,) if known else (), _FILE_NAME, _BY_FILE_NIS)
        for step in item.pad.split("/")[:-1]:
            stem = step.rpartition(".")[0] or step
            whole = tuple(bestuur.id for bestuur in self.besturen.by_name(stem))
            yield from _sign(whole, _NAMED_FOLDER, "de mapnaam")
            if not whole:
                yield from self._in_name(step, _FOLDER, "de mapnaam")

    def _in_name(self, text: str, gewicht: float, waar: str) -> list[Spoor]:
        return in_text(text, self.besturen, gewicht=gewicht, waar=waar, lenient=True)

    def _of_letter(self, mail: Mail) -> Iterator[Spoor]:
        """What a letter says: a signature counts, a town in a sentence hardly does."""
        best: dict[tuple[str, ...], Spoor] = {}
        for line in (mail.tekst or "").splitlines():
            whole = self.besturen.by_name(line) if len(line) <= _SHORT else ()
            weight = _LETTER if is_titled(line, self.besturen) else _PROSE
            found = list(
                _sign(tuple(b.id for b in whole), _LETTER, "de tekst van de mail")
            ) or self._in(line, weight, "de tekst van de mail")
            for spoor in found:
                known = best.get(spoor.besturen)
                if known is None or known.gewicht < spoor.gewicht:
                    best[spoor.besturen] = spoor
        yield from best.values()

    def _in(self, text: str | None, gewicht: float, waar: str) -> list[Spoor]:
        return in_text(text, self.besturen, gewicht=gewicht, waar=waar)

    def _with_partners(self, sporen: Sequence[Spoor]) -> list[Spoor]:
        """`sporen` in which a partner speaks for who submits for it.

        A partner with a toekenning of its own speaks for itself.
        """
        if self.toekenningen is None:
            return list(sporen)
        submitters = self.toekenningen.submitters
        return [
            Spoor(
                besturen=tuple(
                    dict.fromkeys(
                        target
                        for bestuur_id in spoor.besturen
                        for target in submitters.get(bestuur_id, (bestuur_id,))
                    )
                ),
                gewicht=spoor.gewicht,
                waar=spoor.waar,
            )
            for spoor in sporen
        ]


def _sign(besturen: tuple[str, ...], gewicht: float, waar: str) -> Iterator[Spoor]:
    if besturen:
        yield Spoor(besturen=besturen, gewicht=gewicht, waar=waar)
