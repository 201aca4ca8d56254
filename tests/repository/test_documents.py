"""The pages for people are there, lead somewhere, and name what the code names."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from tests.repository.test_import_rules import stack
from tests.repository.tree import Tree, planted, project

LINK = re.compile(r"(?<!`)!?\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+\s+(.*)$", re.MULTILINE)
COMMANDS = ("make demo", "make test")
VARIABLE = re.compile(r"^[A-Z][A-Z0-9_]+$")


def broken_links(tree: Tree) -> list[str]:
    """Links in pages that lead to no file of the project, or to a heading that is not there."""
    return [
        f"{page}: {target}"
        for page in tree.matching("*.md")
        for target in LINK.findall(tree.text(page))
        if "://" not in target
        and not target.startswith("mailto:")
        and not _leads_somewhere(tree, page, target)
    ]


def _leads_somewhere(tree: Tree, page: str, target: str) -> bool:
    path, _, heading = target.partition("#")
    aim = (tree.root / PurePosixPath(page).parent / path).resolve() if path else tree.root / page
    if not aim.is_relative_to(tree.root.resolve()) or not aim.exists():
        return False
    return not heading or aim.suffix != ".md" or heading in _anchors(aim.read_text(encoding="utf-8"))


def _anchors(text: str) -> set[str]:
    """The headings of a page as addresses: lower case, spaces as dashes, other signs dropped."""
    return {
        re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-") for title in HEADING.findall(text)
    }


def missing_from(text: str, words: list[str]) -> list[str]:
    """The words that a page does not have as code."""
    return [word for word in words if f"`{word}`" not in text]


def read_variables(tree: Tree) -> set[str]:
    """Environment variables that the program or its tools read."""
    return {name for file in tree.python("src", "scripts") for name in _variables(tree.parsed(file))}


def _variables(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and (place := ast.unparse(node.func)).startswith(
            ("env.", "os.environ.get", "os.getenv", "_secret")
        ):
            yield from _with_file(_first_text(node.args), place == "_secret")
        if isinstance(node, ast.Subscript) and _is_reading(node):
            yield from _with_file(_first_text([node.slice]), False)


def _is_reading(node: ast.Subscript) -> bool:
    """Whether the node is os.environ["NAME"], and not an assignment to it."""
    return isinstance(node.ctx, ast.Load) and ast.unparse(node.value) == "os.environ"


def _first_text(arguments: list[ast.expr]) -> str:
    first = arguments[0] if arguments else None
    return first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else ""


def _with_file(name: str, is_secret: bool) -> list[str]:
    if not VARIABLE.match(name):
        return []
    return [name, f"{name}_FILE"] if is_secret else [name]


def test_the_readme_has_the_two_commands_of_a_newcomer():
    readme = project().text("README.md")

    assert [command for command in COMMANDS if command not in readme] == []
    assert readme.count("\n") < 100, "one page"


def test_every_link_leads_somewhere():
    assert broken_links(project()) == []


def test_a_link_that_leads_nowhere_is_found(tmp_path: Path):
    page = (
        "# Top of it\n[a](b.md) [c](docs/d.md#top) [e](#top-of-it) ![f](../x.png) [g](https://example.org)\n"
    )
    tree = planted(tmp_path, {"README.md": page, "docs/d.md": "# Other\n"})

    assert broken_links(tree) == ["README.md: b.md", "README.md: docs/d.md#top", "README.md: ../x.png"]


def test_the_glossary_lists_every_module():
    modules = [name for name in stack() if (project().root / "src/jembatan" / name).is_dir()]

    assert missing_from(project().text("docs/glossary.md"), modules) == []


def test_a_module_missing_from_the_glossary_is_found():
    assert missing_from("| `cases` | cases |", ["cases", "children"]) == ["children"]


def test_every_variable_that_is_read_is_documented():
    page = project().text("docs/settings.md")

    assert missing_from(page, sorted(read_variables(project()))) == []


def test_an_undocumented_variable_is_found(tmp_path: Path):
    code = 'a = env.bool("A_B", default=False)\nb = _secret("KEY")\nc = os.environ["C"]\nd = os.environ.get("D_E")\n'
    tree = planted(tmp_path, {"src/settings.py": code})

    assert missing_from("`A_B` `KEY`", sorted(read_variables(tree))) == ["D_E", "KEY_FILE"]


def test_a_documented_variable_is_read_somewhere():
    documented = set(re.findall(r"^\| `([A-Z][A-Z0-9_]+)`", project().text("docs/settings.md"), re.MULTILINE))
    texts = [
        project().text(file) for file in project().matching("src/*.py", "scripts/*", "tests/conftest.py")
    ]

    assert (
        documented - {name for name in documented if any(name.removesuffix("_FILE") in t for t in texts)}
        == set()
    )
