"""What people do to a text: draft it from a template, write a new version, agree on it."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date

from django.utils import timezone

from jembatan.accounts.models import User
from jembatan.accounts.rules.permissions import Permission
from jembatan.agreements.engine.text_files import document_types, standard_template
from jembatan.agreements.keeping import refresh
from jembatan.agreements.models import Agreement, AgreementText
from jembatan.agreements.queries.texts import blocks_of, differences_of
from jembatan.agreements.rules.clauses import Text, from_parts, source_bytes, to_parts
from jembatan.agreements.rules.document_types import DocumentTypeUnknown
from jembatan.agreements.rules.fact_words import FactValue
from jembatan.agreements.rules.templates import fill
from jembatan.agreements.rules.text_keeping import EmptyText, StaleText, check_complete
from jembatan.ledger.acting import action, note
from jembatan.workflow.refusals import Refused


class NotNewest(Refused):
    code = "agreements.text_not_newest"
    sentence = "A newer version of this text was kept. Open the newest one; only that can be agreed on."


class AgreedTooEarly(Refused):
    code = "agreements.text_agreed_too_early"
    status = 400
    sentence = "The parties agreed on a day between %(opened)s, when the cooperation was opened, and today."


@action(Permission.TEXT_EDIT, "agreements.text_drafted")
def draft_from_template(
    agreement: Agreement,
    template: str,
    facts: Mapping[str, FactValue],
    *,
    languages: Sequence[str] = (),
    by: User,
) -> AgreementText:
    """Begin a text from a template. An earlier text of its kind stays as its earlier version.

    Raises TemplateUnknown, FactsMissing naming what is missing, FactMisfit, or LanguageNotThere.
    """
    known = standard_template(template)
    text = fill(known, facts, languages)
    kept = _keep(agreement, known.document_type, text, template=template, by=by)
    note(type=kept.type, version=kept.version, template=template, languages=list(text.languages))
    return kept


@action(Permission.TEXT_EDIT, "agreements.text_written")
def write_text(
    agreement: Agreement, type_: str, text: Text, *, seen: int, remark: str = "", by: User
) -> AgreementText:
    """Keep `text` as the next version of its kind. `seen` is the version it was written on, 0 for none.

    Raises DocumentTypeUnknown, EmptyText, or StaleText when somebody kept a version meanwhile.
    """
    if type_ not in document_types():
        raise DocumentTypeUnknown(document_type=type_)
    if not text.versions:
        raise EmptyText()
    newest = _newest_number(agreement, type_)
    if newest != seen:
        raise StaleText(newest=newest, seen=seen)
    kept = _keep(agreement, type_, text, remark=remark, by=by)
    note(type=type_, version=kept.version, languages=list(text.languages))
    return kept


@action(Permission.TEXT_EDIT, "agreements.text_agreed")
def agree_on_text(kept: AgreementText, *, on: date, by: User) -> None:
    """Write down that the parties agreed on this version, word for word.

    Raises NotNewest, AgreedTooEarly, or TextNotComplete while its languages do not match.
    """
    if _newest_number(kept.agreement, kept.type) != kept.version:
        raise NotNewest()
    # A text is often typed in after the parties have met on it.
    opened = kept.agreement.opened_on
    if not opened <= on <= timezone.localdate():
        raise AgreedTooEarly(opened=opened)
    check_complete(blocks_of(differences_of(kept.agreement, from_parts(kept.clauses)), on=on))
    kept.agreed_on = on
    kept.save(update_fields=["agreed_on"])
    refresh(kept.agreement, today=timezone.localdate())
    note(type=kept.type, version=kept.version, on=on.isoformat(), sha256=kept.sha256)


def _newest_number(agreement: Agreement, type_: str) -> int:
    newest = agreement.texts.filter(type=type_).order_by("-version").first()
    return newest.version if newest else 0


def _keep(
    agreement: Agreement, type_: str, text: Text, *, by: User, template: str = "", remark: str = ""
) -> AgreementText:
    kept = AgreementText.objects.create(
        agreement=agreement,
        type=type_,
        version=_newest_number(agreement, type_) + 1,
        template=template,
        clauses=to_parts(text),
        sha256=hashlib.sha256(source_bytes(text)).hexdigest(),
        remark=remark.strip(),
        written_by=by,
        written_at=timezone.now(),
    )
    # Whether the languages match is a need of stages, so it may be another office's turn now.
    refresh(agreement, today=timezone.localdate())
    return kept
