"""The form of what a run writes, as the contract has it (sections 2 and 3).

Form and arithmetic only: whether a value was read rightly is for the tests that use it.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

KEYS = {
    "dossier": "schema ronde bestuur acties stimulansen niet_herkend bevindingen "
    "bronnen indieningen herkomst",
    "actie": "nummer naam subsidie kpi motivatie motivaties_extra verwachtingen "
    "verwachtingen_extra jurering",
    "kpi": "te_behalen behaald percentage drempel drempel_gehaald doelgroepen",
    "post": "pad naam sha256 soort status code reden bestuur bevindingen onderdelen",
    "bron": "sha256 naam soort indiening ontvangen status",
    "bevinding": "code ernst actie bericht bron plaats",
}


def walk(items: Sequence[Any]) -> Iterator[Any]:
    """All items of a verslag, and all inside them."""
    for item in items:
        yield item
        yield from walk(item["onderdelen"])


def has_keys(value: Any, what: str) -> bool:
    """Whether the keys of the contract come first, in its order."""
    wanted = KEYS[what].split()
    return list(value)[: len(wanted)] == wanted


def resolves(data: Any, pointer: str) -> bool:
    for step in pointer.split("/")[1:]:
        if isinstance(data, list):
            if not step.isdecimal() or int(step) >= len(data):
                return False
            data = data[int(step)]
        elif not isinstance(data, dict) or step not in data:
            return False
        else:
            data = data[step]
    return True


def assert_keeps_the_contract(out: Path, *inputs: Path) -> None:
    told = json.loads((out / "verslag.json").read_text("utf-8"))
    items = list(walk(told["invoer"]))
    for item in items:
        assert has_keys(item, "post")
        fine = {"verwerkt", "vervangen", "dubbel"}
        assert item["status"] in fine or item["reden"], item["pad"]
        assert item["status"] != "geweigerd" or item["code"], item["pad"]
    shas = {item["sha256"] for item in items}
    for folder in inputs:
        for path in folder.rglob("*"):
            if path.is_file():
                assert hashlib.sha256(path.read_bytes()).hexdigest() in shas, path
    for path in (out / "dossiers").iterdir():
        data = json.loads(path.read_text("utf-8"))
        assert path.stem == data["bestuur"]["id"]
        assert_is_dossier(data)


def assert_is_dossier(data: Any) -> None:
    assert has_keys(data, "dossier")
    numbers = [one["nummer"] for one in data["acties"]]
    assert numbers == sorted(set(numbers))
    sources = {bron["sha256"] for bron in data["bronnen"]}
    for pointer, origin in data["herkomst"].items():
        assert resolves(data, pointer), pointer
        assert origin["bron"] in sources
    assert all(has_keys(bron, "bron") for bron in data["bronnen"])
    assert all(has_keys(told, "bevinding") for told in data["bevindingen"])
    for one in data["acties"]:
        assert has_keys(one, "actie")
        assert has_keys(one["kpi"], "kpi")
        assert_adds_up(one["nummer"], one["kpi"])


def assert_adds_up(nummer: int, kpi: Any) -> None:
    target, got = kpi["te_behalen"], kpi["behaald"]
    if not target or got is None:
        assert kpi["percentage"] is None
    else:
        exact = Fraction(str(got)) * 100 / Fraction(str(target))
        assert abs(Fraction(str(kpi["percentage"])) - exact) <= Fraction(1, 20)
    if nummer in {2, 16, 18, 19, 22} or target is None:
        assert (kpi["drempel"], kpi["drempel_gehaald"]) == (None, None)
    else:
        assert Fraction(str(kpi["drempel"])) == Fraction(str(target)) / 4
        reached = None if got is None else got >= kpi["drempel"]
        assert kpi["drempel_gehaald"] is reached
