"""The simulator and this AWS check each other: the contract that every resource manager keeps holds on both."""

from __future__ import annotations

import re
import subprocess

from rig.aws_server import AwsServer
from rig.manifests import PROJECT
from rig.rig import Rig

TESTS = re.compile(r"Tests run: (\d+), Failures: (\d+), Errors: (\d+), Skipped: (\d+)$", re.MULTILINE)


def test_the_contract_of_the_managers_holds_on_this_aws_too(rig: Rig) -> None:
    server = AwsServer(rig.folder, "contract", "--regions", "eu-west-1", "--delay", "10")
    try:
        done = subprocess.run(
            [
                *(str(PROJECT / "mvnw"), "-B", "-ntp", "-pl", "operator", "-am", "test"),
                *("-Dgroups=endpoint", f"-Dtowerforge.aws.endpoint={server.url}"),
                *("-Dsurefire.failIfNoSpecifiedTests=false", "-Dspotless.check.skip=true", "-Djacoco.skip=true"),
            ],
            cwd=PROJECT,
            capture_output=True,
            text=True,
            timeout=1800,
        )
    finally:
        server.stop()
    (rig.folder / "contract-maven.log").write_text(done.stdout + done.stderr)
    assert done.returncode == 0, done.stdout[-6000:]
    tests, failures, errors, skipped = map(int, TESTS.findall(done.stdout)[-1])
    assert tests > 0 and failures == errors == skipped == 0
