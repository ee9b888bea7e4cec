"""The Go modules the control plane is built from, and the wrapper module each is built through.

``go install package@version`` refuses a module whose go.mod has ``replace`` lines, and Kubernetes' has: its libraries
live in its own ``staging`` folder and are also published one by one, as v0.MINOR.PATCH. A wrapper is a go.mod without
any code that requires the module and replaces each staging folder by the published library. It is generated from the
module's own go.mod, so that it fits any version.
"""

import re
from dataclasses import dataclass

import versions


@dataclass(frozen=True)
class Program:
    """A program to build: the name of its binary, the module and version it is in, and its main package."""

    name: str
    module: str
    version: str
    package: str
    link_flags: tuple[str, ...] = ()

    @property
    def query(self) -> str:
        """The module as ``go mod download`` wants it."""
        return f"{self.module}@v{self.version}"


def etcd(version: str = versions.ETCD) -> Program:
    return Program("etcd", "go.etcd.io/etcd/server/v3", version, "go.etcd.io/etcd/server/v3")


def helm(version: str = versions.HELM) -> Program:
    # Without it helm leaves the last place out when asked for its version.
    flags = (f"-X helm.sh/helm/v4/internal/version.version=v{version}",)
    return Program("helm", "helm.sh/helm/v4", version, "helm.sh/helm/v4/cmd/helm", flags)


def kubernetes(name: str, version: str = versions.KUBERNETES) -> Program:
    """``kube-apiserver`` or ``kube-controller-manager``. Without the link flags the server says it is v0.0.0, and helm
    refuses every chart with a ``kubeVersion``."""
    major, minor = version.split(".")[:2]
    variable = "-X k8s.io/component-base/version."
    flags = (f"{variable}gitVersion=v{version}", f"{variable}gitMajor={major}", f"{variable}gitMinor={minor}")
    return Program(name, "k8s.io/kubernetes", version, f"k8s.io/kubernetes/cmd/{name}", flags)


def go_directive(go_mod: str) -> str:
    """The Go version a go.mod asks for, such as ``1.26.0``."""
    match = re.search(r"^go\s+(\S+)", go_mod, re.MULTILINE)
    if match is None:
        raise ValueError("the go.mod has no go line")
    return match.group(1)


def staging_libraries(go_mod: str) -> list[str]:
    """The modules that a go.mod replaces by a folder of its own repository, in its order."""
    return re.findall(r"^\s*(?:replace\s+)?(\S+)\s+=>\s+\./", go_mod, re.MULTILINE)


def library_version(version: str) -> str:
    """The version under which Kubernetes publishes its libraries: ``v0.37.2`` for 1.37.2."""
    return "v0." + version.split(".", 1)[1]


def wrapper_go_mod(program: Program, go_mod: str) -> str:
    """The wrapper's go.mod, made of the go.mod of the program's module. Ends with a newline."""
    lines = ["module wrapper", "", f"go {go_directive(go_mod)}", "", f"require {program.module} v{program.version}"]
    libraries = staging_libraries(go_mod)
    if libraries:
        version = library_version(program.version)
        lines += ["", "replace ("] + [f"\t{library} => {library} {version}" for library in libraries] + [")"]
    return "\n".join(lines) + "\n"


def kubernetes_version(answer: str) -> str:
    """``1.37.2`` out of what ``kube-apiserver --version`` prints (``Kubernetes v1.37.2``, perhaps with a suffix)."""
    match = re.search(r"\bv(\d+\.\d+\.\d+)\b", answer)
    if match is None:
        raise ValueError(f"no version in {answer.strip()!r}")
    return match.group(1)


def is_at_least(version: str, wanted: str) -> bool:
    """Whether a Go version fits a go.mod's go line; a suffix such as ``rc1`` is ignored and absent places count as
    0."""

    def places(text: str) -> list[int]:
        numbers = re.match(r"(?:go)?(\d+(?:\.\d+)*)", text)
        if numbers is None:
            raise ValueError(f"{text!r} is not a Go version")
        return ([int(place) for place in numbers.group(1).split(".")] + [0, 0])[:3]

    return places(version) >= places(wanted)
