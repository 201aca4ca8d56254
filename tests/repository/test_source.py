"""What must not stand in any committed file."""

import ast
import re
from pathlib import Path

from tests.repository.tree import Tree, planted, project

# Written in pieces, so that this file does not find itself.
ELSEWHERE = re.compile(
    "|".join([r"\.\./" + "shared", "/wo" + r"rk/\w", "/ro" + r"ot/", "/home/" + r"(?!\w*\$)[a-z]"])
)
PROMISES = re.compile(r"\b(TO" + "DO|FIX" + r"ME|X{3})\b(?!\s*\(?#\d+)")
SIGNALS = re.compile(r"django\.(db\.models|core)\.signals|django\.dispatch")


def paths_of_one_machine(tree: Tree) -> list[str]:
    """Places that exist only on one person's machine or in one workplace."""
    return _lines(tree, ELSEWHERE, "*")


def promises(tree: Tree) -> list[str]:
    """Notes to do something later, without the number of an issue."""
    return _lines(tree, PROMISES, "*.py", "*.html", "*.css", "*.js", "*.sh", "*.md", "Makefile", "scripts/*")


def hidden_effects(tree: Tree) -> list[str]:
    """Business logic that runs without being called: signals, and `save` or `delete` made to do more."""
    found = _lines(tree, SIGNALS, "src/*.py")
    for file in tree.python("src"):
        for node in ast.walk(tree.parsed(file)):
            if isinstance(node, ast.ClassDef) and _is_model(node):
                methods = (part for part in node.body if isinstance(part, ast.FunctionDef))
                found += [
                    f"{file}:{method.lineno}"
                    for method in methods
                    if method.name == "save" and _writes(method)
                ]
    return found


def _is_model(node: ast.ClassDef) -> bool:
    return any("Model" in ast.unparse(base) for base in node.bases)


def _writes(method: ast.FunctionDef) -> bool:
    """Whether the method does more than to refuse. An append-only table refuses to be saved twice."""
    calls = [ast.unparse(node.func) for node in ast.walk(method) if isinstance(node, ast.Call)]
    return any(call.endswith((".create", ".update", ".bulk_create")) for call in calls)


def _lines(tree: Tree, pattern: re.Pattern[str], *files: str) -> list[str]:
    wanted = set(tree.matching(*files))
    return [
        f"{file}:{number}"
        for file, text in tree.readable()
        if file in wanted and pattern.search(text)
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


def test_no_file_names_a_place_of_one_machine():
    assert paths_of_one_machine(project()) == []


def test_a_place_of_one_machine_is_found(tmp_path: Path):
    tree = planted(tmp_path, {"docs/a.md": "See\n../" + "shared/x.md\n", "b.py": "open('/ro" + "ot/x')\n"})

    assert paths_of_one_machine(tree) == ["docs/a.md:2", "b.py:1"]


def test_nothing_is_left_for_later_without_an_issue():
    assert promises(project()) == []


def test_a_promise_without_an_issue_is_found(tmp_path: Path):
    note = "TO" + "DO"
    tree = planted(tmp_path, {"src/a.py": f"# {note} mend\n# {note} #12: mend\n"})

    assert promises(tree) == ["src/a.py:1"]


def test_nothing_happens_behind_the_back_of_a_caller():
    assert hidden_effects(project()) == []


def test_an_effect_behind_the_back_of_a_caller_is_found(tmp_path: Path):
    model = "class A(models.Model):\n    def save(self):\n        B.objects.create(a=self)\n"
    tree = planted(
        tmp_path, {"src/a.py": "from django.db.models.signals import post_save\n", "src/b.py": model}
    )

    assert hidden_effects(tree) == ["src/a.py:1", "src/b.py:2"]
