"""What click itself says reaches an official in Dutch."""

import subprocess
import sys

import pytest

from tools.build_messages import SOURCE, TARGET, compiled


def said(*arguments: str) -> str:
    command = [sys.executable, "-m", "pipeline", *arguments]
    done = subprocess.run(command, capture_output=True, check=False, text=True)
    return done.stdout + done.stderr


def test_the_compiled_sentences_are_those_of_the_source() -> None:
    assert TARGET.read_bytes() == compiled(SOURCE), "make docs"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["run"], "Fout: Hier ontbreekt 'INPUT...'."),
        (["rnu"], "Fout: De opdracht 'rnu' bestaat niet."),
        (["run", "--tou", "x"], "Fout: De optie '--tou' bestaat niet."),
        (["run", "."], "Fout: Deze optie ontbreekt: '--out'."),
        (["run", "--help"], "Gebruik: samenleven run [OPTIES] INPUT..."),
        (["run", "--help"], "Toon deze uitleg."),
    ],
)
def test_a_wrong_command_is_answered_in_dutch(
    arguments: list[str], sentence: str
) -> None:
    assert sentence in said(*arguments)
