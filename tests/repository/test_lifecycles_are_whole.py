"""Every state of every lifecycle has an owner and a way in."""

import importlib
import pkgutil
from collections.abc import Iterator

import jembatan
from jembatan.workflow.lifecycles import Lifecycle


def lifecycles() -> Iterator[tuple[str, Lifecycle]]:
    """Every transition table in the rules of the program."""
    for found in pkgutil.walk_packages(jembatan.__path__, "jembatan."):
        if "rules" in found.name.split(".")[2:3]:
            module = importlib.import_module(found.name)
            for name, value in vars(module).items():
                if isinstance(value, Lifecycle):
                    yield f"{found.name}.{name}", value


def gaps(lifecycle: Lifecycle) -> list[str]:
    """States that nobody owns, that nothing leads to, or that are named only as a target."""
    reached = {lifecycle.start, *(after for routes in lifecycle.routes.values() for after in routes)}
    states = set(lifecycle.states)
    return sorted(
        [f"{state} has no owner" for state in states - set(lifecycle.owners)]
        + [f"{state} has no way in" for state in states - reached]
        + [f"{state} has no row" for state in (reached | set(lifecycle.owners)) - states]
    )


def test_every_state_has_an_owner_and_a_way_in():
    found = dict(lifecycles())

    assert found
    assert {name: gaps(lifecycle) for name, lifecycle in found.items() if gaps(lifecycle)} == {}


def test_a_state_without_owner_or_way_in_is_found():
    lost = Lifecycle("draft", {"draft": ("gone",), "stray": ()}, {"draft": "operator"})

    assert gaps(lost) == ["gone has no row", "stray has no owner", "stray has no way in"]
