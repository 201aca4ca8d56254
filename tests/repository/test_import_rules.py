"""Imports only point down. The linter runs in `make check`; here it is shown to catch what it should."""

import ast
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.repository.tree import PROJECT, Tree, planted, project

# Commands are found by name and bring their heavy modules with them only when they run.
DISPATCH = "src/jembatan/site/commands/"


def stack() -> list[str]:
    """The modules from the top of the house to the ground, as pyproject.toml declares them."""
    contract = tomllib.loads((PROJECT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"][0]
    return [name.strip(" ()") for layer in contract["layers"] for name in layer.split("|")]


def lint(root: Path) -> subprocess.CompletedProcess[str]:
    """Run the project's own contracts on a small house: every module is there, and empty."""
    text = (PROJECT / "pyproject.toml").read_text()
    (root / "house.toml").write_text(text[text.index("[tool.importlinter]") :])
    for name in ("", *stack()):
        package = root / "jembatan" / name
        package.mkdir(parents=True, exist_ok=True)
        (package / "__init__.py").touch()
    return subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--config", "house.toml", "--no-cache"],
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def hidden_imports(tree: Tree) -> list[str]:
    """Imports of the program inside functions: they dodge a cycle that should be cut."""
    found = []
    for file in tree.python("src"):
        if file.startswith(DISPATCH):
            continue
        for function in ast.walk(tree.parsed(file)):
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                found += [f"{file}:{line}" for line in _own_imports(function)]
    return sorted(set(found))


def _own_imports(function: ast.AST) -> list[int]:
    imports = (node for node in ast.walk(function) if isinstance(node, ast.Import | ast.ImportFrom))
    return [node.lineno for node in imports if re.search(r"\bjembatan\b", ast.unparse(node))]


def exceptions_to_contracts(tree: Tree) -> list[str]:
    return [file for file in tree.matching("*.toml", "*.cfg", "*.ini") if "ignore_imports" in tree.text(file)]


def test_an_orderly_house_passes(tmp_path: Path):
    planted(tmp_path, {"jembatan/cases/models.py": "import jembatan.children.models\n"})
    planted(tmp_path, {"jembatan/children/models.py": ""})

    finished = lint(tmp_path)

    assert finished.returncode == 0, finished.stdout


@pytest.mark.parametrize(
    ("file", "text", "complaint"),
    [
        ("children/models.py", "def f():\n    import jembatan.cases\n", "Modules form one stack.* BROKEN"),
        ("enumeration/models.py", "import jembatan.rosters\n", "Modules form one stack.* BROKEN"),
        ("children/rules.py", "import jembatan.children.models\n", "Inside a module.* BROKEN"),
        ("children/rules.py", "import django\n", "Rules know nothing.* BROKEN"),
        ("workflow/clocks.py", "import time\n", "Rules know nothing.* BROKEN"),
        ("linkage/engine.py", "import django\n", "Engines and tables know nothing.* BROKEN"),
        ("dashboards/pages.py", "import jembatan.children.web\n", "Web pages are private.* BROKEN"),
        ("gossip/__init__.py", "", "jembatan.gossip"),
    ],
)
def test_an_import_that_breaks_a_rule_is_caught(tmp_path: Path, file: str, text: str, complaint: str):
    lower = {"jembatan/children/models.py": "", "jembatan/children/web/__init__.py": ""}
    planted(tmp_path, lower | {f"jembatan/{file}": text})

    finished = lint(tmp_path)

    assert finished.returncode != 0
    assert re.search(complaint, finished.stdout + finished.stderr)


def test_no_import_of_the_program_hides_in_a_function():
    assert hidden_imports(project()) == []


def test_an_import_hidden_in_a_function_is_found(tmp_path: Path):
    hidden = "def f():\n    from jembatan.cases import models\n"
    tree = planted(tmp_path, {"src/jembatan/a.py": hidden, f"{DISPATCH}b.py": hidden})

    assert hidden_imports(tree) == ["src/jembatan/a.py:2"]


def test_the_contracts_have_no_exceptions():
    assert exceptions_to_contracts(project()) == []


def test_an_exception_to_a_contract_is_found(tmp_path: Path):
    tree = planted(tmp_path, {"pyproject.toml": 'ignore_imports = ["a -> b"]\n'})

    assert exceptions_to_contracts(tree) == ["pyproject.toml"]
