"""Every permission there is, `module:noun:verb`. Roles gather them; places bound them."""

from enum import StrEnum


class Permission(StrEnum):
    """What a person may do. Each is held at a place and covers all places inside it."""

    RECAP_SEE = "children:recap:see"
    CHILD_SEARCH = "children:child:search"
    CHILD_SEE = "children:child:see"
    IDENTIFIER_SEE = "children:identifier:see"
    SENSITIVE_CAUSE_SEE = "children:cause:see_sensitive"
    VISIT_LIST_PRINT = "children:visit_list:print"
    RECONCILE = "children:reconciliation:run"

    BATCH_SEE = "rosters:batch:see"
    BATCH_STAGE = "rosters:batch:stage"
    BATCH_COMMIT = "rosters:batch:commit"
    BATCH_UNDO = "rosters:batch:undo"

    PLAN_SEE = "action_plans:plan:see"
    PLAN_DRAFT = "action_plans:plan:draft"
    PLAN_EDIT = "action_plans:plan:edit"
    PLAN_SUBMIT = "action_plans:plan:submit"
    PLAN_LEGALISE = "action_plans:plan:legalise"
    PLAN_REOPEN = "action_plans:plan:reopen"
    COSTS_EDIT = "action_plans:costs:edit"

    ASSIGNMENT_MANAGE = "accounts:assignment:manage"
    LEDGER_SEE = "ledger:entry:see"
