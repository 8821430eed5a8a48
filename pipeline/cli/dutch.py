"""Dutch: what click itself says to an official, from `taal/nl`.

click asks gettext for its sentences. The catalogue is found next to this module, so
that nothing has to be set or installed on the machine.
"""

import gettext
import os
from pathlib import Path
from typing import Final

CATALOGUES: Final = Path(__file__).parent / "taal"
_DOMAIN: Final = "messages"  # the one that click asks, as it names none


def speak_dutch() -> None:
    """Make click speak Dutch in this process, whatever the machine speaks."""
    os.environ["LANGUAGE"] = "nl"
    gettext.bindtextdomain(_DOMAIN, str(CATALOGUES))
