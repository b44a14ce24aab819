"""Worker processes for render jobs, behind the `concurrent.futures.Executor` interface.

`LocalExecutor` gives every task a process of its own, forked from a server that has Manim loaded: a fork
costs milliseconds, no task sees what another left behind, and a crash is the crash of one task. Workers
ignore Ctrl-C (the parent decides) and exit when the parent dies. The parent never loads Manim.
"""

from __future__ import annotations

import multiprocessing
import os
import queue
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import connection, forkserver, resource_tracker
from multiprocessing.process import BaseProcess
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

PRELOADED = "explainsite.scenes.preload"
_IMPORTED = ("explainsite.cli", "explainsite.rendering.executor", "explainsite.rendering.task")
"""What each worker would import anew: for its task, and for the main module, which Python 3.11 does not load
before."""

#: The hash seed orders sets of strings, and with them what an author's scene draws first; numpy needs no
#: threads; and memory of frames is used again, not given back to the system and cleared (glibc).
_WORKER_ENVIRONMENT = {
    "PYTHONHASHSEED": "0",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MALLOC_MMAP_THRESHOLD_": str(1 << 28),
    "MALLOC_TRIM_THRESHOLD_": str(1 << 28),
}


def warm_up() -> None:
    """Begin to load, in a process of its own, what workers need; the first of them will find it there."""
    _start_context(PRELOADED)


class WorkerDied(Exception):
    """A worker process ended before its task did."""


@dataclass(slots=True)
class _Task:
    future: Future[Any]
    call: Callable[..., Any]
    args: tuple[Any, ...]
    kwargs: dict[str, Any] = field(default_factory=dict)


class LocalExecutor(Executor):
    """Runs up to `workers` tasks at a time, each in a fresh process."""

    def __init__(self, workers: int, preload: str = PRELOADED) -> None:
        self._context: Any = _start_context(preload)
        self._tasks: queue.SimpleQueue[_Task | None] = queue.SimpleQueue()
        self._processes: set[BaseProcess] = set()
        self._lock = threading.Lock()
        self._closed = self._terminated = False
        self._threads = [threading.Thread(target=self._run_tasks, daemon=True) for _ in range(workers)]
        for thread in self._threads:
            thread.start()

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Queue a task; its function must be importable."""
        if self._closed:
            raise RuntimeError("the executor is shut down")
        future: Future[T] = Future()
        self._tasks.put(_Task(future, fn, args, kwargs))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002
        """End after the queued tasks, or, with `cancel_futures`, after those that run."""
        if cancel_futures:
            self._cancel_queued()
        if not self._closed:
            self._closed = True
            for _ in self._threads:
                self._tasks.put(None)
        if wait:
            for thread in self._threads:
                thread.join()

    def terminate(self) -> None:
        """End now: cancel what is queued and kill the workers, by their own ids."""
        with self._lock:
            self._terminated = True
            for process in self._processes:
                process.kill()
        self.shutdown(cancel_futures=True)

    def _run_tasks(self) -> None:
        while (task := self._tasks.get()) is not None:
            if task.future.set_running_or_notify_cancel():
                self._run(task)

    def _run(self, task: _Task) -> None:
        receiver, sender = self._context.Pipe(duplex=False)
        try:
            process = self._start(task, sender)
        except Exception as error:  # noqa: BLE001  the future carries it
            task.future.set_exception(error)
            return
        finally:
            sender.close()
        with receiver:
            try:
                succeeded, value = receiver.recv()
            except (EOFError, ConnectionResetError):
                succeeded, value = False, None
        if succeeded:
            task.future.set_result(value)  # At once: for a large process it takes a while to end.
        self._end(process)
        if not succeeded:
            task.future.set_exception(value or WorkerDied(_how_it_ended(process.exitcode)))

    def _start(self, task: _Task, sender: connection.Connection) -> BaseProcess:
        process: BaseProcess = self._context.Process(
            target=_work, args=(sender, task.call, task.args, task.kwargs), daemon=False
        )
        with self._lock:
            if self._terminated:
                raise WorkerDied("the render was stopped")
            process.start()
            self._processes.add(process)
        return process

    def _end(self, process: BaseProcess) -> None:
        with self._lock:  # Two threads must not ask one process for its exit code at once.
            process.join()
            self._processes.discard(process)

    def _cancel_queued(self) -> None:
        try:
            while (task := self._tasks.get_nowait()) is not None:
                task.future.cancel()
                task.future.set_running_or_notify_cancel()
            self._tasks.put(None)  # It ends a thread, and no task is behind it.
        except queue.Empty:
            pass


def _work(
    sender: connection.Connection, call: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
) -> None:
    """Run one task, and send its result or its exception: the main function of a worker process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_exit_with_parent, daemon=True).start()
    try:
        outcome: tuple[bool, Any] = True, call(*args, **kwargs)
    except Exception as error:  # noqa: BLE001  the future carries it
        outcome = False, error
    try:
        sender.send(outcome)
    except Exception as error:  # noqa: BLE001  what cannot be pickled can still be named
        sender.send((False, RuntimeError(f"{type(error).__name__}: {error}; {outcome[1]!r}")))


def _exit_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _start_context(preload: str) -> Any:
    """A multiprocessing context whose fork server is running, ignores Ctrl-C, and has the module loaded."""
    if sys.platform == "darwin":  # Forking after its frameworks have loaded is not safe there.
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["__main__", *_IMPORTED, preload])
    resource_tracker.ensure_running()  # Now, because its start unblocks interrupts.
    with _environment(_WORKER_ENVIRONMENT), _interrupts_blocked():
        forkserver.ensure_running()
    return context


@contextmanager
def _environment(values: dict[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


@contextmanager
def _interrupts_blocked() -> Iterator[None]:
    """A process started meanwhile inherits the mask, and so do its children."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _how_it_ended(code: int | None) -> str:
    if code is not None and code < 0:
        return f"the worker was killed by {signal.Signals(-code).name}"
    return f"the worker ended with exit code {code}"
