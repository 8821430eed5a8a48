"""Basis: a mapping that says only how its form differs from another edition's.

    every mappings/formulieren/*.toml -> each as a whole, `basis` filled in

A next edition of a form has most of its texts in common with the last. It names that
one as its `basis` and lists what is new: a key takes the place of that key, a part the
place of the part with its id, a field that of the field of its name in the same parts.
"""

from collections.abc import Iterator, Mapping, Sequence
from importlib.resources.abc import Traversable
from typing import Any, Final

from pipeline.errors import MappingError
from pipeline.resources import read_toml

# TOML as it was read, not checked yet: hence `Any`.
Table = Mapping[str, Any]

_OWN: Final = ("formulier", "basis")
# The lists of tables, and by which keys two of their tables are about the same.
_LISTS: Final = {
    "deel": ("id",),
    "veld": ("naam", "optie", "delen"),
    "kolom": ("soort",),
}


def read_mappings(folder: Traversable) -> tuple[dict[str, Table], list[str]]:
    """Every mapping in `folder` as a whole, by file name, and the mistakes found."""
    problems: list[str] = []
    read: dict[str, Table] = {}
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".toml"):
            try:
                read[file.name] = read_toml(file)
            except MappingError as error:
                problems.extend(error.problems)
    by_id = {table.get("formulier"): table for table in read.values()}
    whole: dict[str, Table] = {}
    for name, table in read.items():
        try:
            whole[name] = _whole(table, by_id, name)
        except MappingError as error:
            problems.extend(error.problems)
    return whole, problems


def _whole(table: Table, by_id: Mapping[Any, Table], name: str) -> Table:
    chain = [table]
    while "basis" in chain[-1]:
        basis = chain[-1]["basis"]
        known = by_id.get(basis) if isinstance(basis, str) else None
        if known is None:
            raise MappingError([f"{name}: basis: formulier ‘{basis}’ bestaat niet"])
        if any(known is seen for seen in chain):
            raise MappingError([f"{name}: basis: ‘{basis}’ verwijst naar zichzelf"])
        chain.append(known)
    whole: Table = {}
    for one in reversed(chain):
        whole = _over(whole, one)
    return whole


def _over(basis: Table, own: Table) -> Table:
    """`basis` with everything that `own` says in its place."""
    merged = {key: value for key, value in basis.items() if key not in _OWN}
    for key, value in own.items():
        if key == "basis":
            continue
        before = merged.get(key)
        if key in _LISTS and isinstance(before, list) and isinstance(value, list):
            merged[key] = list(_listed(before, value, _LISTS[key]))
        elif isinstance(before, dict) and isinstance(value, dict):
            merged[key] = before | value
        else:
            merged[key] = value
    return merged


def _listed(
    before: Sequence[Table], own: Sequence[Table], keys: Sequence[str]
) -> Iterator[Table]:
    """The tables of `before`, with those of `own` in place of their like or behind."""
    mine = {_identity(table, keys): table for table in own}
    for table in before:
        new = mine.pop(_identity(table, keys), None)
        yield {**table, **new} if new is not None else table
    yield from mine.values()


def _identity(table: Table, keys: Sequence[str]) -> tuple[str, ...]:
    return tuple(str(table.get(key)) for key in keys)
