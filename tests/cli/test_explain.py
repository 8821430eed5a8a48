"""`samenleven explain`: what a finding means and what to do."""

import json

import pytest

from pipeline.findings import KINDS
from tests.cli.calling import Call, caller


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    return caller(monkeypatch, capsys)


@pytest.mark.parametrize("code", sorted(KINDS))
def test_every_code_is_explained(call: Call, code: str) -> None:
    said = call("explain", code)
    assert said.code == 0
    assert said.out.startswith(f"{code} (")
    assert KINDS[code].uitleg in said.out


def test_the_explanation_as_json(call: Call) -> None:
    facts = json.loads(call("explain", "te-laat", "--json").out)
    assert (facts["code"], facts["ernst"]) == ("te-laat", "waarschuwing")


def test_a_code_that_does_not_exist_lists_those_that_do(call: Call) -> None:
    said = call("explain", "te-vroeg")
    assert said.code == 2
    assert "te-laat" in said.err
