"""Nothing grows past what one person can hold in mind."""

import ast
from pathlib import Path

from tests.repository.tree import Tree, planted, project

LONGEST_FILE, LONGEST_FUNCTION = 500, 60
LARGEST_FILE = 5 * 1024 * 1024
WRITTEN = ("src", "scripts", "bench")


def long_files(tree: Tree) -> list[str]:
    lengths = ((file, tree.text(file).count("\n")) for file in tree.python(*WRITTEN))
    return [f"{file}: {lines} lines" for file, lines in lengths if lines > LONGEST_FILE]


def long_functions(tree: Tree) -> list[str]:
    found = []
    for file in tree.python(*WRITTEN):
        for node in ast.walk(tree.parsed(file)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > LONGEST_FUNCTION:
                    found.append(f"{file}:{node.lineno}: {node.name} has {lines} lines")
    return found


def heavy_files(tree: Tree) -> list[str]:
    sizes = ((file, (tree.root / file).stat().st_size) for file in tree.files)
    return [f"{file}: {size} bytes" for file, size in sizes if size > LARGEST_FILE]


def test_no_file_is_longer_than_the_house_allows():
    assert long_files(project()) == []


def test_a_file_that_grew_too_long_is_found(tmp_path: Path):
    tree = planted(tmp_path, {"src/a.py": "x = 1\n" * 501, "src/b/migrations/c.py": "x = 1\n" * 900})

    assert long_files(tree) == ["src/a.py: 501 lines"]


def test_no_function_is_longer_than_the_house_allows():
    assert long_functions(project()) == []


def test_a_function_that_grew_too_long_is_found(tmp_path: Path):
    tree = planted(tmp_path, {"scripts/a.py": "def f():\n" + "    g()\n" * 60})

    assert long_functions(tree) == ["scripts/a.py:1: f has 61 lines"]


def test_no_file_weighs_more_than_a_clone_should_carry():
    assert heavy_files(project()) == []


def test_a_file_too_heavy_for_a_clone_is_found(tmp_path: Path):
    tree = planted(tmp_path, {"docs/film.txt": "x" * (LARGEST_FILE + 1)})

    assert heavy_files(tree) == [f"docs/film.txt: {LARGEST_FILE + 1} bytes"]
