"""Nobody in this repository is real: an identity number here begins with 99, which no province has."""

import re
import zipfile
from pathlib import Path

from tests.repository.tree import Tree, planted, project

# Sixteen digits with a province, a day (women: plus 40) and a month in the right places: someone's number.
# A numeric cell holds sixteen digits only below 9.007e15, so tests of those use 89, which no province has either.
PROVINCE = r"(?:1[1-9]|21|3[1-6]|5[1-3]|6[1-5]|7[1-6]|8[12]|9[1-6])"
DAY, MONTH = r"(?:[0-2]\d|3[01]|[4-6]\d|7[01])", r"(?:0[1-9]|1[0-2])"
IDENTITY = re.compile(rf"(?<![\d.]){PROVINCE}\d{{4}}{DAY}{MONTH}\d{{6}}(?![\d.])")
TABLES = ("*.xlsx", "*.docx", "*.zip")


def identity_numbers(tree: Tree) -> list[str]:
    """Files, also inside workbooks, with a number that could be somebody's."""
    found = [file for file, text in tree.readable() if "requirements" not in file and IDENTITY.search(text)]
    return found + [file for file in tree.matching(*TABLES) if _in_archive(tree.root / file)]


def _in_archive(path: Path) -> bool:
    with zipfile.ZipFile(path) as archive:
        texts = (
            archive.read(name) for name in archive.namelist() if name.endswith((".xml", ".csv", ".json"))
        )
        return any(IDENTITY.search(text.decode("utf-8", "replace")) for text in texts)


def test_every_identity_number_is_invented():
    assert identity_numbers(project()) == []


def test_an_identity_number_that_could_be_real_is_found(tmp_path: Path):
    # Pieced together, so that this file holds none itself.
    real, invented, code = "35091" + "85203120001", "9935095203120001", "1234567890123456"
    tree = planted(tmp_path, {"a.csv": f"nik\n{real}\n", "b.csv": f"{invented}\n{code}\n0.{real}\n"})
    with zipfile.ZipFile(tmp_path / "c.xlsx", "w") as workbook:
        workbook.writestr("xl/sharedStrings.xml", f"<t>{real}</t>")

    found = identity_numbers(Tree(tree.root, (*tree.files, "c.xlsx")))

    assert found == ["a.csv", "c.xlsx"]
