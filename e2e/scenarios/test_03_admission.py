"""Every manifest of the tables, shown to the real API server: schema, CEL, immutability."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from rig.kubernetes import Kubernetes
from rig.manifests import EXAMPLES, PROJECT
from rig.plugin import remove
from rig.rig import Rig

MANIFESTS = PROJECT / "crds/src/test/resources/manifests"
VALID = sorted(MANIFESTS.glob("valid-*.yaml")) + sorted(EXAMPLES.glob("*.yaml"))
INVALID = sorted(MANIFESTS.glob("invalid-*.yaml"))
UNKNOWN_FIELD = "unknown field "


@pytest.fixture(scope="module")
def untouched(rig: Rig) -> Iterator[Kubernetes]:
    """An API server on which nobody acts: the operator is stopped, and what is stored stays as it is."""
    rig.operator.stop()
    namespaces = sorted(
        {one["metadata"].get("namespace") for file in VALID + INVALID for one in documents(file)} - {None}
    )
    for name in namespaces:
        rig.kubernetes.make_namespace(name)
    yield rig.kubernetes
    for name in namespaces:
        remove(rig.kubernetes, name)
    rig.operator.start()


@pytest.mark.parametrize("file", VALID, ids=lambda file: file.stem)
def test_is_accepted(file: Path, untouched: Kubernetes) -> None:
    *before, last = documents(file)
    for one in before:
        untouched.apply(one)
    untouched.apply(last, "--dry-run=server")
    clear(untouched, before)


@pytest.mark.parametrize("file", INVALID, ids=lambda file: file.stem)
def test_is_refused_with_the_sentence_of_its_first_lines(file: Path, untouched: Kubernetes) -> None:
    *before, last = documents(file)
    for one in before:
        untouched.apply(one)
    answer = untouched.refuses(last, "--dry-run=server", "--validate=strict")
    clear(untouched, before)
    for sentence in expected_sentences(file):
        if sentence.startswith(UNKNOWN_FIELD):
            assert f'unknown field "{sentence.removeprefix(UNKNOWN_FIELD)}"' in answer
        else:
            assert sentence in answer


def documents(file: Path) -> list[dict[str, Any]]:
    return [one for one in yaml.safe_load_all(file.read_text()) if one]


def expected_sentences(file: Path) -> list[str]:
    lines = file.read_text().splitlines()
    return [line.removeprefix("# ") for line in lines[: next(i for i, one in enumerate(lines) if one[:1] != "#")]]


def clear(kubernetes: Kubernetes, stored: list[dict[str, Any]]) -> None:
    for one in stored:
        flags = ["-n", one["metadata"]["namespace"]] if "namespace" in one["metadata"] else []
        kubernetes.kubectl("delete", one["kind"], one["metadata"]["name"], *flags)
