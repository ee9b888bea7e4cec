"""The end of an environment."""

from __future__ import annotations

from rig.account import Account
from rig.kubernetes import Environment

SECONDS = 240


def disposed_of(environment: Environment, account: Account) -> None:
    """Deletes it, and sees that nothing of it is left in AWS."""
    prefix = environment.prefix
    environment.delete()
    environment.until_gone(SECONDS)
    assert account.everything(prefix) == []
