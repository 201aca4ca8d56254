"""The reference data hold together, and data that would betray a child are refused."""

from dataclasses import replace

import pytest

from jembatan.action_plans.engine.catalogue_files import standard_catalogue, standard_costs, standard_rules
from jembatan.action_plans.rules.catalogue import BadCatalogue, check_catalogue, check_rules
from jembatan.children.rules.sensitivity import SENSITIVE_CAUSES


def with_activity(code, **changes):
    catalogue = standard_catalogue()
    kind = replace(catalogue.activities[code], **changes)
    return replace(catalogue, activities={**catalogue.activities, code: kind})


def test_the_data_that_come_with_the_program_hold_together():
    check_catalogue(standard_catalogue())
    check_rules(standard_rules(), standard_costs(), standard_catalogue())


def test_every_cause_has_a_rule_that_helps():
    served = {rule.cause for rule in standard_rules()}

    assert set(standard_catalogue().causes) <= served


def test_the_sensitive_causes_are_those_of_the_children():
    sensitive = {code for code, cause in standard_catalogue().causes.items() if cause.sensitive}

    assert sensitive == SENSITIVE_CAUSES


def test_every_entry_says_where_it_comes_from():
    catalogue = standard_catalogue()
    entries = [*catalogue.causes.values(), *catalogue.roots, *catalogue.funds.values()]
    entries += [*catalogue.windows.values(), *standard_costs(), *standard_rules()]

    assert all(entry.source and entry.grade in "VSIRK" for entry in entries)


def test_no_unit_cost_that_comes_with_the_program_claims_to_be_official():
    assert {cost.standing for cost in standard_costs()} == {"elsewhere", "example", "free"}


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"fund": "lottery"}, "unknown fund"),
        ({"window": "someday", "field": 7}, "unknown field, window"),
        ({"sensitive": True}, "per village"),
    ],
)
def test_an_activity_that_names_nothing_known_is_refused(changes, complaint):
    with pytest.raises(BadCatalogue, match=complaint):
        check_catalogue(with_activity("transport", **changes))


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"activity": "dance"}, "unknown activity dance"),
        ({"cause": "99"}, "unknown cause 99"),
        ({"cause": "6", "activity": "transport"}, "needs a sensitive activity"),
    ],
)
def test_a_matrix_row_that_leads_nowhere_or_tells_too_much_is_refused(changes, complaint):
    rule = replace(standard_rules()[0], **changes)

    with pytest.raises(BadCatalogue, match=complaint):
        check_rules([rule], standard_costs(), standard_catalogue())


def test_an_activity_without_a_price_is_refused():
    costs = [cost for cost in standard_costs() if cost.code != "home_visit"]

    with pytest.raises(BadCatalogue, match="no unit cost home_visit"):
        check_rules(standard_rules(), costs, standard_catalogue())
