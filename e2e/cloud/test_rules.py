"""The table of rules and the tests have the same rules."""

import re
from pathlib import Path

from cloud.fidelity import RULES

HERE = Path(__file__).parent


def test_every_rule_has_a_test_and_every_test_a_rule_that_exists():
    tested = {
        number
        for file in HERE.glob("test_*.py")
        for number in re.findall(r'mark\.rule\("(\w+)"\)', file.read_text(encoding="utf-8"))
    }
    assert tested == set(RULES)


def test_every_rule_is_named_where_it_is_written():
    code = "\n".join(
        file.read_text(encoding="utf-8") for file in (HERE / "fidelity").glob("*.py") if file.name != "__init__.py"
    )
    assert [number for number in RULES if not re.search(rf"\b{number}\b", code)] == []


def test_no_rule_rests_on_another_emulator():
    assert [
        number for number, (_, source) in RULES.items() if re.search("moto|localstack|floci|ministack", source)
    ] == []
