"""Names say what a thing is; a drawer for odds and ends has no such name."""

import ast
import re
from pathlib import Path, PurePosixPath

from tests.repository.tree import Tree, planted, project

DRAWERS = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "misc",
    "base",
    "core",
    "manager",
    "service",
    "services",
}
EMPTY_CLASS_NAME = re.compile(r"(Manager|Service|Helper|Util|Utils|V2)$")
EMPTY_VARIABLES = {"data", "info", "data2", "tmp", "temp", "foo"}
EVERYWHERE = ("src", "scripts", "bench", "tests")


def drawers(tree: Tree) -> list[str]:
    found = []
    for file in tree.python(*EVERYWHERE):
        parts = [*PurePosixPath(file).parts[:-1], PurePosixPath(file).stem]
        if DRAWERS & set(parts):
            found.append(file)
    return found


def empty_names(tree: Tree) -> list[str]:
    """Classes called after no thing, and functions that take "data" or "info"."""
    found = []
    for file in tree.python("src"):
        for node in ast.walk(tree.parsed(file)):
            if isinstance(node, ast.ClassDef) and EMPTY_CLASS_NAME.search(node.name):
                found.append(f"{file}:{node.lineno}: class {node.name}")
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.id in EMPTY_VARIABLES:
                found.append(f"{file}:{node.lineno}: {node.id} =")
    return found


def open_signatures(tree: Tree) -> list[str]:
    """Public functions that take **kwargs: nobody can read what they want. A method may have to, for its base."""
    found = []
    for file in tree.python("src"):
        for node in _public_functions(tree.parsed(file)):
            if node.args.kwarg and node.args.kwarg.arg == "kwargs":
                found.append(f"{file}:{node.lineno}: {node.name}(**kwargs)")
    return found


def _public_functions(module: ast.Module) -> list[ast.FunctionDef]:
    classes = [node for node in module.body if isinstance(node, ast.ClassDef) and not node.bases]
    bodies = [module.body, *(node.body for node in classes)]
    functions = [node for body in bodies for node in body if isinstance(node, ast.FunctionDef)]
    return [node for node in functions if not node.name.startswith("_")]


def test_no_file_or_folder_is_a_drawer_for_odds_and_ends():
    assert drawers(project()) == []


def test_a_drawer_for_odds_and_ends_is_found(tmp_path: Path):
    tree = planted(
        tmp_path, {"src/jembatan/places/utils.py": "", "src/jembatan/core/a.py": "", "src/ok.py": ""}
    )

    assert drawers(tree) == ["src/jembatan/places/utils.py", "src/jembatan/core/a.py"]


def test_no_class_or_variable_has_an_empty_name():
    assert empty_names(project()) == []


def test_an_empty_name_is_found(tmp_path: Path):
    tree = planted(tmp_path, {"src/a.py": "class PlanManager:\n    pass\n\n\ndef f():\n    data = 1\n"})

    assert empty_names(tree) == ["src/a.py:1: class PlanManager", "src/a.py:6: data ="]


def test_no_public_signature_is_open():
    assert open_signatures(project()) == []


def test_an_open_public_signature_is_found(tmp_path: Path):
    tree = planted(
        tmp_path, {"src/a.py": "def submit(plan, **kwargs):\n    pass\n\n\ndef _f(**kwargs):\n    pass\n"}
    )

    assert open_signatures(tree) == ["src/a.py:1: submit(**kwargs)"]
