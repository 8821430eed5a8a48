"""The name of a field leads to its value, and back, wherever its action stands."""

from hypothesis import given, settings

from pipeline.dossier.model import Dossier
from pipeline.dossier.velden import field_named, fields, label, pointer_of
from pipeline.errors import SetupError
from tests.dossier.valid import dossiers


def at(dossier: Dossier, pointer: str) -> object:
    found: object = dossier.model_dump(mode="json")
    for step in pointer.split("/")[1:]:
        if isinstance(found, list):
            found = found[int(step)]
        else:
            assert isinstance(found, dict)
            found = found[step]
    return found


@given(dossiers())
@settings(max_examples=50)
def test_every_reported_value_has_a_name_of_its_own(dossier: Dossier) -> None:
    found = fields(dossier)
    for name, (pointer, value) in found.items():
        assert at(dossier, pointer) == value
        assert value is not None
        assert pointer_of(name, dossier) == pointer
    assert len({pointer for pointer, _ in found.values()}) == len(found)


@given(dossiers())
@settings(max_examples=50)
def test_a_pointer_and_a_name_mean_the_same_field(dossier: Dossier) -> None:
    for name, (pointer, _) in fields(dossier).items():
        try:
            known = field_named(name, dossier)
        except SetupError:
            continue  # reported, and not to be put right
        assert field_named(pointer, dossier) == known == name
        assert "{" not in label(name)
