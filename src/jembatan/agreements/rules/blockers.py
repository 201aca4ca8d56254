"""Why a stage cannot end in an outcome now: the rule, its citation and grade, and who can lift it.

One function decides; the same list refuses the act and disables the button. A need binds only while its
rule is in force. A rule nobody has read (grade D) warns, and blocks only where its parameter is switched
on. Source of every rule: agreements/data/law.toml.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from jembatan.agreements.rules.facts import CaseFacts
from jembatan.agreements.rules.finding import is_found
from jembatan.agreements.rules.kinds import Office
from jembatan.agreements.rules.roads import DROPPED, Need, NeedKind, Outcome, Road, Stage, When
from jembatan.agreements.rules.standing import Standing, State, Waiver, had_earlier
from jembatan.workflow.law import Grade, Rulebook, Unit
from jembatan.workflow.messages import message as _
from jembatan.workflow.refusals import Refused
from jembatan.workflow.wording import Wording

SENTENCES: Mapping[NeedKind, str] = {
    NeedKind.DOCUMENT: _("The document is missing: %(what)s."),
    NeedKind.ITEM: _("The document lacks a mandatory item: %(what)s."),
    NeedKind.DECLARATION: _("Nobody has declared: %(what)s."),
    NeedKind.FACT: _("Not on record: %(what)s."),
    NeedKind.QUORUM: _("The meeting lacked a class of participants: %(what)s."),
    NeedKind.LANGUAGE: _("The text is not complete in its languages: %(what)s."),
    NeedKind.PERMIT: _("No such permit is in force on the day: %(what)s."),
    NeedKind.RELATION: _("The partner's country does not meet the condition: %(what)s."),
    NeedKind.POWERS: _("The power to sign is not settled: %(what)s."),
    NeedKind.CONSULTATION: _("The consultation is not on record: %(what)s."),
    NeedKind.PLAN: _("No reference to the plan is recorded: %(what)s."),
    NeedKind.EXCEPTION: _("This way is open only by an exception that does not hold: %(what)s."),
}
NOT_OPEN = _("The stage %(stage)s is not open: %(before)s comes first.")
ALREADY_PASSED = _("The stage %(stage)s is already closed.")
ENDED = _("The case has ended; nothing more can be recorded on its road.")
TOO_EARLY = _("The day %(on)s lies before the day the stage was opened, %(opened)s.")
IN_FUTURE = _("The day %(on)s has not come yet.")
NOT_WAIVABLE = _("The stage %(stage)s cannot be waived: no rule allows it on this road.")
WAIVER_LACKS = _("A waiver needs legal basis, document and officer; missing: %(what)s.")
NEVER_EARLIER = _("The stage %(stage)s never ended in what this outcome stands on.")
NOT_DROPPABLE = _("A signed cooperation is ended by termination, not by dropping the case.")


@dataclass(frozen=True, slots=True)
class Blocker:
    """One thing in the way.

    `code` is stable, "<need kind>.<need code>" or "<where>.<what>". `sentence` is a message id; its places
    are filled from `detail`, whose values are words, dates or Wordings: use `filled`. `rule` is None where
    no law but the order of events is in the way. With `blocks` False it is a warning.
    """

    code: str
    sentence: str
    detail: Mapping[str, Any]
    rule: str | None
    citation: Wording | None
    grade: Grade | None
    supplied_by: Office | None
    blocks: bool

    def filled(self, language: str) -> dict[str, Any]:
        """`detail` in one language, ready to fill the translated sentence."""
        return {
            name: value.in_language(language) if isinstance(value, Wording) else value
            for name, value in self.detail.items()
        }


class StageBlocked(Refused):
    """Carries the blockers. `detail` has the codes of those that block and the rules they rest on."""

    code = "agreements.stage_blocked"
    status = 409
    sentence = "This stage cannot be closed yet: %(count)s things are missing. Look at the list beside it."

    def __init__(self, found: tuple[Blocker, ...]) -> None:
        self.blockers = tuple(blocker for blocker in found if blocker.blocks)
        codes = [blocker.code for blocker in self.blockers]
        rules = sorted({blocker.rule for blocker in self.blockers if blocker.rule})
        super().__init__(count=len(codes), blockers=codes, rules=rules)


def blockers(
    road: Road, standing: Standing, stage: str, outcome: str, facts: CaseFacts, law: Rulebook
) -> tuple[Blocker, ...]:
    """What keeps a stage from ending in an outcome, blocking ones first; empty: nothing does.

    While the stage is not open only that is told. `outcome` may be DROPPED, which needs nothing but an
    unsigned case. Raises StageUnknown or OutcomeUnknown.
    """
    step = road.stage(stage)
    if found := _out_of_turn(road, standing, step):
        return found
    if outcome == DROPPED:
        return _drop_blockers(step) + _date_blockers(standing, stage, facts)
    chosen = road.outcome(stage, outcome)
    if not had_earlier(standing.history, stage, chosen):
        return (_plain("outcome.never_earlier", NEVER_EARLIER, stage=step.name),)
    missing = tuple(_missing(road, standing, step, chosen, _under_road(road, facts), law))
    found = _date_blockers(standing, stage, facts) + missing
    return tuple(sorted(found, key=lambda blocker: not blocker.blocks))


def lacking_now(road: Road, standing: Standing, facts: CaseFacts, law: Rulebook) -> tuple[Blocker, ...]:
    """What the stages done before the signature lack on this road: asked when a case comes to it from another
    road, whose stages of the same name may have asked for less."""
    found: dict[str, Blocker] = {}
    for step in road.before_signature:
        place = standing.of(step.code)
        if place.state is not State.DONE or place.outcome is None:
            continue
        then = _under_road(road, replace(facts, happened_on=place.closed_on))
        missing = _missing(road, standing, step, road.outcome(step.code, place.outcome), then, law)
        found |= {blocker.code: blocker for blocker in missing if blocker.blocks}
    return tuple(found.values())


def _under_road(road: Road, facts: CaseFacts) -> CaseFacts:
    """The facts on a day on which the road holds: what was not signed when it came into force needs all it
    asks, whatever day a stage is dated (PP 28/2018 art. 48 keeps signed agreements only)."""
    return replace(facts, happened_on=max(facts.day, road.effective_from))


def waiver_blockers(
    road: Road, standing: Standing, stage: str, waiver: Waiver, facts: CaseFacts, law: Rulebook
) -> tuple[Blocker, ...]:
    """What keeps a stage from being waived: its turn, a rule that allows it, and the three papers of it.

    Raises StageUnknown.
    """
    step = road.stage(stage)
    if found := _out_of_turn(road, standing, step):
        return found
    rule = law.standing_on(step.waivable, facts.day) if step.waivable else None
    if rule is None:
        return (_plain("waiver.not_allowed", NOT_WAIVABLE, stage=step.name),)
    lacking = {
        "legal_basis": Wording("dasar hukum", "legal basis"),
        "document": Wording("dokumen", "document"),
        "officer": Wording("pejabat", "officer"),
    }
    found = tuple(
        Blocker(
            code=f"waiver.{part}",
            sentence=WAIVER_LACKS,
            detail={"what": words},
            rule=rule.code,
            citation=rule.citation,
            grade=rule.grade,
            supplied_by=Office.REGION,
            blocks=True,
        )
        for part, words in lacking.items()
        if not getattr(waiver, part).strip()
    )
    return found + _date_blockers(standing, stage, facts)


def whose_turn(road: Road, standing: Standing, facts: CaseFacts, law: Rulebook) -> tuple[Office, ...]:
    """The offices that must move now, in the road's order: who supplies what the stages that are due still
    lack; where nothing is lacking, who acts there."""
    turns: dict[Office, None] = {}
    for code in standing.due_stages:
        step = road.stage(code)
        missing = blockers(road, standing, code, step.forward.code, facts, law)
        owed = [blocker.supplied_by for blocker in missing if blocker.blocks and blocker.supplied_by]
        turns |= dict.fromkeys(owed or [step.actor])
    return tuple(turns)


def _missing(
    road: Road, standing: Standing, step: Stage, outcome: Outcome, facts: CaseFacts, law: Rulebook
) -> Iterator[Blocker]:
    for need in needs_of(standing, step, outcome.code, facts, law):
        if is_found(need, step, road, standing, facts, law):
            continue
        rule = law.in_force(need.rule, facts.day)
        yield Blocker(
            code=f"{need.kind}.{need.code}",
            sentence=SENTENCES[need.kind],
            detail={"what": need.says},
            rule=rule.code,
            citation=rule.citation,
            grade=rule.grade,
            supplied_by=need.supplied_by,
            blocks=_does_block(need, road, standing, facts, law),
        )


def needs_of(
    standing: Standing, step: Stage, outcome: str, facts: CaseFacts, law: Rulebook
) -> tuple[Need, ...]:
    """The needs that apply to this case, outcome and day, found or not: the check list of a stage."""
    return tuple(
        need
        for need in step.needs
        if (not need.outcomes or outcome in need.outcomes)
        and (need.when is None or _applies(need.when, step, standing, facts))
        and law.standing_on(need.rule, facts.day) is not None
    )


def _applies(when: When, step: Stage, standing: Standing, facts: CaseFacts) -> bool:
    from_partner = {
        When.NGO: "ngo",
        When.INTERNATIONAL_ORGANISATION: "international_organisation",
        When.DEVELOPMENT_PARTNER: "development_partner",
    }
    if when in from_partner:
        return facts.partner == from_partner[when]
    return {
        When.HAS_COUNTRY: facts.partner != "international_organisation",
        When.SCIENCE_TECHNOLOGY: "science_technology" in facts.objects,
        When.GRANT: facts.involves_grant,
        When.COUNTERPART_FUNDS: facts.needs_counterpart_funds,
        When.SECOND_ROUND: standing.of(step.code).round > 1,
    }[when]


def _does_block(need: Need, road: Road, standing: Standing, facts: CaseFacts, law: Rulebook) -> bool:
    """A document of a stage that was waived is not asked for again; an unread rule blocks when switched on."""
    rule = law.in_force(need.rule, facts.day)
    if need.kind is NeedKind.EXCEPTION:
        return True
    if rule.grade is Grade.D and not (rule.unit is Unit.SWITCH and rule.parameter == 1):
        return False
    maker = road.maker_of("full_powers" if need.kind is NeedKind.POWERS else need.code)
    if maker is not None and standing.of(maker.code).state in (State.WAIVED, State.UNKNOWN):
        return False
    return need.blocks


def _out_of_turn(road: Road, standing: Standing, step: Stage) -> tuple[Blocker, ...]:
    place = standing.of(step.code)
    if place.state in (State.OPEN, State.UNKNOWN) and not standing.is_ended:
        return ()
    if standing.is_ended:
        return (_plain("stage.case_ended", ENDED),)
    if place.state in (State.DONE, State.WAIVED) or standing.current is None:
        return (_plain("stage.already_closed", ALREADY_PASSED, stage=step.name),)
    before = road.stage(standing.current).name
    return (_plain("stage.not_open", NOT_OPEN, stage=step.name, before=before),)


def _drop_blockers(step: Stage) -> tuple[Blocker, ...]:
    return () if step.is_before_signature else (_plain("stage.not_droppable", NOT_DROPPABLE),)


def _date_blockers(standing: Standing, stage: str, facts: CaseFacts) -> tuple[Blocker, ...]:
    opened = standing.of(stage).opened_on
    if facts.day > facts.today:
        return (_plain("date.in_future", IN_FUTURE, on=facts.day),)
    if opened is not None and facts.day < opened:
        return (_plain("date.before_opened", TOO_EARLY, on=facts.day, opened=opened),)
    return ()


def _plain(code: str, sentence: str, **detail: Any) -> Blocker:
    return Blocker(code, sentence, detail, None, None, None, None, blocks=True)
