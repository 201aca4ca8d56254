"""The calendar feeds there are. A module that makes one registers it in its `notices.py`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Feed:
    """`route` is the name of the address that takes the secret token; `title` is a message id."""

    route: str
    title: str


_feeds: dict[str, Feed] = {}


def register(route: str, title: str) -> Feed:
    """The feed at this route, now offered on the calendar page."""
    return _feeds.setdefault(route, Feed(route, title))


def feeds() -> tuple[Feed, ...]:
    """Every registered feed."""
    return tuple(_feeds.values())
