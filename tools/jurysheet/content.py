"""Content: what stands on a jury sheet, in reading order.

Words and order are here and in the modules beside it; looks are in `styles.xml`. The
names between braces are the fields of `pipeline/jury/views.py`: one word for one thing
in both places.
"""

from tools.jurysheet.annexes import annexes
from tools.jurysheet.front import front, kpis
from tools.jurysheet.judged import action, signature, stimuli
from tools.jurysheet.markup import each, p, when


def body() -> str:
    """Return the whole sheet, without its page setup."""
    return "".join(
        (
            front(),
            kpis(),
            p("Te beoordelen acties", style="Heading1", top=True),
            when(
                "not te_beoordelen",
                p("Over geen enkele actie van dit bestuur moet de jury oordelen."),
            ),
            each("actie in te_beoordelen", action()),
            stimuli(),
            signature(),
            annexes(),
        )
    )
