"""A table refers only to tables of its own floor or below, also where the reference is only a string."""

import ast
from pathlib import Path

from tests.repository.test_import_rules import stack
from tests.repository.tree import Tree, planted, project

RELATIONS = {"ForeignKey", "OneToOneField", "ManyToManyField"}


def keys_pointing_up(tree: Tree) -> list[str]:
    """References written as "app.Model" from a module to one above it. Applications are named as modules are."""
    floors = {name: height for height, name in enumerate(reversed(stack()))}
    found = []
    for file in tree.python("src"):
        module = file.split("/")[2] if file.count("/") > 2 else ""
        calls = (node for node in ast.walk(tree.parsed(file)) if isinstance(node, ast.Call))
        for call in calls if module in floors else ():
            target = _named_target(call) or module
            if floors.get(target, 0) > floors[module]:
                found.append(f"{file}:{call.lineno}: {module} refers up to {target}")
    return found


def _named_target(call: ast.Call) -> str | None:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name not in RELATIONS:
        return None
    targets = [*call.args[:1], *(word.value for word in call.keywords if word.arg in ("to", "through"))]
    texts = [target.value for target in targets if isinstance(target, ast.Constant)]
    return next((text.split(".")[0] for text in texts if isinstance(text, str) and "." in text), None)


def test_no_table_refers_to_a_table_above_it():
    assert keys_pointing_up(project()) == []


def test_a_reference_upwards_written_as_a_string_is_found(tmp_path: Path):
    tree = planted(
        tmp_path,
        {
            "src/jembatan/children/models.py": 'case = models.ForeignKey("cases.Case", on_delete=1)\n',
            "src/jembatan/cases/models.py": 'child = ForeignKey(to="children.Child", on_delete=1)\n',
        },
    )

    assert keys_pointing_up(tree) == ["src/jembatan/children/models.py:1: children refers up to cases"]
