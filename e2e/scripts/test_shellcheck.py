"""The scripts that instances and head jobs run, which the operator's golden cases hold, and the project's own, as
shellcheck reads them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
GOLDEN = PROJECT / "operator" / "src" / "test" / "resources" / "golden"
USER_DATA = sorted(GOLDEN.glob("*/user-data.txt"))
HEAD_JOBS = sorted(GOLDEN.glob("*/head-job.sh"))
OURS = [PROJECT / name for name in ("towerforge", "e2e/run", ".ci/run")]
SHELLCHECK = Path(sys.executable).with_name("shellcheck")
BEGINNING = "#!/bin/bash\n"


def boot_script(user_data: Path) -> str:
    """The script begins at its first line and ends where the cloud-config goes on."""
    text = user_data.read_text()
    return BEGINNING + text.split(BEGINNING, 1)[1].split("\nruncmd:", 1)[0] + "\n"


def complaints(script: str, *options: str) -> str:
    found = subprocess.run(
        [SHELLCHECK, "--shell=bash", *options, "-"], input=script, capture_output=True, text=True, check=False
    )
    return found.stdout + found.stderr


def test_there_are_scripts_to_read() -> None:
    assert USER_DATA
    assert HEAD_JOBS


@pytest.mark.parametrize("user_data", USER_DATA, ids=lambda file: file.parent.name)
def test_shellcheck_finds_nothing_in_a_boot_script(user_data: Path) -> None:
    assert complaints(boot_script(user_data)) == ""


@pytest.mark.parametrize("user_data", USER_DATA, ids=lambda file: file.parent.name)
def test_shellcheck_finds_nothing_in_a_script_that_a_boot_script_writes(user_data: Path) -> None:
    for written in boot_script(user_data).split("<<'END'\n" + BEGINNING)[1:]:
        assert complaints(BEGINNING + written.split("\nEND\n", 1)[0] + "\n") == ""


@pytest.mark.parametrize("script", HEAD_JOBS, ids=lambda file: file.parent.name)
def test_shellcheck_finds_nothing_in_a_head_job(script: Path) -> None:
    # SC1091: the scripts before and after are the user's, and not there yet.
    assert complaints(script.read_text(), "--exclude=SC1091") == ""


@pytest.mark.parametrize("script", OURS, ids=lambda file: str(file.relative_to(PROJECT)))
def test_shellcheck_finds_nothing_in_a_script_of_the_project(script: Path) -> None:
    assert complaints(script.read_text()) == ""
