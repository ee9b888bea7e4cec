"""The wrapper modules: what is generated from a module's own go.mod."""

import pytest

from plane import modules

KUBERNETES_GO_MOD = """\
module k8s.io/kubernetes

go 1.26.0

godebug default=go1.26

require (
	github.com/blang/semver/v4 v4.0.0
	k8s.io/api v0.0.0
)

replace (
	k8s.io/api => ./staging/src/k8s.io/api
	k8s.io/client-go => ./staging/src/k8s.io/client-go
)
"""

ETCD_GO_MOD = """\
module go.etcd.io/etcd/server/v3

go 1.25.1

replace go.etcd.io/etcd/api/v3 => ../api
"""


def test_a_staging_folder_is_replaced_by_the_library_published_with_that_version():
    program = modules.kubernetes("kube-apiserver", "1.37.2")

    assert modules.wrapper_go_mod(program, KUBERNETES_GO_MOD) == (
        "module wrapper\n"
        "\n"
        "go 1.26.0\n"
        "\n"
        "require k8s.io/kubernetes v1.37.2\n"
        "\n"
        "replace (\n"
        "\tk8s.io/api => k8s.io/api v0.37.2\n"
        "\tk8s.io/client-go => k8s.io/client-go v0.37.2\n"
        ")\n"
    )


def test_a_module_without_staging_folders_needs_no_replacement():
    assert modules.wrapper_go_mod(modules.etcd("3.7.3"), ETCD_GO_MOD) == (
        "module wrapper\n\ngo 1.25.1\n\nrequire go.etcd.io/etcd/server/v3 v3.7.3\n"
    )


def test_the_api_server_is_told_its_version_when_it_is_linked():
    assert modules.kubernetes("kube-apiserver", "1.37.2").link_flags == (
        "-X k8s.io/component-base/version.gitVersion=v1.37.2",
        "-X k8s.io/component-base/version.gitMajor=1",
        "-X k8s.io/component-base/version.gitMinor=37",
    )


@pytest.mark.parametrize(
    ("answer", "version"),
    [
        ("Kubernetes v1.37.2\n", "1.37.2"),
        ("Kubernetes v1.34.1-eks-113cf36", "1.34.1"),
        ("Kubernetes v1.36.0+k3s1", "1.36.0"),
    ],
)
def test_an_api_servers_version_is_read_from_its_answer(answer: str, version: str):
    assert modules.kubernetes_version(answer) == version


def test_an_answer_without_a_version_is_an_error_that_shows_it():
    with pytest.raises(ValueError, match="no version in 'what\\?'"):
        modules.kubernetes_version("what?\n")


@pytest.mark.parametrize(
    ("found", "wanted", "fits"),
    [
        ("go1.26.8", "1.26.0", True),
        ("go1.26", "1.26.0", True),
        ("go1.25.9", "1.26.0", False),
        ("go1.100.0", "1.26", True),
        ("go1.27rc1", "1.26.3", True),
        ("go1.26.0-custom", "1.26.1", False),
    ],
)
def test_a_go_version_is_compared_by_number(found: str, wanted: str, fits: bool):
    assert modules.is_at_least(found, wanted) is fits
