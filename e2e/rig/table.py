"""The table of scenarios at the end, and a failure as soon as it happens."""

from __future__ import annotations

import pytest

from rig import polling


class Table:
    def __init__(self) -> None:
        self._scenarios: dict[str, Scenario] = {}
        self._asserted = 0

    @property
    def assertions(self) -> int:
        return self._asserted + polling.met

    @property
    def skipped(self) -> bool:
        return any(one.skipped for one in self._scenarios.values())

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        scenario = self._scenarios.setdefault(report.location[0].rsplit("/", 1)[-1], Scenario())
        scenario.seconds += report.duration
        scenario.tests += report.when == "call"
        scenario.failed += report.failed
        scenario.skipped += report.skipped
        if report.failed:
            # At once: whoever watches need not wait for the end, and a run that is cut off has said it.
            print(f"\n{report.nodeid} failed in {report.when}:\n{report.longreprtext}", flush=True)

    def pytest_assertion_pass(self) -> None:
        self._asserted += 1

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        write = terminalreporter.write_line
        terminalreporter.section("scenarios")
        for name, one in self._scenarios.items():
            title = name.removeprefix("test_").removesuffix(".py")
            result = "FAILED" if one.failed else "SKIPPED" if one.skipped else "passed"
            write(f"{title:<24} {one.tests:>4} tests {one.seconds:>7.1f} s  {result}")


class Scenario:
    def __init__(self) -> None:
        self.seconds = 0.0
        self.tests = 0
        self.failed = 0
        self.skipped = 0
