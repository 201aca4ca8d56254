"""Roles as data: a sentence for people, and what the role may do where it is assigned.

Who is meant is in the product's cast: village operator, enumerator, district analyst, case
companion, cooperation officer and the offices on the legal road, partner. An outsider holds no role.
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
_DESK = frozenset({P.AGREEMENT_SEE, P.COUNTERPART_SEE, P.REMARK_WRITE, P.RESULT_SEE})

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
            | {P.RECONCILE, P.PLAN_DRAFT, P.PLAN_EDIT, P.PLAN_REOPEN, P.COSTS_EDIT, P.LEDGER_SEE}
            | {P.RESULT_SEE},
        ),
        Role(
            "cooperation_officer",
            _("Cooperation officer"),
            _("Runs the region's cooperations from initiative to end; reads counts and plans, never names."),
            _DESK
            | {P.RECAP_SEE, P.PLAN_SEE, P.COUNTERPART_KEEP, P.DILIGENCE_ASSESS}
            | {P.AGREEMENT_START, P.AGREEMENT_EDIT, P.AGREEMENT_PUBLISH, P.CLAIM_KEEP, P.DOCUMENT_ADD}
            | {P.STAGE_TAKE_REGION, P.STAGE_RECORD_FOR_OTHERS, P.STAGE_WAIVE, P.TEXT_EDIT, P.SIGNATURE_RECORD}
            | {P.ACTIVITY_KEEP, P.MISSION_KEEP, P.AMENDMENT_PROPOSE, P.AMENDMENT_MERGE, P.TERM_CHANGE}
            | {P.REVIEW_CONVENE, P.RESULT_KEEP},
        ),
        Role(
            "region_head",
            _("Head of the region"),
            _("Gubernur, bupati or wali kota: sees every cooperation of the region on one page."),
            _DESK | {P.RECAP_SEE, P.PLAN_SEE},
        ),
        Role(
            "cooperation_team",
            _("Cooperation team (TKKSD)"),
            _("Reviews the region's plans and texts with a questionnaire before they go further."),
            _DESK | {P.REVIEW_ANSWER},
        ),
        Role(
            "agency_officer",
            _("Agency officer (OPD)"),
            _("Plans and reports the activities of a cooperation for one of the region's agencies."),
            _DESK | {P.DOCUMENT_ADD, P.ACTIVITY_KEEP, P.MISSION_KEEP},
        ),
        Role(
            "council_secretary",
            _("DPRD secretary"),
            _("Records what the regional legislature decides on a cooperation plan."),
            _DESK | {P.DOCUMENT_ADD, P.STAGE_TAKE_DPRD},
        ),
        Role(
            "ministry_supervisor",
            _("Ministry supervisor"),
            _("Facilitates and supervises the regions' cooperations; reads counts and plans, never names."),
            _DESK
            | {P.RECAP_SEE, P.PLAN_SEE, P.COUNTERPART_KEEP, P.COUNTERPART_MERGE, P.RECOGNITION_SET}
            | {P.DILIGENCE_ASSESS, P.REGISTER_IMPORT, P.CLAIM_KEEP, P.DOCUMENT_ADD, P.STAGE_TAKE_HOME}
            | {P.WAIVER_ANSWER, P.RULE_CHANGE},
        ),
        Role(
            "foreign_affairs_officer",
            _("Foreign Ministry officer"),
            _("Negotiates texts, confirms them and issues full powers; keeps which entities are recognised."),
            _DESK | {P.RECOGNITION_SET, P.DOCUMENT_ADD, P.STAGE_TAKE_FOREIGN},
        ),
        Role(
            "governor_supervisor",
            _("Governor's supervisor (GWPP)"),
            _("Guides and supervises the cooperations of the province's regencies and cities."),
            _DESK | {P.RECAP_SEE, P.PLAN_SEE, P.WAIVER_ANSWER},
        ),
        Role(
            "partner",
            _("Partner"),
            _("Sees results of the cooperation as counts, never names."),
            frozenset({P.RECAP_SEE, P.RESULT_SEE}),
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
