"""Every verb is allowed by a permission and recorded as an event."""

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import jembatan
from jembatan.accounts.rules.permissions import Permission
from jembatan.ledger.acting import OWN, OneOf, creating
from tests.repository.test_import_rules import stack
from tests.repository.tree import Tree, planted, project

BACK_DOOR = re.compile(r"(jembatan\.\w+\.actions)\.\w+")
EVENT = re.compile(r"[a-z_]+\.[a-z_]+")


def action_modules() -> Iterator[ModuleType]:
    """The `actions` of every module, a file or a package. What a package does not publish is its own affair."""
    for found in pkgutil.walk_packages(jembatan.__path__, "jembatan."):
        if found.name.split(".")[2:] == ["actions"]:
            yield importlib.import_module(found.name)


def undeclared(module: ModuleType) -> list[str]:
    """Public functions of the module that are no verbs.

    Below the ledger nothing can be recorded, so there a person may do nothing: no function takes `by`.
    """
    functions = [
        (name, function)
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if f"{function.__module__}.".startswith(f"{module.__name__}.") and not name.startswith("_")
    ]
    if _is_below_the_ledger(module):
        return [name for name, function in functions if "by" in inspect.signature(function).parameters]
    return [name for name, function in functions if not is_verb(function)]


def back_doors(tree: Tree) -> list[str]:
    """Imports of a part of an `actions` package from outside it: past the verbs that the package publishes."""
    found = []
    for file in tree.python("src"):
        for node in ast.walk(tree.parsed(file)):
            inside = BACK_DOOR.match(node.module or "") if isinstance(node, ast.ImportFrom) else None
            if inside and not file.startswith(f"src/{inside[1].replace('.', '/')}/"):
                found.append(f"{file}:{node.lineno}")
    return found


def is_verb(function: Callable[..., Any]) -> bool:
    """Whether the function carries a permission (or one of several, or is the owner's) and the event it records."""
    permission = getattr(function, "__permission__", None)
    if isinstance(permission, OneOf):
        allowed = bool(permission.permissions) and all(
            isinstance(p, Permission) for p in permission.permissions
        )
    else:
        allowed = isinstance(permission, Permission) or permission == OWN
    return allowed and bool(EVENT.fullmatch(getattr(function, "__event__", "")))


def _is_below_the_ledger(module: ModuleType) -> bool:
    order = stack()
    return order.index(module.__name__.split(".")[1]) > order.index("ledger")


def module_with(name: str, *functions: Callable[..., Any]) -> ModuleType:
    """A module made for one test."""
    module = ModuleType(name)
    for function in functions:
        function.__module__ = name
        setattr(module, function.__name__, function)
    return module


def test_every_public_function_of_actions_is_a_verb_with_permission_and_event():
    found = {module.__name__: undeclared(module) for module in action_modules()}

    assert {name: functions for name, functions in found.items() if functions} == {}
    assert "jembatan.rosters.actions" in found


def test_a_function_of_actions_without_permission_and_event_is_found():
    def close(case: object) -> None: ...

    @creating(Permission.PLAN_DRAFT, "cases.opened")
    def start(*, at: str, by: object) -> Any: ...

    def _private() -> None: ...

    module = module_with("jembatan.cases.actions", close, start, _private)

    assert undeclared(module) == ["close"]


def test_a_person_who_acts_below_the_ledger_is_found():
    def load(path: str) -> None: ...

    def rename(place: object, *, by: object) -> None: ...

    assert undeclared(module_with("jembatan.places.actions", load, rename)) == ["rename"]


def test_nobody_reaches_past_the_published_verbs():
    assert back_doors(project()) == []


def test_an_import_past_the_published_verbs_is_found(tmp_path: Path):
    line = "from jembatan.plans.actions.moving import touch\n"
    tree = planted(
        tmp_path, {"src/jembatan/plans/web/views.py": line, "src/jembatan/plans/actions/a.py": line}
    )

    assert back_doors(tree) == ["src/jembatan/plans/web/views.py:1"]
