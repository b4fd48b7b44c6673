"""Whatever work does in a child process, the others go on, and what happened is said."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tellings.bounded import AHEAD, Done, Limits, Once, Pool
from tellings.errors import (
    BrokeDown,
    ReadError,
    Stopped,
    TellingsError,
    TookTooLong,
    TookTooMuch,
)

ROOT = Path(__file__).resolve().parents[1]
MB = 1024**2
LIMITS = Limits(seconds=60, memory=300 * MB)
SHORT = {"spin": Limits(1, 300 * MB, patience=100), "sleep": Limits(1, 300 * MB, patience=1)}
"""A busy machine is slow by the clock: only what is to pass a limit of time has a short one."""


def misbehave(how: str) -> Iterator[str]:  # noqa: C901  a list of misdeeds
    """Work that does what its argument says."""
    if how.startswith("twice"):
        yield "first"
    match how.split()[-1]:
        case "spin":
            while True:
                pass
        case "sleep":
            time.sleep(3600)
        case "swell":
            held = [b""]
            while True:
                held.append(bytes(100) * MB)
        case "leap":
            bytearray(4000 * MB)
        case "crash":
            ctypes.string_at(0)
        case "exit":
            os._exit(7)
        case "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        case "fail":
            raise ZeroDivisionError("of nothing")
        case "nest":
            deep(0)
        case "refuse":
            raise ReadError("it is not for me", advice="give it to another")
        case "print":
            os.write(1, b"noise on standard output\n")
            print("more of it")
    yield f"{how}: done"


def deep(level: int) -> int:
    """Calls itself for ever."""
    return deep(level + 1) + 1


def run(
    *arguments: str, size: int = 1, limits: Limits = LIMITS, together: int = 1
) -> list[Done[str]]:
    with Pool(misbehave, limits, size=size, together=together) as pool:
        results = list(pool.map(arguments))
    assert [argument for argument, _ in results] == list(arguments)
    return [done for _, done in results]


@pytest.mark.parametrize(
    ("how", "kind", "reason"),
    [
        ("spin", TookTooLong, "longer than 1 seconds"),
        ("sleep", TookTooLong, "longer than 1 seconds"),
        ("swell", TookTooMuch, "more than 300 MB"),
        ("leap", TookTooMuch, "more than 300 MB"),
        ("crash", BrokeDown, "SIGSEGV"),
        ("exit", BrokeDown, "exit code 7"),
        ("kill", BrokeDown, "SIGKILL"),
        ("fail", BrokeDown, "ZeroDivisionError: of nothing"),
        ("nest", BrokeDown, "nested too deeply"),
        ("refuse", ReadError, "not for me"),
    ],
)
@pytest.mark.parametrize("together", [1, 3])
@pytest.mark.skipif(sys.platform != "linux", reason="limits and signals are those of Linux")
def test_what_goes_wrong_is_said_and_the_next_is_done(
    how: str, kind: type[TellingsError], reason: str, together: int
) -> None:
    before, done, after = run("a", how, "b", limits=SHORT.get(how, LIMITS), together=together)
    assert (before, after) == (Done(("a: done",)), Done(("b: done",)))
    assert done.results == ()
    assert type(done.error) is kind
    assert reason in done.error.reason
    assert done.error.advice


def test_several_are_given_at_a_time_and_none_is_lost() -> None:
    hows = ["crash" if n % 7 == 3 else "kill" if n % 11 == 5 else f"{n}" for n in range(60)]
    for together in (4, 25):
        dones = run(*hows, size=2, together=together)
        for how, done in zip(hows, dones, strict=True):
            assert done.results == (() if done.error else (f"{how}: done",))
            assert bool(done.error) is (how in ("crash", "kill"))


def test_what_does_not_fit_a_pipe_is_given_one_by_one() -> None:
    sent = "x" * 300_000  # more than a pipe holds, there and back
    assert run(*[sent] * 5, together=5) == [Done((f"{sent}: done",))] * 5


def test_a_pool_that_is_closed_begins_nothing_more() -> None:
    pool = Pool(misbehave, LIMITS, size=1, together=8)
    results = pool.map(["a", *["sleep"] * 7])
    assert next(results) == ("a", Done(("a: done",)))
    begun = time.monotonic()
    pool.close()
    assert time.monotonic() - begun < 60
    assert all(done.error for _, done in results)


def test_what_came_before_is_kept() -> None:
    (done,) = run("twice crash")
    assert done.results == ("first",)
    assert isinstance(done.error, Stopped)


def test_the_time_is_for_each_result() -> None:
    def slow(count: int) -> Iterator[int]:
        for number in range(count):
            end = time.process_time() + 0.6
            while time.process_time() < end:
                pass
            yield number

    with Pool(slow, SHORT["spin"], size=1) as pool:
        ((_, done),) = pool.map([4])
    assert done == Done((0, 1, 2, 3))


def test_more_weight_is_more_time() -> None:
    def spin(seconds: float) -> str:
        end = time.process_time() + seconds
        while time.process_time() < end:
            pass
        return "done"

    def nothing(_: float) -> float:
        return 0.0

    def much(_: float) -> float:
        return 9.0

    for weigh, results in ((nothing, ()), (much, ("done",))):
        with Pool(Once(spin), SHORT["spin"], size=1, weight=weigh) as pool:
            assert [done.results for _, done in pool.map([2.0])] == [results]


def test_what_is_printed_does_not_come_among_the_results() -> None:
    assert run("print", "a") == [Done(("print: done",)), Done(("a: done",))]


def test_results_are_in_order_whoever_is_first() -> None:
    def wait(seconds: float) -> float:
        time.sleep(seconds)
        return seconds

    order = [0.2, 0.0, 0.1, 0.0]
    with Pool(Once(wait), LIMITS, size=3) as pool:
        assert [done.results for _, done in pool.map(order)] == [(s,) for s in order]


def test_arguments_are_not_taken_far_ahead() -> None:
    taken = []

    def arguments() -> Iterator[str]:
        for number in range(1000):
            taken.append(number)
            yield str(number)

    with Pool(misbehave, LIMITS, size=1) as pool:
        next(pool.map(arguments()))
        assert len(taken) <= AHEAD + 2


def test_a_child_that_has_grown_is_replaced() -> None:
    held: list[bytes] = []

    def hold(size: int) -> int:
        held.append(b"x" * size)
        time.sleep(0.4)  # so long that it is looked at
        return os.getpid()

    with Pool(Once(hold), LIMITS, size=1) as pool:
        pids = [done.results[0] for _, done in pool.map([1, 1, 200 * MB, 1])]
    assert pids[0] == pids[1] == pids[2] != pids[3]


def test_work_that_cannot_be_sent_is_said_to_be() -> None:
    lock = __import__("threading").Lock()
    with pytest.raises(TellingsError, match="cannot be sent"):
        Pool(Once(lambda _: lock), LIMITS, size=1)


def test_no_child_is_left() -> None:
    before = set(psutil.Process().children())  # other tests' own
    with Pool(misbehave, LIMITS, size=2) as pool:
        list(pool.map(["a", "b", "c", "d"]))
        assert set(psutil.Process().children()) - before
    assert not set(psutil.Process().children()) - before


SCRIPT = """
from tellings.bounded import Limits, Once, Pool
class Mine:
    def double(self, number): return number * 2
with Pool(Once(Mine().double), Limits(5, 2**30), size=1) as pool:
    print([done.results[0] for _, done in pool.map(range(3))])
"""


@pytest.mark.parametrize("how", ["file", "standard input"])
def test_a_plain_script_may_start_children(how: str, tmp_path: Path) -> None:
    """One without `if __name__ == "__main__"`, and with a class of its own."""
    (tmp_path / "script.py").write_text(SCRIPT)
    given = [str(tmp_path / "script.py")] if how == "file" else ["-"]
    done = subprocess.run(
        [sys.executable, *given], input=SCRIPT, capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert done.stdout.strip() == "[0, 2, 4]"


ORPHANED = """
import os, sys, time
from pathlib import Path
from tellings.bounded import Limits, Once, Pool
TOLD = Path(sys.argv[1])
def work(_):
    TOLD.write_text(f"{os.getpid()} ")
    time.sleep(0.5)
with Pool(Once(work), Limits(5, 2**30), size=1) as pool:
    list(pool.map([1]))
"""


def test_a_child_whose_parent_is_killed_ends(tmp_path: Path) -> None:
    told = tmp_path / "child"
    told.touch()
    deadline = time.monotonic() + 60
    command = [sys.executable, "-c", ORPHANED, str(told)]
    with subprocess.Popen(command, cwd=ROOT) as parent:
        while not told.read_text().endswith(" "):
            assert time.monotonic() < deadline, "it did not begin"
            time.sleep(0.05)
        parent.kill()
    child = int(told.read_text())
    while psutil.pid_exists(child) and psutil.Process(child).status() != psutil.STATUS_ZOMBIE:
        assert time.monotonic() < deadline, "it lives on"
        time.sleep(0.05)
