"""The pages that the code writes are noticed when they no longer say what the code does."""

from pathlib import Path

from scripts.docs import stale
from scripts.rule_pages import PAGES


def test_a_page_that_no_longer_tells_what_the_code_does_is_found(tmp_path: Path):
    (tmp_path / "old.md").write_text("yesterday")
    (tmp_path / "same.md").write_text("today")

    assert stale(tmp_path, dict.fromkeys(("old.md", "same.md", "gone.md"), lambda: "today")) == [
        "old.md",
        "gone.md",
    ]


def test_the_pages_tell_of_permissions_refusals_lifecycles_addresses_classification_roads_and_law():
    assert set(PAGES) == {
        "permissions.md",
        "refusals.md",
        "lifecycles.md",
        "addresses.md",
        "classification.md",
        "roads.md",
        "law.md",
    }
