"""The recap of a plan as a copy may show it: counted four ways, none of which gives a small number away.

A public reader knows the count of children out of school from other pages. If those at risk are few, the
total of both groups, and every table that adds up to it, would tell how few; then only the groups are shown.
"""

from jembatan.action_plans.exchange.printing import Paper
from jembatan.action_plans.rules.facts import AT_RISK, CATEGORIES
from jembatan.action_plans.rules.protection import SMALLEST_SHOWN, TAKEN_ALONG


def total_is_shown(paper: Paper) -> bool:
    """False when the sum of both groups would give the smaller one away."""
    recap = paper.page.recap
    groups = (recap.out_of_school, recap.total - recap.out_of_school)
    return not (paper.is_public and any(0 < group < SMALLEST_SHOWN for group in groups))


def recap_total(paper: Paper) -> str:
    """The children of both groups together, as this copy shows them."""
    return paper.count(paper.page.recap.total) if total_is_shown(paper) else TAKEN_ALONG


def recap_counts(paper: Paper) -> dict[str, dict[str, str]]:
    """Way of counting (category, sex, age, dusun) to words and counts, as this copy shows them."""
    recap = paper.page.recap
    at_risk = CATEGORIES[AT_RISK]
    out = {word: number for word, number in recap.by_category.items() if word != at_risk}
    shown = {"category": paper.counts(out) | {at_risk: paper.count(recap.by_category[at_risk])}}
    if total_is_shown(paper):
        ways = {"sex": recap.by_sex, "age": recap.by_age, "dusun": recap.by_dusun}
        shown |= {way: paper.counts(dict(table)) for way, table in ways.items()}
    return shown
