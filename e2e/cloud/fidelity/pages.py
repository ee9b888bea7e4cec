"""Lists in pages, with a token that says where the next one begins (R11)."""

import base64
from collections.abc import Sequence
from typing import TypeVar

from cloud.response import Refusal

Item = TypeVar("Item")


def page(
    items: Sequence[Item], size: int | None, token: str | None, most: int, code: str
) -> tuple[list[Item], str | None]:
    """One page of at most `most` items and the token of the next; a token nobody was given is refused with `code`."""
    start = _position(token, code)
    end = start + min(size or most, most)
    following = base64.urlsafe_b64encode(f"from {end}".encode()).decode() if end < len(items) else None
    return list(items[start:end]), following


def _position(token: str | None, code: str) -> int:
    if not token:
        return 0
    try:
        return int(base64.urlsafe_b64decode(token.encode()).decode().removeprefix("from "))
    except ValueError:
        raise Refusal(code, f"The token {token!r} is not one this service gave.") from None
