"""Assessing a partner: answers with evidence become a risk that holds until a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from jembatan.accounts.models import User
from jembatan.accounts.rules.permissions import Permission
from jembatan.counterparts.actions.profiles import LONG, check_standing
from jembatan.counterparts.engine.questionnaires import questionnaire
from jembatan.counterparts.models import Assessment, Counterpart
from jembatan.counterparts.rules.diligence import Risk, check_answers, check_day, months_later, rate
from jembatan.counterparts.rules.profiles import told
from jembatan.ledger.acting import creating, note
from jembatan.workflow.messages import message as _

LONGEST_CONCLUSION, LONGEST_EVIDENCE = 1000, 300


@dataclass(frozen=True, slots=True)
class ImportedRating:
    """A rating others made (a HACT micro-assessment): what they said, where and when."""

    risk: Risk
    source: str
    on: date


@dataclass(frozen=True, slots=True)
class Findings:
    """What an office found out. `answers` and `evidence` are by question code; a missing answer is open."""

    answers: Mapping[str, str]
    evidence: Mapping[str, str]
    conclusion: str
    on: date
    imported: ImportedRating | None = None


@creating(Permission.DILIGENCE_ASSESS, "counterparts.assessed")
def assess(*, counterpart: Counterpart, findings: Findings, at: str, by: User) -> Assessment:
    """A new assessment by the office `at`; earlier ones stay. The rating of others never changes the risk.

    Raises NothingToRate, NoEvidence, UnknownAnswer, BadDay when the day lies ahead, MergedAway, or
    BadProfile without a conclusion.
    """
    check_standing(counterpart)
    form = questionnaire()
    questions = form.asked_of(counterpart.kind)
    answers = check_answers(questions, findings.answers, findings.evidence)
    now = timezone.now()
    check_day(findings.on, timezone.localdate(now))
    rating = rate(questions, answers)
    imported = findings.imported
    note(counterpart=counterpart.pk, risk=str(rating.risk), unanswered=len(rating.unanswered))
    return Assessment.objects.create(
        counterpart=counterpart,
        place_code=at,
        questionnaire=form.version,
        answers={
            code: {"answer": str(answer), "evidence": findings.evidence.get(code, "")[:LONGEST_EVIDENCE]}
            for code, answer in answers.items()
        },
        risk=rating.risk,
        points=rating.points,
        unanswered=len(rating.unanswered),
        conclusion=told(findings.conclusion, _("conclusion"), LONGEST_CONCLUSION),
        assessed_on=findings.on,
        valid_until=months_later(findings.on, form.months_valid[rating.risk]),
        imported_rating=imported.risk if imported else "",
        imported_source=told(imported.source, _("source of that rating"), LONG) if imported else "",
        imported_on=imported.on if imported else None,
        assessed_by=by,
        assessed_at=now,
    )
