"""Roles as data: a sentence for people, and what the role may do where it is assigned.

Who is meant is in the product's cast: village operator, enumerator, district analyst, case
companion, cooperation officer, ministry supervisor, partner. An outsider holds no role.
"""

from dataclasses import dataclass

from jembatan.accounts.rules.permissions import Permission as P
from jembatan.workflow.messages import message as _


@dataclass(frozen=True, slots=True)
class Role:
    """`code` is stored; `title` and `sentence` are message ids shown to people."""

    code: str
    title: str
    sentence: str
    permissions: frozenset[P]


_VILLAGE = frozenset({P.RECAP_SEE, P.CHILD_SEARCH, P.CHILD_SEE, P.VISIT_LIST_PRINT, P.PLAN_SEE})

ROLES: dict[str, Role] = {
    role.code: role
    for role in (
        Role(
            "village_operator",
            _("Village operator"),
            _("Brings the village's files in, keeps its list of children and drafts its action plan."),
            _VILLAGE
            | {P.BATCH_SEE, P.BATCH_STAGE, P.BATCH_COMMIT, P.BATCH_UNDO, P.IDENTIFIER_SEE}
            | {P.PLAN_DRAFT, P.PLAN_EDIT, P.PLAN_SUBMIT},
        ),
        Role(
            "village_head",
            _("Village head"),
            _("Knows the village's children and legalises its action plan."),
            frozenset({P.RECAP_SEE, P.CHILD_SEARCH, P.CHILD_SEE, P.PLAN_SEE, P.PLAN_LEGALISE, P.PLAN_REOPEN}),
        ),
        Role(
            "enumerator",
            _("Enumerator"),
            _("Visits families of the village and looks a child up before recording a visit."),
            frozenset({P.RECAP_SEE, P.CHILD_SEARCH, P.CHILD_SEE, P.VISIT_LIST_PRINT}),
        ),
        Role(
            "case_companion",
            _("Case companion"),
            _("Follows children back to school and knows why they left."),
            frozenset({P.RECAP_SEE, P.CHILD_SEARCH, P.CHILD_SEE, P.SENSITIVE_CAUSE_SEE})
            | {P.VISIT_LIST_PRINT, P.PLAN_SEE},
        ),
        Role(
            "district_analyst",
            _("District analyst"),
            _("Brings registers in, reconciles them child by child and defends every figure."),
            _VILLAGE
            | {P.BATCH_SEE, P.BATCH_STAGE, P.BATCH_COMMIT, P.BATCH_UNDO, P.IDENTIFIER_SEE}
            | {P.RECONCILE, P.PLAN_DRAFT, P.PLAN_EDIT, P.PLAN_REOPEN, P.COSTS_EDIT, P.LEDGER_SEE},
        ),
        Role(
            "cooperation_officer",
            _("Cooperation officer"),
            _("Runs the region's cooperations; reads counts and plans, never names."),
            frozenset({P.RECAP_SEE, P.PLAN_SEE}),
        ),
        Role(
            "ministry_supervisor",
            _("Ministry supervisor"),
            _("Guides and supervises regions; reads counts and plans, never names."),
            frozenset({P.RECAP_SEE, P.PLAN_SEE}),
        ),
        Role(
            "partner",
            _("Partner"),
            _("Sees results of the cooperation as counts, never names."),
            frozenset({P.RECAP_SEE}),
        ),
        Role(
            "account_manager",
            _("Account manager"),
            _("Gives people roles in places. Sees no child."),
            frozenset({P.ASSIGNMENT_MANAGE, P.LEDGER_SEE}),
        ),
        Role(
            "machine",
            _("This machine"),
            _("The command line and the nightly work, run by whoever keeps the server."),
            frozenset(P),
        ),
    )
}


def roles_with(permission: P) -> tuple[str, ...]:
    """Codes of the roles that hold `permission`."""
    return tuple(code for code, role in ROLES.items() if permission in role.permissions)
