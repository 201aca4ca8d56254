"""The files the repository tests look at: those of the project, or a small tree with a planted mistake."""

import ast
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Tree:
    """A folder and its files that count, as paths relative to it with forward slashes."""

    root: Path
    files: tuple[str, ...]

    def matching(self, *patterns: str) -> Iterator[str]:
        """The files that match one of the patterns; `*` also matches slashes."""
        return (file for file in self.files if any(fnmatch(file, pattern) for pattern in patterns))

    def python(self, *folders: str) -> Iterator[str]:
        """Python files in the folders, written by hand."""
        return (
            file
            for file in self.matching(*(f"{folder}/*.py" for folder in folders))
            if "/migrations/" not in file
        )

    def text(self, file: str) -> str:
        return (self.root / file).read_text(encoding="utf-8")

    def parsed(self, file: str) -> ast.Module:
        return _parsed(self.root / file)

    def readable(self) -> Iterator[tuple[str, str]]:
        """Every file that is text, with its text."""
        for file in self.files:
            try:
                yield file, self.text(file)
            except UnicodeDecodeError:
                continue


@cache
def _parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def project() -> Tree:
    """What is committed, or would be: files that git tracks or does not ignore."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=PROJECT,
        capture_output=True,
        check=True,
        text=True,
    )
    names = sorted(set(listed.stdout.split("\0")))
    return Tree(PROJECT, tuple(name for name in names if name and (PROJECT / name).is_file()))


def planted(root: Path, files: Mapping[str, str]) -> Tree:
    """A tree of its own with the given files."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Tree(root, tuple(files))
