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

    REMARK_WRITE = "correspondence:remark:write"

    COUNTERPART_SEE = "counterparts:counterpart:see"
    COUNTERPART_KEEP = "counterparts:counterpart:keep"
    COUNTERPART_MERGE = "counterparts:counterpart:merge"
    RECOGNITION_SET = "counterparts:recognition:set"
    DILIGENCE_ASSESS = "counterparts:diligence:assess"

    AGREEMENT_SEE = "agreements:agreement:see"
    AGREEMENT_START = "agreements:agreement:start"
    AGREEMENT_EDIT = "agreements:agreement:edit"
    AGREEMENT_PUBLISH = "agreements:agreement:publish"
    REGISTER_IMPORT = "agreements:register:import"
    CLAIM_KEEP = "agreements:claim:keep"
    STAGE_TAKE_REGION = "agreements:stage:take_region"
    STAGE_TAKE_DPRD = "agreements:stage:take_dprd"
    STAGE_TAKE_HOME = "agreements:stage:take_home_ministry"
    STAGE_TAKE_FOREIGN = "agreements:stage:take_foreign_ministry"
    STAGE_RECORD_FOR_OTHERS = "agreements:stage:record_for_others"
    STAGE_WAIVE = "agreements:stage:waive"
    WAIVER_ANSWER = "agreements:waiver:answer"
    DOCUMENT_ADD = "agreements:document:add"
    TEXT_EDIT = "agreements:text:edit"
    SIGNATURE_RECORD = "agreements:signature:record"
    ACTIVITY_KEEP = "agreements:activity:keep"
    MISSION_KEEP = "agreements:mission:keep"
    AMENDMENT_PROPOSE = "agreements:amendment:propose"
    AMENDMENT_MERGE = "agreements:amendment:merge"
    TERM_CHANGE = "agreements:term:change"
    REVIEW_CONVENE = "agreements:review:convene"
    REVIEW_ANSWER = "agreements:review:answer"
    RULE_CHANGE = "agreements:rule:change"

    RESULT_SEE = "results:framework:see"
    RESULT_KEEP = "results:framework:keep"

    ASSIGNMENT_MANAGE = "accounts:assignment:manage"
    LEDGER_SEE = "ledger:entry:see"
