"""Which program is taken from where."""

from pathlib import Path

import pytest

from plane import modules
from plane.binaries import obtain
from plane.build import Builder
from plane.errors import PlaneError
from plane.lock import exclusive


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of the test's own, and a PATH on which there is no Go."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.delenv("KUBEBUILDER_ASSETS", raising=False)
    return tmp_path / "cache" / "towerforge-e2e"


def test_without_go_the_sentence_says_what_to_install_and_what_else_helps():
    with pytest.raises(PlaneError, match=r"there is no `go` on the PATH.*KUBEBUILDER_ASSETS"):
        obtain(_ignore)


def test_what_is_in_the_cache_is_not_built_again(cache: Path):
    builder = Builder(cache, _ignore)
    programs = [modules.etcd(), modules.helm()]
    programs += [modules.kubernetes(name) for name in ("kube-apiserver", "kube-controller-manager")]
    for program in programs:
        _program(builder.path(program))

    binaries = obtain(_ignore)

    assert binaries.etcd == builder.path(modules.etcd())
    assert binaries.helm == builder.path(modules.helm())


def test_another_version_is_another_binary(cache: Path):
    builder = Builder(cache, _ignore)

    assert builder.path(modules.etcd("3.7.3")) != builder.path(modules.etcd("3.7.4"))


def test_a_folder_of_ready_made_programs_must_hold_all_of_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    _program(tmp_path / "assets" / "etcd")
    monkeypatch.setenv("KUBEBUILDER_ASSETS", str(tmp_path / "assets"))

    with pytest.raises(PlaneError, match="no program kube-apiserver in it"):
        obtain(_ignore)


def test_the_controller_manager_is_of_the_version_of_the_ready_made_api_server(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    assets = tmp_path / "assets"
    for name in ("etcd", "kube-apiserver", "kubectl"):
        _program(assets / name, "#!/bin/sh\necho Kubernetes v1.35.4\n")
    builder = Builder(cache, _ignore)
    same_version = builder.path(modules.kubernetes("kube-controller-manager", "1.35.4"))
    _program(same_version)
    _program(builder.path(modules.helm()))
    monkeypatch.setenv("KUBEBUILDER_ASSETS", str(assets))

    binaries = obtain(_ignore)

    assert binaries.kube_apiserver == assets / "kube-apiserver"
    assert binaries.kube_controller_manager == same_version


def test_a_lock_is_free_again_after_its_holder(tmp_path: Path):
    said: list[str] = []
    for _ in range(2):
        with exclusive(tmp_path / "lock", "a test", said.append):
            pass

    assert said == []


def _program(path: Path, content: str = "#!/bin/sh\n") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content)
    path.chmod(0o755)


def _ignore(line: str) -> None:
    """Takes a progress line and does nothing."""
