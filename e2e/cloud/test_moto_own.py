"""moto's own tests of Batch, run against the corrected server: they fail just where a rule says so."""

import os
import subprocess
import sys
import tarfile
import xml.etree.ElementTree as ElementTree
from importlib.metadata import version
from pathlib import Path

import pytest

from cloud.client import Rig
from cloud.fidelity import RULES

DIFFERENCES = Path(__file__).parent / "moto-batch-differences.txt"
FOLDERS = ("test_batch", "test_batch_simple")


@pytest.fixture(scope="module")
def moto_tests() -> Path:
    """The tests of the moto that is installed, from its source distribution; kept in the cache."""
    number = version("moto")
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "towerforge-e2e" / "moto-tests"
    folder = cache / f"moto-{number}"
    if not folder.exists():
        cache.mkdir(parents=True, exist_ok=True)
        download = [
            sys.executable,
            "-m",
            "pip",
            "download",
            "-q",
            "--no-deps",
            "--no-binary",
            "moto",
            f"moto=={number}",
        ]
        subprocess.run(download, cwd=cache, check=True)
        with tarfile.open(cache / f"moto-{number}.tar.gz") as archive:
            wanted = tuple(
                f"moto-{number}/tests/{name}" for name in ("__init__.py", "conftest.py", "markers.py", *FOLDERS)
            )
            members = [member for member in archive.getmembers() if member.name.startswith(wanted)]
            archive.extractall(cache, members, filter="data")
    return folder


def test_moto_own_tests_of_batch_fail_just_where_a_rule_says_so(moto_tests: Path, tmp_path: Path):
    at_once = '{"submitted": 0, "runnable": 0, "starting": 0, "running": 0}'
    rig = Rig("--delay", "0", "--job-times", at_once)
    report = tmp_path / "report.xml"
    environment = {
        **os.environ,
        "TESTS_SKIP_REQUIRES_DOCKER": "true",
        "TEST_SERVER_MODE": "true",
        "TEST_SERVER_MODE_ENDPOINT": rig.url,
        "AWS_ACCESS_KEY_ID": "MOTO",
        "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_DEFAULT_REGION": "us-east-1",
    }
    run = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"--junitxml={report}"]
    try:
        subprocess.run(
            [*run, *(f"tests/{folder}" for folder in FOLDERS)],
            cwd=moto_tests,
            env=environment,
            stdout=subprocess.DEVNULL,
            check=False,
        )
    finally:
        rig.stop()
    cases = list(ElementTree.parse(report).iter("testcase"))
    assert len(cases) > 100, "moto has more than a hundred tests of Batch; these were not all."
    failed = {_name(case) for case in cases if case.find("failure") is not None or case.find("error") is not None}
    assert failed == set(_expected())


def test_every_difference_names_a_rule():
    assert {rule for rule in _expected().values() if rule not in RULES} == set()


def _expected() -> dict[str, str]:
    lines = [line for line in DIFFERENCES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return {line.split()[0]: line.split()[1] for line in lines}


def _name(case: ElementTree.Element) -> str:
    return f"{case.get('classname').rsplit('.', 1)[-1]}.py::{case.get('name')}"
