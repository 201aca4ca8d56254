"""The worked figures of docs/algorithms/action_plans.md, line by line."""

import re
from decimal import Decimal
from pathlib import Path

from jembatan.action_plans.engine.catalogue_files import standard_catalogue, standard_costs, standard_rules
from jembatan.action_plans.rules.budget import sums_of
from jembatan.action_plans.rules.drafting import Setting, draft_lines
from jembatan.action_plans.rules.facts import ChildFacts
from jembatan.action_plans.rules.targets import default_targets

PAGE = Path(__file__).parents[3] / "docs" / "algorithms" / "action_plans.md"
CHILDREN = (
    ChildFacts("A", "dropped_out", age=13, grade=7, causes=("3",)),
    ChildFacts("B", "dropped_out", age=13, grade=7, causes=("3", "7"), works=True),
    ChildFacts("C", "dropped_out", age=13, grade=7, causes=("6",)),
    ChildFacts("D", "at_risk", age=13),
)


def drafted():
    costs = {cost.code: cost for cost in standard_costs()}
    return draft_lines(CHILDREN, Setting(standard_catalogue(), standard_rules(), costs, "Contoh", 2027))


def printed_rows():
    cells = [
        re.split(r"\s*\|\s*", row.strip("| \n")) for row in PAGE.read_text(encoding="utf-8").splitlines()
    ]
    return [row for row in cells if len(row) == 6 and row[-1].replace(",", "").isdigit()]


def test_the_page_shows_the_draft_of_its_four_children():
    shown = {row[1].split(":")[0]: (int(row[2]), Decimal(row[5].replace(",", ""))) for row in printed_rows()}

    computed = {line.reasons[0].rule: (line.children, line.total) for line in drafted()}

    assert shown == computed


def test_the_page_shows_the_total_and_the_first_target():
    assert sums_of(drafted()).total == Decimal(16_350_000)
    assert "**16,350,000**" in PAGE.read_text(encoding="utf-8")
    assert default_targets(CHILDREN, 2027)[0].children == 1
