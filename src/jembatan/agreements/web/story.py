"""The page of one agreement, told as a story: state, road, documents, parties, life, history."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from jembatan.accounts.access import needs, viewer
from jembatan.accounts.models import User
from jembatan.accounts.rules.permissions import Permission
from jembatan.agreements.engine.text_files import document_types
from jembatan.agreements.models import Agreement, Paper
from jembatan.agreements.notices import subject_for
from jembatan.agreements.queries.road import Case, case_of, with_story
from jembatan.agreements.rules.kinds import (
    INITIATIVES,
    KINDS,
    OBJECTS,
    TIERS,
    CooperationObject,
    Initiative,
    Kind,
    Tier,
)
from jembatan.agreements.rules.lifecycle import State
from jembatan.agreements.rules.register import REGULATION_FROM
from jembatan.agreements.rules.statements import code_of
from jembatan.agreements.web import road_shown
from jembatan.agreements.web.blockers_shown import said
from jembatan.agreements.web.finding import trail
from jembatan.agreements.web.parts import amendments, beyond, clocks, life, register, reviews, texts
from jembatan.agreements.web.register_rows import LAPSED, is_lapsed
from jembatan.agreements.words import road as words
from jembatan.correspondence.queries import thread_of
from jembatan.ledger.models import Entry

MOST_HISTORY = 20
# What the other parts of the module add to the story, in the order in which it is told.
PARTS = (
    ("clocks", clocks.part),
    ("texts", texts.part),
    ("reviews", reviews.part),
    ("life", life.part),
    ("beyond", beyond.part),
    ("amendments", amendments.part),
    ("register", register.part),
)


def story_or_404(request: HttpRequest, reference: str) -> Agreement:
    """The agreement with all its story page tells, found among what the viewer may see."""
    return get_object_or_404(with_story(Agreement.objects.visible_to(viewer(request))), reference=reference)


@needs(Permission.AGREEMENT_SEE)
@require_GET
def show_agreement(request: HttpRequest, reference: str) -> HttpResponse:
    """One agreement from its state to its history."""
    return story_response(request, story_or_404(request, reference))


def story_response(request: HttpRequest, agreement: Agreement, *, status: int = 200) -> HttpResponse:
    """The page; a refused verb answers with it too, so that nothing is out of sight."""
    by, today = viewer(request), timezone.localdate()
    case = case_of(agreement, today=today)
    state = State(agreement.state)
    shape, word = words.SHAPES[state], words.STATES[state]
    if is_lapsed(agreement, today=today):
        shape, word = LAPSED
    context = {
        "agreement": agreement,
        "today": today,
        "crumbs": trail(agreement),
        "is_older": agreement.signed_on is not None and agreement.signed_on < REGULATION_FROM,
        "state": word,
        "shape": shape,
        "sentence": sentence_of(agreement, case, today),
        "step": next_step(agreement, case, by),
        "may": what_may(agreement, by),
        "phases": road_shown.road_shown(case, today) if case else [],
        "case": case,
        "facts": facts_shown(agreement),
        "papers": papers_shown(agreement),
        "parties": list(agreement.parties.all()),
        "signatures": {signature.party_id: signature for signature in agreement.signatures.all()},
        "thread": thread_of(by, subject_for(agreement)),
        "parts": parts_of(agreement, by, today),
        "history": history_of(agreement, case),
    }
    return render(request, "agreements/show.html", context, status=status)


def parts_of(agreement: Agreement, by: User, today: date) -> list[dict[str, Any]]:
    """Template and content of every part that has something to tell; a part may answer with nothing."""
    told = ((name, part(agreement, by, today=today)) for name, part in PARTS)
    return [
        {"template": f"agreements/parts/_{name}.html", "part": content} for name, content in told if content
    ]


def sentence_of(agreement: Agreement, case: Case | None, today: date) -> str:
    """The state in one sentence, after the chip."""
    state = State(agreement.state)
    if state is State.ENDED:
        return str(words.ENDINGS.get(agreement.ended_because, ""))  # type: ignore[call-overload]
    if state is State.ON_THE_ROAD:
        return road_shown.clock_sentence(case, (), today)
    return ""


def next_step(agreement: Agreement, case: Case | None, by: User) -> dict[str, Any] | None:
    """The one primary action: the open stage of the road, whoever's turn it is; None when none is open."""
    if case is None or case.standing.current is None or agreement.state != State.ON_THE_ROAD:
        return None
    step = case.road.stage(case.standing.current)
    missing = sum(blocker.blocks for blocker in case.blockers(step.code, road_shown.usual(step)))
    title = _("Go to the stage: %(stage)s") % {"stage": said(step.name)}
    return {
        "url": reverse("agreements:stage", args=[agreement.reference, step.code]),
        "title": title,
        "missing": missing,
    }


def what_may(agreement: Agreement, by: User) -> dict[str, bool]:
    """What this person may do to this agreement now; no query."""
    place, state = agreement.place_code, State(agreement.state)
    edit = by.may(Permission.AGREEMENT_EDIT, at=place)
    publish = by.may(Permission.AGREEMENT_PUBLISH, at=place)
    return {
        "edit": edit and state is State.ON_THE_ROAD,
        "take_up_again": edit and state is State.DROPPED,
        "publish": publish and agreement.disclosure == "internal",
        "withdraw": publish and agreement.disclosure == "public",
        "add_paper": by.may(Permission.DOCUMENT_ADD, at=place),
        "sign": by.may(Permission.SIGNATURE_RECORD, at=place) and state is State.ON_THE_ROAD,
        "answer": by.may(Permission.WAIVER_ANSWER, at=place),
    }


def facts_shown(agreement: Agreement) -> list[tuple[str, str]]:
    """What the cooperation is, in pairs of label and words; what is not known is left out."""
    topics = [topic.code for topic in agreement.topics.all() if topic.list == "object"]
    pairs = [
        (_("Kind"), said(KINDS[Kind(agreement.kind)])),
        (_("Rank"), said(TIERS[Tier(agreement.tier)])),
        (
            _("Initiative"),
            said(INITIATIVES[Initiative(agreement.initiative)]) if agreement.initiative else "",
        ),
        (_("Who began it"), agreement.initiator),
        (_("Objects"), ", ".join(said(OBJECTS[CooperationObject(code)]) for code in topics)),
        (_("Answering office"), agreement.desk),
        (_("Term"), str(words.TERMS[agreement.term_type])),  # type: ignore[index]
        (_("Public register"), str(words.DISCLOSURES[agreement.disclosure])),  # type: ignore[index]
    ]
    return [(label, value) for label, value in pairs if value]


def papers_shown(agreement: Agreement) -> list[dict[str, Any]]:
    """The documents that stand, newest first, each with its newest file."""
    return [paper_shown(paper) for paper in reversed(agreement.papers.all()) if not paper.withdrawn_because]


def paper_shown(paper: Paper) -> dict[str, Any]:
    """One document for a list: its kind in words, its newest file, how many mandatory items are ticked."""
    kind = document_types().get(paper.type)
    versions = list(paper.versions.all())
    items = [item for item in kind.items if item.binds] if kind else []
    return {
        "paper": paper,
        "kind": said(kind.name) if kind else paper.type,
        "version": versions[-1] if versions else None,
        "versions": len(versions),
        "items": len(items),
        "ticked": sum(item.code in paper.items for item in items),
    }


def history_of(agreement: Agreement, case: Case | None) -> list[dict[str, Any]]:
    """What was done last, by whom; one query."""
    entries = Entry.objects.about(agreement).select_related("actor").order_by("-id")[:MOST_HISTORY]
    return [
        {
            "at": entry.at,
            "who": str(entry.actor or ""),
            "what": words.EVENTS.get(entry.event, entry.event),
            "about": about_words(entry.detail, case),
            "because": entry.detail.get("because", ""),
        }
        for entry in entries
    ]


def about_words(detail: Mapping[str, Any], case: Case | None) -> str:
    """What an entry is about: the stage with its outcome, what was stated, the kind of document."""
    step = next((s for s in case.road.stages if s.code == detail.get("stage")), None) if case else None
    if detail.get("type") in document_types():
        return said(document_types()[detail["type"]].name)
    if step is None:
        return str(detail.get("stage", ""))
    need = next((need for need in step.needs if code_of(need) == detail.get("code")), None)
    if need is not None:
        return said(need.says)
    if outcome := detail.get("outcome"):
        return f"{said(step.name)} – {road_shown.outcome_words(step, outcome)}"
    return said(step.name)
