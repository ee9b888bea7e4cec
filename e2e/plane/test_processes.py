"""Programs that start, fail and stop, shown with small ones."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from plane.errors import PlaneError
from plane.processes import Program, Programs

E2E = Path(__file__).resolve().parents[1]


def test_a_program_that_ends_early_is_an_error_with_the_end_of_its_log(tmp_path: Path):
    program = Program("broken", ["sh", "-c", "echo 'flag --wrong is unknown' >&2; exit 3"], tmp_path)

    with pytest.raises(
        PlaneError, match=r"(?s)broken ended with exit code 3 before it is ready.*flag --wrong is unknown"
    ):
        program.wait_until(lambda: False, "it is ready", 30)


def test_a_program_that_never_gets_ready_is_an_error_that_says_for_what_it_was_waited(tmp_path: Path):
    program = Program("slow", ["sleep", "60"], tmp_path)
    try:
        with pytest.raises(PlaneError, match="slow ran for 0 s and it is still not so that it is ready"):
            program.wait_until(lambda: False, "it is ready", 0)
    finally:
        program.stop()


def test_what_was_started_last_is_stopped_first(tmp_path: Path):
    order = tmp_path / "order"
    script = 'trap "echo $1 >> $2; exit 0" TERM; touch $1.up; while :; do sleep 0.05; done'
    programs = Programs()
    for name in ("first", "second"):
        program = programs.start(name, ["sh", "-c", script, "sh", name, str(order)], tmp_path)
        program.wait_until((tmp_path / f"{name}.up").exists, "its trap is set", 30)

    programs.stop()

    assert order.read_text().split() == ["second", "first"]


def test_a_stopped_program_leaves_its_log_and_no_process_id(tmp_path: Path):
    program = Program("talking", ["sh", "-c", "echo hello; exec sleep 60"], tmp_path)
    assert int((tmp_path / "talking.pid").read_text()) == program.process_id
    program.wait_until(lambda: program.log.read_text() != "", "it has spoken", 30)

    program.stop()
    program.stop()

    assert not program.is_running()
    assert not (tmp_path / "talking.pid").exists()
    assert program.log.read_text() == "hello\n"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_run_that_is_told_to_end_stops_what_it_started(number: signal.Signals, tmp_path: Path):
    ended, child = _run_until_signalled(number, tmp_path)

    assert ended != 0
    _assert_gone(child)
    assert (tmp_path / "stopped").exists()


if sys.platform == "linux":  # No other system lets a child die with its parent.

    def test_a_run_that_is_killed_takes_what_it_started_along(tmp_path: Path):
        ended, child = _run_until_signalled(signal.SIGKILL, tmp_path)

        assert ended == -signal.SIGKILL
        _assert_gone(child)


def _run_until_signalled(number: signal.Signals, folder: Path) -> tuple[int, int]:
    """The exit code of a Python that started a program and then got the signal, and the program's process id."""
    script = (
        "import signal, pathlib\n"
        "from plane.processes import Programs, sigterm_raises\n"
        f"folder = pathlib.Path({str(folder)!r})\n"
        "programs = Programs()\n"
        "with sigterm_raises():\n"
        "    try:\n"
        "        print(programs.start('child', ['sleep', '600'], folder).process_id, flush=True)\n"
        "        signal.pause()\n"
        "    finally:\n"
        "        programs.stop()\n"
        "        (folder / 'stopped').touch()\n"
    )
    environment = os.environ | {"PYTHONPATH": str(E2E)}
    with subprocess.Popen(
        [sys.executable, "-c", script], env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as run:
        assert run.stdout is not None
        child = int(run.stdout.readline())
        run.send_signal(number)
        return run.wait(60), child


def _assert_gone(process_id: int) -> None:
    """Waits for it: a process that is killed ends a moment later, and stays a zombie until its new parent looks at it."""
    deadline = time.monotonic() + 30
    while _is_alive(process_id):
        assert time.monotonic() < deadline, f"process {process_id} still runs"
        time.sleep(0.05)


def _is_alive(process_id: int) -> bool:
    answer = subprocess.run(["ps", "-o", "stat=", "-p", str(process_id)], capture_output=True, text=True, check=False)
    return answer.stdout.strip()[:1] not in ("", "Z")
