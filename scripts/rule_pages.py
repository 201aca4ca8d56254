"""The pages of docs/rules, written from the code itself. Needs Django to be set up."""

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from types import ModuleType

from django.urls import URLResolver, get_resolver

import jembatan
from docs.rules import classification_page, law_page, roads_page
from jembatan.accounts.access import Access, access_of
from jembatan.accounts.rules.permissions import Permission
from jembatan.accounts.rules.roles import ROLES
from jembatan.site.access import LIBRARY_ROUTES
from jembatan.workflow.lifecycles import Lifecycle
from jembatan.workflow.refusals import Refused

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
    return _headed(
        "# Who may do what\n\nA role is held in a place and reaches everything inside that place. "
        f"An outsider holds no role and sees nothing.\n\n{said}\n\n"
        f"{_table(['permission', *(role.title for role in roles)], rows)}\n"
    )


def refusals() -> str:
    """Every way the program says no."""
    list(modules())  # A refusal is known once its module is.
    found = {refusal.code: refusal for refusal in _descendants(Refused)}
    rows = [
        [f"`{code}`", str(no.status), " ".join(no.sentence.split())] for code, no in sorted(found.items())
    ]
    return _headed(
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
    return _headed(
        f"# Lifecycles\n\nWhat may become what, and whose turn it is. All else is refused.\n\n{drawn}"
    )


def addresses() -> str:
    """Every address of the site and who may open it."""
    rows = [[f"`/{route}`", str(who)] for route, who in sorted(access_by_route(get_resolver()))]
    return _headed(
        "# Addresses\n\nWho may open a page at all. What it then shows is decided by the places of the viewer's "
        f"roles; what lies outside them is answered as if it did not exist.\n\n{_table(['address', 'who'], rows)}\n"
    )


def access_by_route(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, Access | None]]:
    """Every route below a resolver and what its view declares, None when it declares nothing.

    The views of libraries cannot declare anything; they are listed by name in site/access.py.
    """
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from access_by_route(entry, route)
        else:
            ours = str(getattr(entry.callback, "__module__", "")).startswith("jembatan.")
            listed = None if ours else LIBRARY_ROUTES.get(entry.name or "")
            yield route, access_of(entry.callback) or listed


PAGES: dict[str, Callable[[], str]] = {
    "permissions.md": permissions,
    "refusals.md": refusals,
    "lifecycles.md": lifecycles,
    "addresses.md": addresses,
    "classification.md": classification_page.page,
    "roads.md": roads_page.page,
    "law.md": law_page.page,
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


def _headed(text: str) -> str:
    return f"{NOTE}\n\n{text}"
