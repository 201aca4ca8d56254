"""Roles as data: nobody who needs only counts can reach a name."""

import pytest

from jembatan.accounts.rules.permissions import Permission
from jembatan.accounts.rules.roles import ROLES, roles_with

NAMES = {
    Permission.CHILD_SEARCH,
    Permission.CHILD_SEE,
    Permission.IDENTIFIER_SEE,
    Permission.VISIT_LIST_PRINT,
}


@pytest.mark.parametrize("role", ["cooperation_officer", "ministry_supervisor", "partner", "account_manager"])
def test_roles_that_count_or_manage_never_see_a_child(role):
    assert not ROLES[role].permissions & NAMES


def test_every_permission_is_held_by_a_role_a_person_can_have():
    for permission in Permission:
        assert set(roles_with(permission)) - {"machine"}, permission


def test_every_role_says_what_it_is_for():
    for role in ROLES.values():
        assert role.title
        assert role.sentence.endswith(".")


def test_whoever_drafts_a_plan_does_not_legalise_it():
    both = set(roles_with(Permission.PLAN_DRAFT)) & set(roles_with(Permission.PLAN_LEGALISE))

    assert both == {"machine"}
