"""What pytest needs of the rig: the fixtures of every scenario, and the table at the end."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest

from rig import polling
from rig.account import Account
from rig.kubernetes import ENVIRONMENT, Kubernetes
from rig.polling import eventually
from rig.rig import REGIONS, Rig

# An operator that was just started believes only after a minute that nothing is left of an environment it did not make.
SECONDS_AFTER_A_RESTART = 150


class RigPlugin:
    def __init__(self, rig: Rig, is_complete: bool) -> None:
        self._rig = rig
        self._is_complete = is_complete
        self._regions = itertools.cycle(REGIONS)
        self._numbers = itertools.count(1)
        self.scenarios: dict[str, Scenario] = {}
        self.assertions = 0

    @pytest.fixture(scope="session")
    def rig(self) -> Rig:
        return self._rig

    @pytest.fixture
    def everything_ran(self) -> None:
        """Asked for by what can only be judged when all scenarios ran; a run of some of them leaves it out."""
        assert self._is_complete

    def pytest_collection_modifyitems(self, config: pytest.Config, items: list[pytest.Item]) -> None:
        # Judges come last, when all is recorded.
        items.sort(key=lambda one: "oracles" in one.path.name)
        if self._is_complete:
            return
        left_out = [one for one in items if "everything_ran" in one.fixturenames]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [one for one in items if one not in left_out]

    @pytest.fixture
    def kubernetes(self) -> Kubernetes:
        return self._rig.kubernetes

    @pytest.fixture
    def region(self) -> str:
        return next(self._regions)

    @pytest.fixture
    def account(self, region: str) -> Account:
        return self._rig.account(region)

    @pytest.fixture
    def namespace(self, account: Account) -> Iterator[str]:
        """A namespace of the test's own. Nothing of it may be left in AWS when it goes."""
        name = f"e2e-{next(self._numbers)}"
        self._rig.kubernetes.make_namespace(name)
        yield name
        self._rig.cloud.clear_faults()
        self._rig.cloud.finish_all()
        remove(self._rig.kubernetes, name)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        scenario = self.scenarios.setdefault(report.location[0].rsplit("/", 1)[-1], Scenario())
        scenario.seconds += report.duration
        scenario.tests += report.when == "call"
        scenario.failed += report.failed
        scenario.skipped += report.skipped
        if report.failed:
            # At once: whoever watches need not wait for the end, and a run that is cut off has said it.
            print(f"\n{report.nodeid} failed in {report.when}:\n{report.longreprtext}", flush=True)

    def pytest_assertion_pass(self) -> None:
        self.assertions += 1

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        write = terminalreporter.write_line
        terminalreporter.section("scenarios")
        for name, one in self.scenarios.items():
            title = name.removeprefix("test_").removesuffix(".py")
            result = "FAILED" if one.failed else "SKIPPED" if one.skipped else "passed"
            write(f"{title:<24} {one.tests:>4} tests {one.seconds:>7.1f} s  {result}")
        write(f"{self.assertions + polling.met} assertions held")


class Scenario:
    def __init__(self) -> None:
        self.seconds = 0.0
        self.tests = 0
        self.failed = 0
        self.skipped = 0


def remove(kubernetes: Kubernetes, namespace: str) -> None:
    """Deletes a namespace and waits until it is gone; whatever a failed test left in it is forced out."""
    kubernetes.kubectl("delete", "namespace", namespace, "--wait=false")

    def is_gone() -> bool:
        return not kubernetes.kubectl("get", "namespace", namespace, "--ignore-not-found").stdout.strip()

    try:
        eventually(f"namespace {namespace} is gone", is_gone, SECONDS_AFTER_A_RESTART)
    except AssertionError:
        for one in kubernetes.items(ENVIRONMENT, namespace):
            patch = '{"metadata":{"finalizers":null}}'
            kubernetes.kubectl(
                "patch", ENVIRONMENT, one["metadata"]["name"], "-n", namespace, "--type=merge", "-p", patch
            )
        eventually(f"namespace {namespace} is gone", is_gone, 30)
        raise
