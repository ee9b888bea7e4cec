"""Every manifest of the tables, shown to the real API server: schema, CEL, immutability."""

from __future__ import annotations

import re
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
CRDS = PROJECT / "crds/generated"
VALID = sorted(MANIFESTS.glob("valid-*.yaml")) + sorted(EXAMPLES.glob("*.yaml"))
LEFT_TO_THE_OPERATOR = [
    MANIFESTS / f"invalid-label-{what}.yaml"
    for what in ("key-characters", "keys-in-two-cases", "reserved-aws-in-mixed-case")
]
INVALID = sorted(set(MANIFESTS.glob("invalid-*.yaml")) - set(LEFT_TO_THE_OPERATOR))
UNKNOWN_FIELD = "unknown field "
WORDS = ["Invalid value", "Required value", "Unsupported value", "Duplicate value", "Too many", "Too long"]


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
def test_is_refused_with_the_sentence_of_its_first_line(file: Path, untouched: Kubernetes) -> None:
    *before, last = documents(file)
    for one in before:
        untouched.apply(one)
    answer = untouched.refuses(last, "--dry-run=server", "--validate=strict")
    clear(untouched, before)
    for sentence in expected_sentences(file):
        assert is_said(sentence, answer), f"Expected: {sentence}\nThe API server says: {answer}"


def test_what_only_the_operator_can_refuse_is_known(untouched: Kubernetes) -> None:
    """A rule on the characters of keys, or on their case, would cost more than the API server allows: they have no
    greatest length."""
    for file in LEFT_TO_THE_OPERATOR:
        untouched.apply(documents(file)[-1], "--dry-run=server", "--validate=strict")


def is_said(sentence: str, answer: str) -> bool:
    """Our own rules speak in our words, the schema in the API server's: which field, and what is wrong with it."""
    if sentence.startswith(UNKNOWN_FIELD):
        return f'unknown field "{sentence.removeprefix(UNKNOWN_FIELD)}"' in answer
    if sentence in RULES:
        return sentence in answer
    field = re.sub(r"\[([a-z]+)\]", r".\1", re.match(r"`([^`]+)`", sentence)[1])
    return re.search(rf"{re.escape(field)}: ({'|'.join(WORDS)})", answer) is not None


def rule_sentences(schema: Any) -> set[str]:
    """The messages of all rules in a schema."""
    if isinstance(schema, list):
        return set().union(*map(rule_sentences, schema))
    if not isinstance(schema, dict):
        return set()
    own = {rule["message"] for rule in schema.get("x-kubernetes-validations", []) if "message" in rule}
    return own.union(*(rule_sentences(part) for part in schema.values()))


def documents(file: Path) -> list[dict[str, Any]]:
    return [one for one in yaml.safe_load_all(file.read_text()) if one]


def expected_sentences(file: Path) -> list[str]:
    return file.read_text().splitlines()[0].removeprefix("# ").split(" | ")


def clear(kubernetes: Kubernetes, stored: list[dict[str, Any]]) -> None:
    for one in stored:
        flags = ["-n", one["metadata"]["namespace"]] if "namespace" in one["metadata"] else []
        kubernetes.kubectl("delete", one["kind"], one["metadata"]["name"], *flags)


RULES = set().union(*(rule_sentences(yaml.safe_load(file.read_text())) for file in CRDS.glob("*.yaml")))
