"""Register: what a returned jury sheet is held against, and what comes of it.

The dossiers of today, the facts of the sheets that went out before, and the key that
tells a sheet of ours from any other.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hmac import compare_digest

from pydantic import ValidationError

from pipeline.dossier.catalogus import Catalogus
from pipeline.dossier.model import Dossier, Jurering
from pipeline.dossier.programma import Programma
from pipeline.dossier.rondes import Ronde
from pipeline.findings import Bevinding
from pipeline.jury import identity
from pipeline.jury.answers import Answers
from pipeline.jury.original import Original
from pipeline.jury.returned import Claim, Returned
from pipeline.jury.sheet import sheet_template


@dataclass(slots=True, kw_only=True)
class Register:
    """The dossiers of one ronde by id of the bestuur, against which sheets are held.

    `key` is that of the workspace, `None` where there is none. `eerder` gives the facts
    on which we made a sheet before, as JSON of a dossier, by bestuur and kenmerk;
    `sjablonen` gives a template of before by its fingerprint. With `programma` the
    official form is read too, for verdicts in its own rows.
    """

    dossiers: Mapping[str, Dossier]
    ronde: Ronde
    catalogus: Catalogus
    key: bytes | None = None
    programma: Programma | None = None
    eerder: Callable[[str, str], str | None] | None = None
    sjablonen: Callable[[str], bytes | None] | None = None
    _originals: dict[tuple[str, str, str], Original | None] = field(
        default_factory=dict
    )

    def original(self, dossier: Dossier, sjabloon: str | None) -> Original | None:
        """Give the sheet that we made of `dossier` with a template; made once.

        `sjabloon` is its fingerprint, `None` for that of today. `None` when a template
        of before was not kept.
        """
        kenmerk = identity.kenmerk(dossier)
        name = (dossier.bestuur.id, kenmerk, sjabloon or "")
        if name not in self._originals:
            self._originals[name] = self._made(dossier, sjabloon)
        return self._originals[name]

    def _made(self, dossier: Dossier, sjabloon: str | None) -> Original | None:
        template = None
        if sjabloon not in {None, identity.sjabloon(sheet_template())}:
            template = self.sjablonen(sjabloon or "") if self.sjablonen else None
            if template is None:
                return None
        return Original(dossier, self.ronde, self.catalogus, template)

    def facts(self, dossier: Dossier, claim: Claim) -> Dossier | None:
        """Give the facts that `claim` speaks of: those of today, or earlier ones.

        `None` when nothing is kept of a sheet with that kenmerk.
        """
        if claim.kenmerk == identity.kenmerk(dossier):
            return dossier
        kept = self.eerder(claim.bestuur, claim.kenmerk) if self.eerder else None
        if kept is None:
            return None
        try:
            return Dossier.model_validate_json(kept)
        except ValidationError:  # kept by a version of which the dossier was another
            return None

    def is_sealed(self, sheet: Returned) -> bool | None:
        """Whether the seals on a sheet are ours; `None` for one without any we know."""
        told: list[bool] = []
        sealed, shown = sheet.properties.get(identity.ZEGEL), sheet.shown
        if self.key is not None and sealed is not None:
            ours = identity.zegel(sheet.properties, self.key)
            told.append(compare_digest(ours.encode(), sealed.encode()))
        if self.key is not None and shown is not None and shown.waarmerk is not None:
            named = (shown.bestuur, shown.ronde, shown.kenmerk)
            ours = identity.waarmerk(*named, self.key)
            told.append(compare_digest(ours, shown.waarmerk))
        return all(told) if told else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gegeven:
    """What a sheet says of one action, or of the stimulansen, on what facts.

    Without `is_actueel` these are other facts than those of today: it is no verdict.
    """

    actie: int
    jurering: Jurering
    feiten: str
    is_actueel: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Gelezen:
    """One jury sheet, read. `dossier` is `None` when it could not be told.

    `gegeven` is empty for a sheet that is not believed, and for one not filled in.
    """

    dossier: Dossier | None
    answers: Answers | None = None
    gegeven: tuple[Gegeven, ...] = ()
    bevindingen: tuple[Bevinding, ...] = ()

    @property
    def is_forged(self) -> bool:
        """Whether it is not the sheet that we made."""
        return any(b.code == "sheet-vervalst" for b in self.bevindingen)

    @property
    def is_outdated(self) -> bool:
        """Whether we made it before the facts changed, and nothing in it counts."""
        is_told = any(b.code == identity.VEROUDERD for b in self.bevindingen)
        return is_told and not any(one.is_actueel for one in self.gegeven)
