"""Building a program with the Go toolchain, through its wrapper module, with progress and a failure that can be
read."""

import json
import os
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from plane.errors import PlaneError, last_lines
from plane.lock import PROGRESS_SECONDS
from plane.modules import Program, go_directive, is_at_least, wrapper_go_mod

POLL_SECONDS = 0.2


class Builder:
    """Builds programs below one cache folder.

    The checksum database verifies every module that is downloaded (Go's default), so the wrapper needs no go.sum of
    ours.
    """

    def __init__(self, cache: Path, log: Callable[[str], None]) -> None:
        self._cache = cache
        self._log = log

    def path(self, program: Program) -> Path:
        """Where the binary is or will be. The version is part of it, so another version never hits an old binary."""
        return self._cache / "bin" / f"{program.module.replace('/', '_')}-{program.version}" / program.name

    def build(self, program: Program) -> Path:
        """Builds, and moves the binary to its place only when it is whole.

        Raises PlaneError when there is no Go, when it is too old, or when the build fails.
        """
        target = self.path(program)
        target.parent.mkdir(parents=True, exist_ok=True)
        wrapper = self._cache / "wrappers" / target.parent.name / program.name
        wrapper.mkdir(parents=True, exist_ok=True)
        build_log = wrapper / "build.log"
        build_log.write_text("")
        (wrapper / "go.mod").write_text(wrapper_go_mod(program, self._module_go_mod(program, wrapper, build_log)))
        (wrapper / "go.sum").unlink(missing_ok=True)
        unfinished = target.with_name(f".{program.name}.{os.getpid()}")
        link_flags = " ".join(("-s", "-w", *program.link_flags))
        command = ["go", "build", "-trimpath", "-ldflags", link_flags, "-o", str(unfinished), program.package]
        try:
            self._run(command, wrapper, build_log, f"building {program.name} {program.version}")
            unfinished.replace(target)
        finally:
            unfinished.unlink(missing_ok=True)
        return target

    def _module_go_mod(self, program: Program, wrapper: Path, build_log: Path) -> str:
        answer = wrapper / "download.json"
        command = ["go", "mod", "download", "-json", program.query]
        # Outside any module: a go.mod left by an earlier run must not take part.
        (wrapper / "go.mod").unlink(missing_ok=True)
        self._run(command, wrapper, build_log, f"downloading {program.query}", answer)
        text = Path(json.loads(answer.read_text())["GoMod"]).read_text()
        self._require_go(go_directive(text), program)
        return text

    def _require_go(self, wanted: str, program: Program) -> None:
        found = subprocess.run(
            ["go", "env", "GOVERSION"], env=_environment(), capture_output=True, text=True, check=True
        )
        if not is_at_least(found.stdout.strip(), wanted):
            raise PlaneError(
                f"{program.name} {program.version} needs Go {wanted} or newer, and `go` on the PATH is {found.stdout.strip()}"
                ". Install a newer Go, or set KUBEBUILDER_ASSETS to a folder with etcd, kube-apiserver and kubectl."
            )

    def _run(self, command: list[str], folder: Path, log: Path, what: str, output: Path | None = None) -> None:
        if shutil.which("go") is None:
            raise PlaneError(
                f"{what} needs the Go toolchain, and there is no `go` on the PATH. Install Go "
                "(https://go.dev/doc/install), or set KUBEBUILDER_ASSETS to a folder with etcd, kube-apiserver and "
                "kubectl."
            )
        started = time.monotonic()
        with log.open("a") as errors, (output or log).open("w" if output else "a") as answers:
            process = subprocess.Popen(command, cwd=folder, env=_environment(), stdout=answers, stderr=errors)
            try:
                self._wait(process, what, started)
            except BaseException:
                process.terminate()
                process.wait()
                raise
        if process.returncode != 0:
            details = last_lines(output) + "\n" if output else ""
            raise PlaneError(
                f"{what} failed: `{' '.join(command[:3])} …` ended with exit code {process.returncode}. "
                f"The whole log is {log}; its last lines:\n{details}{last_lines(log)}"
            )
        self._log(f"{what}: done in {time.monotonic() - started:.0f} s")

    def _wait(self, process: subprocess.Popen[bytes], what: str, started: float) -> None:
        next_line = started + PROGRESS_SECONDS
        while process.poll() is None:
            if time.monotonic() >= next_line:
                self._log(f"{what}: {time.monotonic() - started:.0f} s")
                next_line += PROGRESS_SECONDS
            time.sleep(POLL_SECONDS)


def _environment() -> dict[str, str]:
    """The caller's, so that its proxy and caches count, except for what would change what is built."""
    fixed = {"GOTOOLCHAIN": "local", "GOFLAGS": "-mod=mod -buildvcs=false", "CGO_ENABLED": "0", "GOWORK": "off"}
    foreign = {"GOOS", "GOARCH"}
    return {key: value for key, value in os.environ.items() if key not in foreign} | fixed
