"""What people do to an agreement: one verb, one permission, one entry in the ledger."""

from jembatan.agreements.actions.claiming import add_claim, prefer_claim
from jembatan.agreements.actions.law import set_rule_version
from jembatan.agreements.actions.papers import (
    Custody,
    FileGiven,
    PaperGiven,
    add_paper,
    add_version,
    keep_custody,
    tick_items,
    withdraw_paper,
)
from jembatan.agreements.actions.registering import Entry, enter_agreement
from jembatan.agreements.actions.reviewing import (
    MINUTES,
    Decision,
    answer_review,
    convene_review,
    decide_review,
)
from jembatan.agreements.actions.signing import (
    BROUGHT_BY_SIGNING,
    SignatureGiven,
    record_signature,
    take_back_signature,
)
from jembatan.agreements.actions.stages import (
    PERMISSION_OF,
    EndsByTerm,
    ProofMissing,
    WaiverGiven,
    Written,
    WrongPaper,
    answer_waiver,
    state_fact,
    take_stage,
    waive_stage,
)
from jembatan.agreements.actions.starting import (
    Outline,
    add_party,
    drop,
    edit_agreement,
    publish,
    remove_party,
    set_kind,
    start_agreement,
    take_up_again,
    withdraw_from_register,
)
from jembatan.agreements.actions.texts import agree_on_text, draft_from_template, write_text
from jembatan.agreements.rules.claims import Told

__all__ = [
    "BROUGHT_BY_SIGNING",
    "MINUTES",
    "PERMISSION_OF",
    "Custody",
    "Decision",
    "EndsByTerm",
    "Entry",
    "FileGiven",
    "Outline",
    "PaperGiven",
    "ProofMissing",
    "SignatureGiven",
    "Told",
    "WaiverGiven",
    "Written",
    "WrongPaper",
    "add_claim",
    "add_paper",
    "add_party",
    "add_version",
    "agree_on_text",
    "answer_review",
    "answer_waiver",
    "convene_review",
    "decide_review",
    "draft_from_template",
    "drop",
    "edit_agreement",
    "enter_agreement",
    "keep_custody",
    "prefer_claim",
    "publish",
    "record_signature",
    "remove_party",
    "set_kind",
    "set_rule_version",
    "start_agreement",
    "state_fact",
    "take_back_signature",
    "take_stage",
    "take_up_again",
    "tick_items",
    "waive_stage",
    "withdraw_from_register",
    "withdraw_paper",
    "write_text",
]
