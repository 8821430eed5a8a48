"""Whatever happens to a run, the next one makes of it what an undisturbed one makes.

A process is killed at many moments, the disk is full at many sizes, the output cannot
be written: nothing is lost, nothing is there twice, nothing is half. `make faults`
takes 200 moments and 20 sizes; the slow tests take a few of each.
"""

import os
import resource
import signal
import stat
import tempfile
import time
from collections.abc import Callable, Iterator
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from pipeline.dossier.programma import Programma
from pipeline.errors import OutputError, PipelineError
from pipeline.run import isolating, run
from pipeline.run.result import Order
from pipeline.store.acts import Logregel
from pipeline.store.workspace import Workspace
from tests.run.executing import NU
from tests.run.made import RONDE, programma
from tests.store.made import child, forks, leftovers

SAMPLES = Path(__file__).parents[2] / "samples"
MOMENTS = int(os.environ.get("SAMENLEVEN_FAULTS", "10"))
SIZES = max(4, MOMENTS // 10)

pytestmark = [pytest.mark.slow, forks]


def order(out: Path) -> Order:
    return Order(
        inputs=[SAMPLES / "inbox"],
        out=out,
        nu=NU,
        ronde=RONDE,
        toekenningen=SAMPLES / "toekenningen.csv",
    )


def content(out: Path) -> dict[str, object]:
    """All that a workspace holds and shows."""
    found: dict[str, object] = {}
    for path in sorted(out.rglob("*")):
        name = path.relative_to(out).as_posix()
        if path.is_file() and path.suffix != ".sqlite":
            found[name] = path.read_bytes()
    with Workspace.open(out, create=False) as opened:
        found["invoer"] = opened.occurrences()
        found["toekenningen"] = opened.toekenningen()
        lines = [line.wat for line in opened.acts(Logregel)]
    received = [wat for wat in lines if wat == "ontvangen"]
    assert len(received) == len(list((SAMPLES / "inbox").iterdir()))
    assert leftovers(out) == []
    return found


@pytest.fixture(scope="module", autouse=True)
def one_seal() -> Iterator[None]:
    """The same seal for every workspace, so that their sheets can be compared."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pipeline.store.workspace.secrets.token_hex", lambda n: "ab" * n)
        yield


def forked(target: Callable[..., None], *args: object) -> BaseProcess:
    """Start `target` in a process of its own, which starts a worker of its own."""
    isolating.close()
    return child(target, *args)


@pytest.fixture(scope="module")
def warm() -> Programma:
    """The programme, loaded before the first fork."""
    return programma()


@pytest.fixture(scope="module")
def undisturbed(
    warm: Programma, tmp_path_factory: pytest.TempPathFactory
) -> tuple[dict[str, object], float]:
    """What a run makes when nothing happens, and the seconds it takes."""
    folder = tmp_path_factory.mktemp("ongestoord")
    run(order(folder / "warm"), warm)
    begun = time.monotonic()
    process = forked(run, order(folder / "uit"), warm)
    process.join()
    took = time.monotonic() - begun
    assert process.exitcode == 0
    return content(folder / "uit"), took


def killed(out: Path, after: float, warm: Programma) -> bool:
    """Run, and kill that `after` seconds; whether it was still at work."""
    process = forked(run, order(out), warm)
    time.sleep(after)
    assert process.pid is not None
    busy = process.is_alive()
    if busy:
        os.kill(process.pid, signal.SIGKILL)
    process.join()
    return busy


@pytest.mark.parametrize("part", range(10), ids="part-{}".format)
def test_a_run_that_was_killed_is_completed_by_the_next(
    tmp_path: Path,
    warm: Programma,
    undisturbed: tuple[dict[str, object], float],
    part: int,
) -> None:
    whole, took = undisturbed
    moments = range(part, MOMENTS, 10)
    hits = 0
    for moment in moments:
        out = tmp_path / str(moment)
        hits += killed(out, took * (moment + 0.5) / MOMENTS, warm)
        run(order(out), warm)
        assert content(out) == whole, f"killed at {moment} of {MOMENTS}"
    # The machine may be slow or quick; most must have been killed while at work.
    assert hits >= len(moments) // 2


def test_a_run_that_is_killed_time_after_time_gets_there(
    tmp_path: Path, warm: Programma, undisturbed: tuple[dict[str, object], float]
) -> None:
    whole, took = undisturbed
    for share in (0.2, 0.35, 0.5, 0.65, 0.8):
        killed(tmp_path / "uit", took * share, warm)
    run(order(tmp_path / "uit"), warm)
    assert content(tmp_path / "uit") == whole


def run_in_little_room(out: Path, size: int, warm: Programma) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    with pytest.raises(OutputError, match="vol"):
        run(order(out), warm)


# Of each of these the largest file of the workspace is larger.
SMALL = [round(250_000 * (at / SIZES) ** 2) for at in range(SIZES)]


@pytest.mark.parametrize("size", SMALL)
def test_a_full_disk_says_so_and_the_next_run_completes(
    tmp_path: Path,
    warm: Programma,
    undisturbed: tuple[dict[str, object], float],
    size: int,
) -> None:
    whole, _ = undisturbed
    process = forked(run_in_little_room, tmp_path / "uit", size, warm)
    process.join()
    assert process.exitcode == 0
    run(order(tmp_path / "uit"), warm)
    assert content(tmp_path / "uit") == whole


def refused_to_somebody_else(out: Path, warm: Programma) -> None:
    """Run as a user who may not write in `out`, root or not."""
    if os.geteuid() == 0:
        os.setgroups([])
        os.setuid(65534)
    with pytest.raises(PipelineError, match=r"niet schrijven|vervangen"):
        run(order(out), warm)


@pytest.mark.parametrize("made", [False, True], ids=["new", "existing"])
def test_an_output_that_cannot_be_written_stays_as_it_was(
    warm: Programma, undisturbed: tuple[dict[str, object], float], *, made: bool
) -> None:
    # Not tmp_path, into which nobody else may look.
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        out = Path(folder) / "uit"
        out.mkdir()
        if made:
            run(order(out), warm)
        for path in (out, *out.rglob("*")):
            path.chmod(0o555 if path.is_dir() else 0o444)
        before = {p: p.read_bytes() for p in out.rglob("*") if p.is_file()}
        process = forked(refused_to_somebody_else, out, warm)
        process.join()
        assert process.exitcode == 0
        assert {p: p.read_bytes() for p in out.rglob("*") if p.is_file()} == before
        for path in (out, *out.rglob("*")):
            path.chmod(stat.S_IRWXU if path.is_dir() else stat.S_IRUSR | stat.S_IWUSR)
        run(order(out), warm)
        assert content(out) == undisturbed[0]
