"""The pages of docs/rules that the code itself writes; --check tells which are no longer true.

usage: python -m scripts.docs [--check]
"""

import importlib
import os
import pkgutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import django

import jembatan
from jembatan.accounts.rules.permissions import Permission
from jembatan.accounts.rules.roles import ROLES
from jembatan.workflow.lifecycles import Lifecycle
from jembatan.workflow.refusals import Refused
from scripts.steps import PROJECT

NOTE = "<!-- Written from the code by `make docs`. Change the code, not this page. -->"
NOT_IMPORTED = ("jembatan.__main__", "jembatan.site.wsgi", "jembatan.site.settings")


def permissions() -> str:
    """Who may do what: a column per role."""
    roles = list(ROLES.values())
    said = "\n".join(f"- **{role.title}** (`{role.code}`): {role.sentence}" for role in roles)
    rows = [
        [f"`{permission}`", *("●" if permission in role.permissions else "" for role in roles)]
        for permission in Permission
    ]
    return (
        "# Who may do what\n\nA role is held in a place and reaches everything inside that place. "
        f"An outsider holds no role and sees nothing.\n\n{said}\n\n"
        f"{_table(['permission', *(role.title for role in roles)], rows)}\n"
    )


def refusals() -> str:
    """Every way the program says no."""
    found = {refusal.code: refusal for refusal in _descendants(Refused)}
    rows = [
        [f"`{code}`", str(no.status), " ".join(no.sentence.split())] for code, no in sorted(found.items())
    ]
    return (
        "# Refusals\n\nThe code is stable and may be relied upon; the status is that of a page; the sentence "
        f"is shown translated.\n\n{_table(['code', 'status', 'sentence'], rows)}\n"
    )


def lifecycles() -> str:
    """Every transition table, drawn."""
    found = {
        f"{module.__name__.removeprefix('jembatan.')}.{name}": value
        for module in modules()
        for name, value in vars(module).items()
        if isinstance(value, Lifecycle) and module.__name__.split(".")[-2] == "rules"
    }
    drawn = "\n".join(_drawn(name, lifecycle) for name, lifecycle in sorted(found.items()))
    return f"# Lifecycles\n\nWhat may become what, and whose turn it is. All else is refused.\n\n{drawn}"


PAGES: dict[str, Callable[[], str]] = {
    "permissions.md": permissions,
    "refusals.md": refusals,
    "lifecycles.md": lifecycles,
}


def modules() -> Iterator[ModuleType]:
    """Every module of the program, imported."""
    for found in pkgutil.walk_packages(jembatan.__path__, "jembatan."):
        if ".migrations" not in found.name and found.name not in NOT_IMPORTED:
            yield importlib.import_module(found.name)


def _descendants(kind: type[Refused]) -> Iterator[type[Refused]]:
    for child in kind.__subclasses__():
        if child.__module__.startswith("jembatan."):
            yield child
        yield from _descendants(child)


def _table(heads: list[str], rows: list[list[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def _drawn(name: str, lifecycle: Lifecycle) -> str:
    arrows = [f"    [*] --> {lifecycle.start}"]
    arrows += [f"    {state} --> {after}" for state, routes in lifecycle.routes.items() for after in routes]
    turns = [[f"`{state}`", owner] for state, owner in lifecycle.owners.items()]
    diagram = "\n".join(["```mermaid", "stateDiagram-v2", *arrows, "```"])
    return f"## {name}\n\n{diagram}\n\n{_table(['state', 'whose turn'], turns)}\n"


def stale(folder: Path) -> list[str]:
    """The pages in a folder that are not what the code would write now."""
    return [
        name
        for name, page in PAGES.items()
        if not (folder / name).exists() or (folder / name).read_text(encoding="utf-8") != _page(page)
    ]


def _page(page: Callable[[], str]) -> str:
    return f"{NOTE}\n\n{page()}"


def main(words: list[str]) -> int:
    """Write the pages, or check them. Returns the exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jembatan.site.settings")
    django.setup()
    list(modules())
    folder = PROJECT / "docs" / "rules"
    if "--check" in words:
        old = stale(folder)
        print("\n".join(f"docs/rules/{name} is not current; run make docs" for name in old) or "current")
        return 1 if old else 0
    folder.mkdir(parents=True, exist_ok=True)
    for name, page in PAGES.items():
        (folder / name).write_text(_page(page), encoding="utf-8")
        print(f"docs/rules/{name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
