"""Documents of an agreement: added with their file, ticked off against what they must hold, kept, withdrawn."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Max
from django.utils import timezone

from jembatan.accounts.models import User
from jembatan.accounts.rules.permissions import Permission
from jembatan.agreements.engine.text_files import document_types
from jembatan.agreements.keeping import refresh
from jembatan.agreements.models import Agreement, Paper, PaperVersion, StageEvent
from jembatan.agreements.queries.road import road_of, standing_of
from jembatan.agreements.rules.document_types import DocumentTypeUnknown
from jembatan.agreements.rules.reasons import checked_reason, told
from jembatan.agreements.rules.roads import NeedKind
from jembatan.agreements.rules.standing import State
from jembatan.documents.originals import checksum
from jembatan.documents.receiving import receive_and_keep
from jembatan.documents.signing.elsewhere import SignedElsewhere
from jembatan.ledger.acting import action, note
from jembatan.workflow.messages import message as _
from jembatan.workflow.refusals import Refused


class SameFile(Refused):
    code = "agreements.same_file"
    sentence = "This very file is already kept as version %(number)s of this document."


class NoSuchItem(Refused):
    code = "agreements.no_such_item"
    status = 400
    sentence = "A document of this kind has no item %(item)s."


class StillNeeded(Refused):
    code = "agreements.paper_still_needed"
    sentence = (
        "This document is the product of a stage or the proof of something. Add a new version of it instead of "
        "withdrawing it."
    )


class InFuture(Refused):
    code = "agreements.paper_in_future"
    status = 400
    sentence = "The document cannot be dated %(on)s: that day has not come yet."


class Withdrawn(Refused):
    code = "agreements.paper_withdrawn"
    sentence = "This document was withdrawn. Add it again if it is needed after all."


@dataclass(frozen=True, slots=True)
class PaperGiven:
    """What is said about a document. `type` is a code of the packaged document types; `stage` "" for papers of
    no stage; `languages` are ISO 639-1 codes, blank-separated; `dated_on` None when it bears no date."""

    type: str
    title: str
    stage: str = ""
    number: str = ""
    dated_on: date | None = None
    issued_by: str = ""
    languages: str = "id"


@dataclass(frozen=True, slots=True)
class FileGiven:
    """A file as it was handed over."""

    name: str
    content: bytes
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Custody:
    """Where the originals lie and who keeps copies (UU 24/2000, art. 17). `originals` None: not counted."""

    holder: str
    place: str
    copies: str = ""
    originals: int | None = None


@action(Permission.DOCUMENT_ADD, "agreements.paper_added")
def add_paper(agreement: Agreement, *, paper: PaperGiven, file: FileGiven, by: User) -> Paper:
    """A new document with its first file, for the present round of its stage.

    Raises DocumentTypeUnknown, BadText, InFuture, or what `documents.receiving.receive_and_keep` raises for
    the file.
    """
    version = first_version(agreement, paper, file, by=by)
    note(type=paper.type, stage=paper.stage, sha256=version.sha256)
    refresh(agreement, today=timezone.localdate(), with_clocks=False)
    return version.paper


@action(Permission.DOCUMENT_ADD, "agreements.paper_version_added")
def add_version(paper: Paper, *, file: FileGiven, by: User) -> PaperVersion:
    """A new file of the document; earlier ones stay. Raises SameFile, Withdrawn, or what receiving raises."""
    _check_standing(paper)
    known = paper.versions.filter(sha256=checksum(file.content)).first()
    if known is not None:
        raise SameFile(number=known.number)
    version = next_version(paper, file, by=by)
    note(agreement=paper.agreement.reference, type=paper.type, number=version.number, sha256=version.sha256)
    return version


@action(Permission.DOCUMENT_ADD, "agreements.paper_items_ticked")
def tick_items(paper: Paper, *, items: Mapping[str, str], by: User) -> None:
    """Say which mandatory items the document holds: code to where it stands (page, clause; may be "").

    What is left out is no longer ticked. Raises NoSuchItem, BadText or Withdrawn.
    """
    _check_standing(paper)
    kind = document_types()[paper.type]
    for code in items:
        if kind.item(code) is None:
            raise NoSuchItem(item=code)
    paper.items = {
        code: told(where, _("Where it stands"), 120, needed=False) for code, where in items.items()
    }
    paper.save(update_fields=["items"])
    note(agreement=paper.agreement.reference, type=paper.type, items=sorted(paper.items))
    refresh(paper.agreement, today=timezone.localdate(), with_clocks=False)


@action(Permission.DOCUMENT_ADD, "agreements.paper_custody_kept")
def keep_custody(paper: Paper, *, custody: Custody, by: User) -> None:
    """Record who keeps the originals, where, how many, and where certified copies are. Raises BadText."""
    paper.original_holder = told(custody.holder, _("The original is kept by"), 200)
    paper.original_place = told(custody.place, _("Where"), 200, needed=False)
    paper.copies = told(custody.copies, _("Copies are kept by"), 300, needed=False)
    paper.originals = custody.originals
    paper.save(update_fields=["original_holder", "original_place", "copies", "originals"])
    note(agreement=paper.agreement.reference, type=paper.type, originals=custody.originals)


@action(Permission.DOCUMENT_ADD, "agreements.paper_withdrawn")
def withdraw_paper(paper: Paper, *, because: str, by: User) -> None:
    """Take a document out of the case, with the reason; its files stay. Raises StillNeeded, Withdrawn or NoReason."""
    _check_standing(paper)
    proves = StageEvent.objects.filter(product=paper).exists()
    signed = paper.agreement.signatures.filter(powers_paper=paper).exists()
    if proves or signed or _is_leaned_on(paper):
        raise StillNeeded()
    paper.withdrawn_because = checked_reason(because)
    paper.save(update_fields=["withdrawn_because"])
    note(agreement=paper.agreement.reference, type=paper.type, because=paper.withdrawn_because)
    refresh(paper.agreement, today=timezone.localdate(), with_clocks=False)


def _is_leaned_on(paper: Paper) -> bool:
    """Whether a stage that stands done asked for a document of this type, and no other of it is there."""
    road, standing = road_of(paper.agreement), standing_of(paper.agreement)
    if road is None or standing is None:
        return False
    alike = paper.agreement.papers.filter(type=paper.type, withdrawn_because="").exclude(pk=paper.pk)
    asked = any(
        need.kind is NeedKind.DOCUMENT and need.code == paper.type
        for place in standing.places
        if place.state is State.DONE
        for need in road.stage(place.stage).needs
        if not need.outcomes or place.outcome in need.outcomes
    )
    return asked and not alike.exists()


def first_version(agreement: Agreement, given: PaperGiven, file: FileGiven, *, by: User) -> PaperVersion:
    """A new document and its first file; part of verbs, which record it."""
    if given.type not in document_types():
        raise DocumentTypeUnknown(document_type=given.type)
    if given.dated_on and given.dated_on > timezone.localdate():
        raise InFuture(on=given.dated_on)
    paper = Paper.objects.create(
        agreement=agreement,
        type=given.type,
        title=told(given.title, _("Title"), 300),
        stage=given.stage,
        round=_round(agreement, given.stage),
        number=told(given.number, _("Number"), 100, needed=False),
        dated_on=given.dated_on,
        issued_by=told(given.issued_by, _("Issued by"), 200, needed=False),
        languages=" ".join(given.languages.split()) or "id",
        added_by=by,
        added_at=timezone.now(),
    )
    return next_version(paper, file, by=by)


def _round(agreement: Agreement, stage: str) -> int:
    """The present round of a stage; 1 where there is none."""
    standing = standing_of(agreement)
    if not stage or standing is None:
        return 1
    return next((place.round for place in standing.places if place.stage == stage), 1) or 1


def next_version(paper: Paper, file: FileGiven, *, by: User) -> PaperVersion:
    """The file as the next version, checked by its content, with the electronic signatures it carries."""
    received = receive_and_keep(file.name, file.content)
    last = paper.versions.aggregate(last=Max("number"))["last"] or 0
    return PaperVersion.objects.create(
        paper=paper,
        number=last + 1,
        sha256=received.sha256,
        name=received.name,
        media_type=received.media_type,
        size=received.size,
        pages=received.pages,
        remark=told(file.remark, _("Remark"), 300, needed=False),
        signature_facts=SignedElsewhere().verify(file.content).as_parts(),
        added_by=by,
        added_at=timezone.now(),
    )


def _check_standing(paper: Paper) -> None:
    if paper.withdrawn_because:
        raise Withdrawn()
