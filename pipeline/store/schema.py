"""Schema: the tables of `samenleven.sqlite`.

Moments are text (ISO 8601 with offset), JSON is text, a sha256 is lower-case hex. What
people did and what happened (`APPEND_ONLY`) is only ever added to: triggers refuse the
rest, whatever program asks.
"""

import re
from typing import Final

from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    func,
    text,
)

metadata = MetaData()


def _table(name: str, *columns: Column[str] | Column[int]) -> Table:
    return Table(name, metadata, *columns, sqlite_strict=True)


def _id() -> Column[int]:
    return Column("id", Integer, primary_key=True)


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


origineel = _table(
    "origineel",  # what lies in originelen/
    Column("sha256", Text, primary_key=True),
    Column("grootte", Integer, nullable=False),
)

invoer = _table(
    "invoer",  # every file, mail and attachment where it was found
    _id(),
    # The item that stood in INPUT itself (its own id when this is that item), and
    # the mail, zip or mailbox that this came out of.
    Column("wortel", ForeignKey("invoer.id"), nullable=False, index=True),
    Column("ouder", ForeignKey("invoer.id"), index=True),
    _text("bron"),
    _text("pad"),
    _text("naam"),
    # Not always among the originals: an item can be too large, or unreadable.
    Column("sha256", Text),
    _text("formaat"),
    _text("item"),
    _text("gezien"),
)
Index(
    "invoer_eens",
    invoer.c.pad,
    func.coalesce(invoer.c.sha256, ""),
    unique=True,
    sqlite_where=invoer.c.ouder.is_(None),
)

extractie = _table(
    "extractie",  # a cache: what each version of the parser read in an original
    Column("sha256", ForeignKey("origineel.sha256"), primary_key=True),
    Column("versie", Text, primary_key=True),
    _text("json"),
)

instelling = _table(
    "instelling",
    Column("sleutel", Text, primary_key=True),
    _text("waarde"),
)

postvak = _table(
    "postvak",  # up to which mail each mailbox was taken in
    Column("naam", Text, primary_key=True),
    Column("uidvalidity", Integer, nullable=False),
    Column("uid", Integer, nullable=False),
)

toekenningen = _table(
    "toekenningen",  # the last row is in force
    _id(),
    Column("sha256", ForeignKey("origineel.sha256"), nullable=False),
    _text("naam"),
    _text("rijen"),
    _text("gegeven"),
)

verdict = _table(
    "verdict",
    _id(),
    _text("bestuur"),
    Column("actie", Integer, nullable=False),
    _text("sheet"),
    _text("naam"),
    _text("feiten"),
    Column("voldoende", Integer),
    Column("conclusie", Text),
    Column("verlengen", Integer),
    _text("gegeven"),
)

jurysheet = _table(
    "jurysheet",  # every jury sheet that came back, believed or not
    _id(),
    _text("bestuur"),
    _text("sheet"),
    _text("naam"),
    Column("jurylid", Text),
    Column("datum", Text),
    _text("bevindingen"),
    Column("beslissend", Integer, nullable=False),
    _text("gegeven"),
)

uitgifte = _table(
    "uitgifte",  # the facts, as JSON of a dossier, of every jury sheet that went out
    _id(),
    _text("bestuur"),
    _text("kenmerk"),
    _text("feiten"),
    _text("gegeven"),
)
Index("uitgifte_eens", uitgifte.c.bestuur, uitgifte.c.kenmerk, unique=True)

advies = _table(
    "advies",  # what the jury as a whole advises; the last row on an action holds
    _id(),
    _text("bestuur"),
    Column("actie", Integer, nullable=False),
    Column("voldoende", Integer),
    Column("conclusie", Text),
    Column("verlengen", Integer),
    _text("feiten"),
    _text("wie"),
    _text("bron"),
    _text("naam"),
    _text("gegeven"),
)

correctie = _table(
    "correctie",
    _id(),
    _text("over"),
    _text("plek"),
    _text("waarde"),
    Column("was", Text),
    _text("reden"),
    Column("ingetrokken", Integer, nullable=False, server_default=text("0")),
    _text("wie"),
    _text("gegeven"),
)

toewijzing = _table(
    "toewijzing",  # the last row about a mail or document is in force
    _id(),
    _text("over"),
    Column("bestuur", Text),
    _text("wie"),
    _text("gegeven"),
)

logboek = _table(
    "logboek",
    _id(),
    _text("wat"),
    _text("over"),
    Column("wie", Text),
    _text("gegeven"),
)

_LONE: Final = re.compile("[\ud800-\udfff]")

APPEND_ONLY: Final = (
    toekenningen,
    verdict,
    jurysheet,
    uitgifte,
    advies,
    correctie,
    toewijzing,
    logboek,
)

# The third is for INSERT OR REPLACE: what that deletes fires triggers only under PRAGMA
# recursive_triggers, which another program that opens the file may not have set.
_REFUSED: Final = {
    "update": "BEFORE UPDATE ON {0}",
    "delete": "BEFORE DELETE ON {0}",
    "replace": (
        "BEFORE INSERT ON {0} WHEN EXISTS (SELECT 1 FROM {0} WHERE id = NEW.id)"
    ),
}


def create(connection: Connection) -> None:
    """Make the tables in an empty database."""
    metadata.create_all(connection)
    for table in APPEND_ONLY:
        for name, when in _REFUSED.items():
            connection.exec_driver_sql(
                f"CREATE TRIGGER {table.name}_{name} {when.format(table.name)} "
                f"BEGIN SELECT RAISE(ABORT, '{table.name} is append-only'); END"
            )


def storable(text: str) -> str:
    """The text with U+FFFD for lone surrogates, which no database takes.

    They come from file names that the file system's encoding cannot read.
    """
    return _LONE.sub("\ufffd", text)
