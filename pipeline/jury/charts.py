"""Charts: a bar for each row of a table of the overview, drawn by Excel itself.

The chart refers to the cells of the table, so it says what they say.
"""

from typing import Any, Final

from pipeline.jury.tables import Grafiek, Table

BAR: Final = 26
"""The height of a bar with its space, in pixels."""
_FRAME: Final = 120
# `Any` throughout: xlsxwriter's workbooks and charts have no types.


def tall(table: Table, grafiek: Grafiek) -> int:
    """How high a chart has to be, in pixels, to show every name."""
    return BAR * len(table.rijen) + _FRAME


def draw(book: Any, table: Table, grafiek: Grafiek, height: int) -> Any:
    """Draw a chart in `book`, an xlsxwriter workbook; who asks inserts it."""
    stacked = len(grafiek.reeksen) > 1
    kind = {"type": "bar"} | ({"subtype": "stacked"} if stacked else {})
    chart = book.add_chart(kind)
    heads = [kolom.kop for kolom in table.kolommen]
    last = len(table.rijen)
    names = heads.index(grafiek.namen)
    for kop, colour in grafiek.reeksen.items():
        at = heads.index(kop)
        chart.add_series(
            {
                "name": [table.blad, 0, at],
                "categories": [table.blad, 1, names, last, names],
                "values": [table.blad, 1, at, last, at],
                "fill": {"color": f"#{colour}"},
                "gap": 60,
                # No label for 0: nothing is drawn there.
                "data_labels": {
                    "value": True,
                    "num_format": "0;;;",
                    "font": {"size": 8, "color": "#FFFFFF" if stacked else "#333332"},
                },
            }
        )
    chart.set_title({"name": grafiek.titel, "name_font": {"size": 13}})
    chart.set_y_axis({"reverse": True, "num_font": {"size": 9}})
    chart.set_x_axis(
        {
            "name": grafiek.as_,
            "min": 0,
            "num_font": {"size": 8},
            "name_font": {"size": 9, "bold": False},
            "major_gridlines": {"visible": True, "line": {"color": "#DEDEDC"}},
        }
    )
    if len(grafiek.reeksen) == 1:
        chart.set_legend({"none": True})
    else:
        chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 900, "height": height})
    return chart
