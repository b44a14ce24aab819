"""Tasks run in processes of their own, which neither Ctrl-C nor a neighbour's crash disturbs."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from explainsite.rendering.executor import LocalExecutor, WorkerDied
from rendering import tasks

pytestmark = pytest.mark.slow


@pytest.fixture
def executor() -> Iterator[LocalExecutor]:
    with LocalExecutor(2) as running:
        yield running


def test_a_task_runs_elsewhere_and_returns_its_value(executor: LocalExecutor) -> None:
    assert executor.submit(divmod, 7, 2).result() == (3, 1)
    assert executor.submit(os.getpid).result() != os.getpid()


def test_every_task_has_a_process_of_its_own(executor: LocalExecutor) -> None:
    ids = [executor.submit(os.getpid).result() for _ in range(3)]
    assert len(set(ids)) == 3


def test_workers_start_with_manim_loaded_and_the_parent_without(executor: LocalExecutor) -> None:
    assert executor.submit(tasks.is_loaded, "manim").result()
    code = (
        "import sys, explainsite.rendering.executor; assert not {'manim', 'numpy', 'av'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_an_exception_comes_back(executor: LocalExecutor) -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        executor.submit(int, "x").result()


def test_what_cannot_be_pickled_is_named(executor: LocalExecutor) -> None:
    with pytest.raises(RuntimeError, match="lambda"):
        executor.submit(tasks.unpicklable).result()


def test_a_crash_is_the_crash_of_one_task(executor: LocalExecutor) -> None:
    crash = executor.submit(signal.raise_signal, signal.SIGSEGV)
    leave = executor.submit(os._exit, 7)
    others = [executor.submit(abs, -n) for n in range(4)]
    with pytest.raises(WorkerDied, match="SIGSEGV"):
        crash.result()
    with pytest.raises(WorkerDied, match="exit code 7"):
        leave.result()
    assert [other.result() for other in others] == [0, 1, 2, 3]


def test_workers_do_not_hear_an_interrupt(executor: LocalExecutor) -> None:
    assert executor.submit(tasks.interrupted).result() == "not disturbed"


def test_sets_of_strings_have_one_order_in_all_workers(executor: LocalExecutor) -> None:
    orders = {executor.submit(tasks.order_of_a_set).result() for _ in range(3)}
    assert len(orders) == 1


def test_terminate_kills_what_runs_and_cancels_what_waits(tmp_path: Path) -> None:
    executor = LocalExecutor(1)
    started = tmp_path / "started"
    os.mkfifo(started)
    running = executor.submit(tasks.tell_and_wait, str(started))
    waiting = executor.submit(abs, -1)
    worker = int(started.read_text())
    executor.terminate()
    assert isinstance(running.exception(), WorkerDied)
    assert waiting.cancelled()
    with pytest.raises(ProcessLookupError):
        os.kill(worker, 0)
    with pytest.raises(RuntimeError, match="shut down"):
        executor.submit(abs, -1)


def test_who_ends_it_a_second_time_waits_no_longer_than_the_first(tmp_path: Path) -> None:
    executor = LocalExecutor(1)
    started = tmp_path / "started"
    os.mkfifo(started)
    executor.submit(tasks.tell_and_wait, str(started))
    started.read_text()
    executor.shutdown(wait=False, cancel_futures=True)
    second = threading.Thread(target=executor.terminate, daemon=True)
    second.start()
    second.join(60)
    assert not second.is_alive()


def test_workers_die_with_their_parent(tmp_path: Path) -> None:
    started, gone = tmp_path / "started", tmp_path / "gone"
    os.mkfifo(started)
    os.mkfifo(gone)
    parent = subprocess.Popen(
        [sys.executable, "-m", "rendering.tasks", started, gone], cwd=Path(__file__).parents[1]
    )
    # The worker holds `gone` open for as long as it lives, so reading it ends when the worker has.
    reader = threading.Thread(target=gone.read_bytes)
    reader.start()
    assert int(started.read_text()) != parent.pid
    parent.kill()
    parent.wait()
    reader.join(60)
    assert not reader.is_alive()
