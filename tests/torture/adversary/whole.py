"""All adversaries by name."""

from typing import Final

from tests.torture.adversary import beside, drawn, fields, files, runs
from tests.torture.adversary.made import Adversary

ADVERSARIES: Final[dict[str, Adversary]] = {
    **runs.CONTROLS,
    **runs.TEXT,
    **runs.MATH,
    **runs.TRACKED,
    **fields.FIELDS,
    **drawn.BOXES,
    **drawn.ALTERNATIVES,
    **drawn.TABLES,
    **beside.NOTES,
    **beside.MARGINS,
    **files.DRAWN,
    **files.INSERTED,
    **files.STRICT,
}
