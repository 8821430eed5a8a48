"""The golden fixture: what the pipeline makes of samples/, kept in tests/golden.

`golden(name, text)` compares `text` with the file. A file that is missing fails, and
so does one that no test asks for. `make golden` (--renew-golden) writes them all, and
fails the run as well, so that the difference is read and the flag cannot stay on.
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

# The first example of a run also pays for importing a document library. At a desk every
# run looks further; CI takes the same examples each time, so that red is the change's.
settings.register_profile("house", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if "SAMENLEVEN_ALLES" in os.environ else "house")

GOLDEN = Path(__file__).parent / "golden"


class Goldens:
    """One run's golden files: which were asked for, and which were renewed."""

    def __init__(self, *, renew: bool) -> None:
        self.renew = renew
        self.expecting: set[str] = set()  # tests with the fixture
        self.answered: set[str] = set()  # those of them that asked for a file
        self.claimed: set[Path] = set()
        self.partial = False  # a test with the fixture was left out of this run
        self.messages: list[str] = []

    def compare(self, test: str, name: str, text: str) -> None:
        self.answered.add(test)
        file = GOLDEN / name
        self.claimed.add(file)
        if self.renew:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode())
        elif not file.is_file():
            pytest.fail(f"tests/golden/{name} is missing: make golden, then read it")
        else:
            assert text == file.read_bytes().decode(), f"not as tests/golden/{name}"

    def orphans(self) -> list[Path]:
        """Return the files that no test asked for; none when that cannot be told."""
        if self.partial or self.expecting != self.answered:
            return []
        return sorted({f for f in GOLDEN.rglob("*") if f.is_file()} - self.claimed)

    # Hooks of pytest.

    @pytest.hookimpl(tryfirst=True)  # before -m selects
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        for item in items:
            if "golden" in getattr(item, "fixturenames", ()):
                item.add_marker("golden")
                self.expecting.add(item.nodeid)

    def pytest_deselected(self, items: list[pytest.Item]) -> None:
        if any(item.nodeid in self.expecting for item in items):
            self.partial = True

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        config = session.config
        whole = config.args_source is pytest.Config.ArgsSource.TESTPATHS
        if whole and not session.testsfailed and not config.option.collectonly:
            for file in self.orphans():
                name = file.relative_to(GOLDEN.parent.parent).as_posix()
                if self.renew:
                    file.unlink()
                    self.messages.append(f"{name} removed: no test asks for it")
                else:
                    self.messages.append(f"{name}: no test asks for it (make golden)")
        if self.renew:
            self.messages.append("tests/golden renewed: read git diff, then run again")
        if self.messages:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(
        self, terminalreporter: pytest.TerminalReporter
    ) -> None:
        for message in self.messages:
            terminalreporter.write_line(f"GOLDEN: {message}", red=True)


GOLDENS = pytest.StashKey[Goldens]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--renew-golden",
        action="store_true",
        help="rewrite tests/golden; fails the run, so that you read the difference",
    )


def pytest_configure(config: pytest.Config) -> None:
    goldens = Goldens(renew=config.getoption("--renew-golden"))
    config.stash[GOLDENS] = goldens
    config.pluginmanager.register(goldens, "goldens")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with tests/golden/NAME."""
    goldens = request.config.stash[GOLDENS]

    def compare(name: str, text: str) -> None:
        goldens.compare(request.node.nodeid, name, text)

    return compare
