"""Work on documents in child processes, so that none can hang, swell or crash the run.

Invariant: whatever the work does with one argument - loop for ever, take all memory, end the
process - `Pool.map` goes on to the next, and says of that argument what happened. A child takes
many arguments, one after the other; one that breaks a limit is killed and replaced.

The children run nothing of the caller's main module (which `multiprocessing` would import again),
so a plain script or a notebook may start them. Arguments and results are pickled; both ends are
this program, and a child reads only from its parent.
"""

from __future__ import annotations

import os
import pickle
import signal
import struct
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import accumulate, islice
from queue import LifoQueue
from types import TracebackType
from typing import Any, BinaryIO, Final, Generic, Self, TypeVar

import psutil

from tellings.errors import BrokeDown, Stopped, TellingsError, TookTooLong, TookTooMuch

A = TypeVar("A")
R = TypeVar("R")
Work = Callable[[A], Iterable[R]]

AHEAD: Final = 16  # arguments given out before their turn, for each child
AT_ONCE: Final = 4096  # bytes of arguments that a pipe takes while nobody reads at its other end
WATCH: Final = 0.1  # seconds between looks at the children
START: Final = 120.0  # seconds that a child may take to begin
GROWN: Final = 0.5  # of its memory: a child that holds so much after its work is replaced
_READY, _ITEM, _DONE, _ERROR = b"R", b"I", b"D", b"E"
_HEAD = struct.Struct("<cQ")  # what a message is, and how many bytes follow


@dataclass(frozen=True, slots=True)
class Limits:
    """What work on one document may take.

    `seconds` are of CPU time, so that a busy machine refuses nothing; by the clock it may take
    `patience` times as long. `memory` in bytes. An argument that yields several results has the
    seconds for each of them.
    """

    seconds: float
    memory: int
    patience: float = 5.0


@dataclass(frozen=True, slots=True)
class Once(Generic[A, R]):
    """Work with one result, for a pool."""

    work: Callable[[A], R]

    def __call__(self, argument: A) -> tuple[R]:
        return (self.work(argument),)


@dataclass(frozen=True, slots=True)
class Done(Generic[R]):
    """What came of one argument: its results, and what then went wrong, if anything did.

    `seconds` is how long it took by the clock.
    """

    results: tuple[R, ...]
    error: TellingsError | None = None
    seconds: float = field(default=0.0, compare=False)


class Pool(Generic[A, R]):
    """Children that do `work`; started when first needed, ended by `close` or `with`.

    `work` may be anything that can be pickled by value (a function, an object's method, a
    partial); `weight` says how many seconds an argument may take beyond the limit's. `together`
    is how many arguments a child is given at a time: more than one where the work on one takes
    hardly longer than to hand it over.
    """

    def __init__(
        self,
        work: Work[A, R],
        limits: Limits,
        *,
        size: int,
        weight: Callable[[A], float] | None = None,
        together: int = 1,
    ) -> None:
        self._together = together
        self._setup = _set_up(work, limits)
        self._weight = weight or (lambda _: 0.0)
        self._children = [_Child(self._setup, limits) for _ in range(size)]
        self._idle: LifoQueue[_Child] = LifoQueue()
        for child in self._children:
            self._idle.put(child)
        self._threads = ThreadPoolExecutor(size, "bounded")
        self._closed = threading.Event()
        self._watch = threading.Thread(target=self._look, name="bounded-watch", daemon=True)

    def map(self, arguments: Iterable[A]) -> Generator[tuple[A, Done[R]], None, None]:
        """Each argument with what came of it, in order."""
        if not self._watch.is_alive():
            self._watch.start()
        waiting: deque[tuple[A, Future[Done[R]]]] = deque()
        given = iter(arguments)
        while group := [(each, Future[Done[R]]()) for each in islice(given, self._together)]:
            waiting.extend(group)
            self._threads.submit(self._do, group)
            while len(waiting) > AHEAD * len(self._children):
                first, future = waiting.popleft()
                yield first, future.result()
        while waiting:
            first, future = waiting.popleft()
            yield first, future.result()

    def close(self) -> None:
        """End the children. What they are at is lost."""
        self._closed.set()
        for child in self._children:
            child.kill()
        self._threads.shutdown(cancel_futures=True)
        for child in self._children:
            child.kill()  # one that a thread began meanwhile
        if self._watch.is_alive():
            self._watch.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _do(self, group: Sequence[tuple[A, Future[Done[R]]]]) -> None:
        """Have a child work on a group of arguments; each result is there once it is."""
        left = deque(future for _, future in group)
        child = self._idle.get()
        try:
            dones = child.do([(each, self._weight(each)) for each, _ in group])
            while left and not self._closed.is_set():
                done = next(dones)
                left.popleft().set_result(done)
        except BaseException as error:
            if not self._closed.is_set():  # else its pipes were closed under it
                while left:  # whoever waits for them is told
                    left.popleft().set_exception(error)
                raise
        finally:
            self._idle.put(child)
            for future in left:
                future.set_result(Done((), Stopped("it was not done: the run was ended")))

    def _look(self) -> None:
        while not self._closed.wait(WATCH):
            for child in self._children:
                child.check()


@dataclass(slots=True)
class _Task:
    """What a child is at: when it began by the clock and by its CPU time, and how long it may."""

    began: float
    used: float | None
    seconds: float


class _Child:
    """One child process, or the place for one."""

    def __init__(self, setup: bytes, limits: Limits) -> None:
        self._setup = setup
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._seen: psutil.Process | None = None
        self._task: _Task | None = None
        self._broke: Stopped | None = None
        self._is_grown = False

    # ------------------------------------------------------- in the thread that has the child
    def do(self, arguments: Iterable[tuple[Any, float]]) -> Iterator[Done[Any]]:
        """Have it work on arguments (each with its seconds beyond the limit's), one by one.

        It is replaced after an argument where it has to be; what it was given beyond that is
        given to its successor.
        """
        left = deque(
            (pickle.dumps((argument, self._alarm(self._limits.seconds + more))), more)
            for argument, more in arguments
        )
        given, sent = None, 0  # to which process, how many that it has not answered yet
        while left:
            process = self._started()
            if process is not given or not sent:
                given, sent = process, self._give(process, [message for message, _ in left])
            yield self._follow(process, self._limits.seconds + left.popleft()[1])
            sent -= 1

    def _give(self, process: subprocess.Popen[bytes], messages: Sequence[bytes]) -> int:
        """Hand over arguments: one, and as many more as cannot block; how many."""
        sizes = accumulate(_HEAD.size + len(message) for message in messages)
        count = max(1, sum(size <= AT_ONCE for size in sizes))
        try:
            for message in messages[:count]:
                _put(_stdin(process), _ITEM, message)
            _stdin(process).flush()
        except OSError:
            pass  # it has ended, which is found out when its answer is read
        return count

    def _follow(self, process: subprocess.Popen[bytes], seconds: float) -> Done[Any]:
        """What comes of the argument that it is at."""
        results: list[Any] = []
        begun = time.monotonic()
        self._task = _Task(begun, None, seconds)
        try:
            while True:
                kind, data = _receive(_stdout(process))
                if kind == _ITEM:
                    results.append(_unpickled(data))
                    self._task = _Task(time.monotonic(), None, seconds)
                    continue
                error = _unpickled(data) if kind == _ERROR else None
                break
        except (EOFError, OSError):
            error = self._why_it_ended(process.wait())
        self._task = None
        if self._is_grown or process.poll() is not None:
            self.kill()
        return Done(tuple(results), error, time.monotonic() - begun)

    def _started(self) -> subprocess.Popen[bytes]:
        process = self._process
        if process is not None and process.poll() is None:
            return process
        self.kill()  # one that ended while it had nothing to do
        self._broke, self._is_grown = None, False
        paths = [path or os.getcwd() for path in sys.path]  # noqa: PTH109  as sys.path has it
        code = f"import sys; sys.path[:] = {paths!r}; from tellings.bounded import serve; serve()"
        process = subprocess.Popen(
            [sys.executable, "-c", code],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,  # Ctrl-C is the parent's to act on
        )
        self._seen = psutil.Process(process.pid)
        self._process = process
        self._task = _Task(time.monotonic(), None, START)
        try:
            _send(_stdin(process), _READY, self._setup)
            kind, data = _receive(_stdout(process))
        except (EOFError, OSError) as error:
            self.kill()
            raise TellingsError(
                "a process to work in cannot be started",
                advice="see what it wrote above; check the memory that is free",
            ) from error
        if kind == _ERROR:
            self.kill()
            raise _unpickled(data)
        return process

    def _alarm(self, seconds: float) -> float:
        """Seconds by the clock after which a child ends by itself: its parent may be dead."""
        return seconds * self._limits.patience + 10

    def _why_it_ended(self, code: int) -> Stopped:
        if self._broke:
            return self._broke
        names = {-number: number.name for number in signal.Signals}
        ended = names.get(code, f"exit code {code}")
        return BrokeDown(
            f"the process that worked on it broke down ({ended})",
            advice="open it in its own program and save it again, or give its text",
        )

    def kill(self) -> None:
        """End the process, if there is one."""
        process, self._process, self._seen = self._process, None, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe:
                    _close(pipe)

    # -------------------------------------------------------------------- in the thread that looks
    def check(self) -> None:
        """Kill the process if it has broken a limit."""
        process, seen, task = self._process, self._seen, self._task
        if process is None or seen is None or task is None:
            return
        try:
            with seen.oneshot():
                times, held = seen.cpu_times(), seen.memory_info().rss
        except psutil.Error:
            return  # it has ended; whoever waits for it finds out
        used = times.user + times.system
        if task.used is None:
            task.used = used
        clock = time.monotonic() - task.began
        self._is_grown = held > GROWN * self._limits.memory
        if held > self._limits.memory:
            self._broke = too_much(self._limits.memory)
        elif used - task.used > task.seconds or clock > task.seconds * self._limits.patience:
            self._broke = TookTooLong(
                f"it took longer than {task.seconds:.0f} seconds",
                advice="give it in smaller parts, or as plain text",
            )
        if self._broke and self._task is task:  # or it came to an end just now
            process.kill()


def too_much(memory: int) -> TookTooMuch:
    """The error for work that needs more than `memory` bytes."""
    return TookTooMuch(
        f"it needs more than {memory // 1024**2:,} MB of memory",
        advice="give it in smaller parts, or as plain text",
    )


def _set_up(work: Callable[..., Any], limits: Limits) -> bytes:
    import cloudpickle

    try:
        work_by_value: bytes = cloudpickle.dumps((work, limits))
    except (pickle.PicklingError, TypeError, AttributeError) as error:
        raise TellingsError(
            f"{work!r} cannot be sent to a child process: {error}",
            advice="make it of parts that can be pickled",
        ) from error
    return work_by_value


# --------------------------------------------------------------------------------- messages
def _send(pipe: BinaryIO, kind: bytes, data: bytes = b"") -> None:
    _put(pipe, kind, data)
    pipe.flush()


def _put(pipe: BinaryIO, kind: bytes, data: bytes) -> None:
    pipe.write(_HEAD.pack(kind, len(data)))
    pipe.write(data)


def _receive(pipe: BinaryIO) -> tuple[bytes, bytes]:
    """The next message; raises EOFError where the other end is closed."""
    head = pipe.read(_HEAD.size)
    if len(head) < _HEAD.size:
        raise EOFError
    kind, size = _HEAD.unpack(head)
    data = pipe.read(size)
    if len(data) < size:
        raise EOFError
    return kind, data


def _unpickled(data: bytes) -> Any:
    return pickle.loads(data)  # noqa: S301  from the other end of our own pipe


def _stdin(process: subprocess.Popen[bytes]) -> BinaryIO:
    if process.stdin is None:
        raise EOFError
    return process.stdin  # type: ignore[return-value]


def _stdout(process: subprocess.Popen[bytes]) -> BinaryIO:
    if process.stdout is None:
        raise EOFError
    return process.stdout  # type: ignore[return-value]


def _close(pipe: Any) -> None:
    try:
        pipe.close()
    except OSError:  # what was still to be written went to a process that is dead
        return


# --------------------------------------------------------------------------------- in the child
class _Server:
    """The child's side: it reads arguments until its parent closes the pipe."""

    def __init__(self, given: BinaryIO, back: BinaryIO) -> None:
        self._given, self._back = given, back

    def run(self) -> None:
        """Begin with what the parent gives first, then work on one argument after the other."""
        try:
            _, setup = _receive(self._given)
            work, limits = _unpickled(setup)
            _limit_memory(limits.memory)
        except Exception as error:
            self._back_error(_cannot_begin(error))
            return
        _send(self._back, _READY)
        # What libraries say of a document from here on is no matter for the terminal: what goes
        # wrong is told to the parent.
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        while True:
            try:
                _, task = _receive(self._given)
            except EOFError:
                return
            self._work(work, limits, *_unpickled(task))

    def _work(self, work: Work[Any, Any], limits: Limits, argument: Any, alarm: float) -> None:
        _set_alarm(alarm)
        try:
            for result in work(argument):
                _send(self._back, _ITEM, pickle.dumps(result))
                _set_alarm(alarm)
            _send(self._back, _DONE)
        except TellingsError as error:
            self._back_error(error)
        except MemoryError:
            self._back_error(too_much(limits.memory))
        # Whatever a document does to the code that reads it, it is said of that document.
        except Exception as error:
            self._back_error(_broke_down(error))
        finally:
            _set_alarm(0)

    def _back_error(self, error: TellingsError) -> None:
        _send(self._back, _ERROR, pickle.dumps(error))


def serve() -> None:
    """Be a child: read arguments from standard input, write results to standard output."""
    given, back = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not come among the results
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    try:
        _Server(given, back).run()
    except BrokenPipeError:
        os._exit(0)  # the parent is gone


def _limit_memory(memory: int) -> None:
    """A hard limit from the system where there is one; elsewhere the parent looks now and then."""
    if sys.platform == "linux":
        import resource

        held = psutil.Process().memory_info().vms
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        wanted = held + memory
        if hard == resource.RLIM_INFINITY or wanted < hard:
            resource.setrlimit(resource.RLIMIT_AS, (wanted, wanted))


def _set_alarm(seconds: float) -> None:
    """Have the system end this process after `seconds`, 0 for never: also when it hangs in C."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _broke_down(error: Exception) -> Stopped:
    if isinstance(error, RecursionError):
        return BrokeDown("it is nested too deeply", advice="give its text, or a simpler file")
    at, trace = "", error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        at, trace = f"{code.co_filename}:{trace.tb_lineno}", trace.tb_next
    where = "/".join(at.replace("\\", "/").split("/")[-2:])
    return BrokeDown(
        f"Tellings failed on it: {type(error).__name__}: {str(error)[:200]} ({where})",
        advice="this is a defect, please report it; the next run tries again",
    )


def _cannot_begin(error: Exception) -> TellingsError:
    if isinstance(error, TellingsError):
        return error
    return TellingsError(
        f"a process to work in cannot begin: {type(error).__name__}: {error}",
        advice="what is given to it must be importable or picklable",
    )
