"""An amendment: a working copy is made, edited, agreed on by the parties, merged into the agreement or withdrawn."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max
from django.utils import timezone

from jembatan.accounts.models import User
from jembatan.accounts.rules.permissions import Permission
from jembatan.agreements.actions.belonging import check_happened, locked, mark_road, needed_paper
from jembatan.agreements.keeping import refresh
from jembatan.agreements.models import Agreement, AgreementText, Amendment, Paper, Party, TermChange, Topic
from jembatan.agreements.queries.terms import agreed_text, party_key, terms_of
from jembatan.agreements.rules.amended_text import with_clauses
from jembatan.agreements.rules.amending import (
    FIELDS,
    LIFECYCLE,
    SINGLE,
    Change,
    NothingChanged,
    Side,
    State,
    check_technical,
    decided,
    difference,
    merge,
    touched,
)
from jembatan.agreements.rules.clauses import from_parts, source_bytes, to_parts
from jembatan.agreements.rules.editing import Stale, checked_terms, checked_topics
from jembatan.agreements.rules.lifecycle import State as AgreementState
from jembatan.agreements.rules.lifecycle import TermType
from jembatan.agreements.rules.reasons import checked_reason, told
from jembatan.agreements.rules.term import HasLapsed, has_lapsed
from jembatan.ledger.acting import action, note
from jembatan.workflow.messages import message as _
from jembatan.workflow.refusals import Refused

STAGE, OUTCOME = "PERUBAHAN", "amended"
LONGEST_REASON = 4000


class NotAmendable(Refused):
    code = "agreements.not_amendable"
    sentence = (
        "Only an agreement in force or suspended is amended. On its road the terms are edited directly; after its "
        "end there is nothing to amend."
    )


class PartyStays(Refused):
    code = "agreements.party_stays"
    status = 400
    sentence = "The region, the main counterpart and whoever has signed stay parties of this agreement."


@dataclass(frozen=True, slots=True)
class Decision:
    """How a person decided one conflict, and why: "ours" keeps what stands, "theirs" takes the amendment."""

    side: Side
    because: str


@action(Permission.AMENDMENT_PROPOSE, "agreements.amendment_proposed")
def propose_amendment(agreement: Agreement, *, kind: Amendment.Kind, reason: str, by: User) -> Amendment:
    """Make a working copy of the terms as they stand. Raises NotAmendable or BadText."""
    _check_amendable(agreement)
    terms = terms_of(agreement)
    last = agreement.amendments.aggregate(last=Max("number"))["last"] or 0
    amendment = Amendment.objects.create(
        agreement=agreement,
        number=last + 1,
        kind=kind,
        reason=told(reason, _("Reason"), LONGEST_REASON),
        base_version=agreement.version,
        base=terms,
        proposed=terms,
        proposed_by=by,
        proposed_at=timezone.now(),
    )
    note(amendment=amendment.number, kind=str(kind), base_version=agreement.version)
    return amendment


@action(Permission.AMENDMENT_PROPOSE, "agreements.amendment_edited")
def edit_working_copy(amendment: Amendment, *, values: Mapping[str, Any], version: int, by: User) -> None:
    """Change fields of the working copy; `values` maps FIELDS to plain JSON. `version` is that of the page.

    Raises WrongState, Stale, BadTerms or BadText.
    """
    LIFECYCLE.check(amendment.state, State.AGREED)
    if version != amendment.version:
        raise Stale()
    wanted = {**amendment.proposed, **{name: values[name] for name in FIELDS if name in values}}
    amendment.proposed = _checked(wanted)
    amendment.version += 1
    amendment.save(update_fields=["proposed", "version"])
    note(fields=[change.field for change in difference(amendment.base, amendment.proposed)])


@action(Permission.AMENDMENT_PROPOSE, "agreements.amendment_agreed")
def agree_amendment(amendment: Amendment, *, on: date, paper: Paper, by: User) -> None:
    """The parties have agreed on it: the day and the addendum. Raises WrongState, NothingChanged, NotTechnical,
    NotYetThere or WrongPaper."""
    LIFECYCLE.check(amendment.state, State.AGREED)
    check_happened(on)
    _check_kind(amendment, difference(amendment.base, amendment.proposed))
    amendment.paper, amendment.agreed_on = needed_paper(amendment.agreement, paper), on
    amendment.state = State.AGREED
    amendment.save(update_fields=["paper", "agreed_on", "state"])
    note(on=on.isoformat(), paper=amendment.paper_id)


@action(Permission.AMENDMENT_MERGE, "agreements.amendment_merged")
def merge_amendment(
    amendment: Amendment, *, decisions: Mapping[str, Decision], paper: Paper | None = None, by: User
) -> tuple[Change, ...]:
    """Bring it into the agreement as that stands now; what changed. One refusal and nothing is changed.

    Technical and administrative changes go by the simple procedure (UU 24/2000 art. 16): straight from the
    draft, with `paper`, an exchange of letters. Raises WrongState, NotAmendable, MergeConflict (the fields left
    to decide), NoSuchConflict, NoReason, NotTechnical, NothingChanged, HasLapsed, PartyStays, BadTerms …
    """
    simple = amendment.kind == Amendment.Kind.TECHNICAL and amendment.state == State.DRAFTED
    LIFECYCLE.check(amendment.state if not simple else State.AGREED, State.MERGED)
    agreement = locked(amendment.agreement_id)
    _check_amendable(agreement)
    amendment.paper = needed_paper(agreement, paper or amendment.paper)
    ours = terms_of(agreement)
    merged = merge(amendment.base, ours, amendment.proposed)
    result = decided(merged, {field: decision.side for field, decision in decisions.items()})
    changes = difference(ours, result)
    _check_kind(amendment, changes)
    _apply(agreement, amendment, result, changes, by)
    _close(amendment, decisions, by)
    on = amendment.agreed_on or timezone.localdate()
    mark_road(agreement, STAGE, OUTCOME, on=on, paper=amendment.paper, by=by)
    refresh(agreement, today=timezone.localdate())
    note(fields=[change.field for change in changes], decided=sorted(decisions), version=agreement.version)
    return changes


@action(Permission.AMENDMENT_PROPOSE, "agreements.amendment_withdrawn")
def withdraw_amendment(amendment: Amendment, *, because: str, by: User) -> None:
    """Give the working copy up, with the reason. Raises WrongState or NoReason."""
    LIFECYCLE.check(amendment.state, State.WITHDRAWN)
    amendment.withdrawn_because = checked_reason(because)
    amendment.state = State.WITHDRAWN
    amendment.save(update_fields=["withdrawn_because", "state"])
    note(because=amendment.withdrawn_because)


def _check_amendable(agreement: Agreement) -> None:
    if agreement.state not in (AgreementState.IN_FORCE, AgreementState.SUSPENDED):
        raise NotAmendable()


def _check_kind(amendment: Amendment, changes: tuple[Change, ...]) -> None:
    if not changes:
        raise NothingChanged()
    if amendment.kind == Amendment.Kind.TECHNICAL:
        check_technical(changes)


def _checked(terms: Mapping[str, Any]) -> dict[str, Any]:
    """The terms as they may be kept; texts trimmed, days and numbers possible. Raises BadTerms or BadText."""
    values = checked_terms({"initiator": "", "desk": "", **_as_columns(terms)})
    topics: dict[str, list[str]] = {}
    for topic in terms["topics"]:
        name, _colon, code = topic.partition(":")
        topics.setdefault(name, []).append(code)
    kept = {name: values[name] for name in SINGLE}
    for name in ("starts_on", "ends_on"):
        kept[name] = kept[name].isoformat() if kept[name] else None
    kept["term_type"] = str(kept["term_type"])
    checked = checked_topics(topics)
    kept["topics"] = sorted(f"{name}:{code}" for name, codes in checked.items() for code in codes)
    kept["parties"] = sorted(set(terms["parties"]))
    kept["clauses"] = {
        number: {language: text.strip() for language, text in words.items() if text.strip()}
        for number, words in terms["clauses"].items()
        if any(text.strip() for text in words.values())
    }
    return kept


def _as_columns(terms: Mapping[str, Any]) -> dict[str, Any]:
    """The single fields as the agreement's columns hold them."""
    columns = {name: terms[name] for name in SINGLE}
    for name in ("starts_on", "ends_on"):
        columns[name] = date.fromisoformat(columns[name]) if columns[name] else None
    for name in ("title_en", "purpose"):
        columns[name] = columns[name] or ""
    return columns


def _apply(
    agreement: Agreement,
    amendment: Amendment,
    result: Mapping[str, Any],
    changes: tuple[Change, ...],
    by: User,
) -> None:
    fields = touched(changes)
    if "ends_on" in fields and has_lapsed(
        TermType(agreement.term_type), agreement.ends_on, timezone.localdate()
    ):
        raise HasLapsed(ended=agreement.ends_on)
    columns = _as_columns(_checked({**result, "clauses": result["clauses"]}))
    ends_before = agreement.ends_on
    single = [name for name in SINGLE if name in fields]
    for name in single:
        setattr(agreement, name, columns[name])
    for change in changes:
        if change.field == "topics":
            _set_topics(agreement, change)
        if change.field == "parties":
            _set_parties(agreement, change)
    if "clauses" in fields:
        _write_text(agreement, amendment, result["clauses"], by)
    agreement.keep_change(*single)
    if "ends_on" in fields and agreement.ends_on:
        _note_extension(agreement, amendment, ends_before, by)


def _set_topics(agreement: Agreement, change: Change) -> None:
    for topic in change.removed:
        name, _colon, code = topic.partition(":")
        agreement.topics.filter(list=name, code=code).delete()
    pairs = (topic.partition(":") for topic in change.added)
    Topic.objects.bulk_create(Topic(agreement=agreement, list=name, code=code) for name, _, code in pairs)


def _set_parties(agreement: Agreement, change: Change) -> None:
    standing = {party_key(party): party for party in agreement.parties.all()}
    for key in change.removed:
        party = standing[key]
        is_main = party.role == Party.Role.HOME or party.counterpart_id == agreement.counterpart_id
        if is_main or agreement.signatures.filter(party=party).exists():
            raise PartyStays()
        party.delete()
    for key in change.added:
        _party(agreement, key).save()


def _party(agreement: Agreement, key: str) -> Party:
    role, who, signs = key.split("|")
    sort, _colon, name = who.partition(":")
    party = Party(agreement=agreement, role=Party.Role(role), must_sign=signs == "signs")
    if sort == "place":
        party.place_id = name
    elif sort == "counterpart":
        party.counterpart_id = int(name)
    else:
        party.name = told(name, _("Name"), 200)
    return party


def _write_text(
    agreement: Agreement, amendment: Amendment, clauses: Mapping[str, Mapping[str, str]], by: User
) -> None:
    """The next version of the agreed text, agreed on with the amendment."""
    before = agreed_text(agreement)
    if before is None:
        raise NoAgreedText()
    text = with_clauses(from_parts(before.clauses), clauses)
    newest = agreement.texts.filter(type=before.type).aggregate(last=Max("version"))["last"]
    AgreementText.objects.create(
        agreement=agreement,
        type=before.type,
        version=newest + 1,
        clauses=to_parts(text),
        sha256=hashlib.sha256(source_bytes(text)).hexdigest(),
        remark=f"Amendment {amendment.number}",
        written_by=by,
        written_at=timezone.now(),
        agreed_on=amendment.agreed_on or timezone.localdate(),
    )


class NoAgreedText(Refused):
    code = "agreements.no_agreed_text"
    sentence = (
        "No agreed text of this agreement is kept, so no clause of it can be changed here. Enter the text and "
        "mark it agreed first."
    )


def _note_extension(agreement: Agreement, amendment: Amendment, ends_before: date | None, by: User) -> None:
    """A last day moved by an amendment stands in the story of the term as well."""
    TermChange.objects.create(
        agreement=agreement,
        kind=TermChange.Kind.EXTENSION,
        on=amendment.agreed_on or timezone.localdate(),
        reason=amendment.reason,
        paper=amendment.paper,
        ends_before=ends_before,
        ends_after=agreement.ends_on,
        recorded_by=by,
        recorded_at=timezone.now(),
    )


def _close(amendment: Amendment, decisions: Mapping[str, Decision], by: User) -> None:
    amendment.decisions = {
        field: {"side": decision.side, "because": checked_reason(decision.because)}
        for field, decision in decisions.items()
    }
    amendment.state, amendment.merged_by, amendment.merged_at = State.MERGED, by, timezone.now()
    amendment.save(update_fields=["decisions", "state", "merged_by", "merged_at", "paper"])
