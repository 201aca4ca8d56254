"""Every clock of the table of legal periods (T1 to T12) and the ones of our own, each by its name.

Pure. Numbers and grades are in agreements/data/law.toml. Ours, and therefore unverified: the ageing of a
letter of intent, the review of an indefinite term, dormancy, and how often a region reports.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from jembatan.agreements.rules.clocks import (
    Clock,
    ClockState,
    Reading,
    Span,
    ageing_clock,
    dated_clock,
    days_clock,
    months_later,
    working_clock,
)
from jembatan.agreements.rules.facts import CaseFacts, Paper, Term
from jembatan.agreements.rules.kinds import Office
from jembatan.agreements.rules.lifecycle import TermType
from jembatan.agreements.rules.roads import Road
from jembatan.agreements.rules.standing import Standing, State

DPRD, FOLLOW_UP, UPDATES, BINWAS_PLAN, LPPD, GWPP = "T1", "T2", "T3", "T4", "T5", "T6"
GRANT_REPORT, GRANT_REPORT_GRACE = "T7", "T7.GRACE"
PERMIT_RENEWAL, PERMIT_LONGEST = "T8.RENEWAL", "T8.LONGEST"
WARNING_EARLIEST, WARNING_LATEST, EXAMINATION = "T9.EARLIEST", "T9.LATEST", "T9.EXAMINATION"
REGULATION, REPORT, NO_LIMIT = "T10", "T11", "T12"
# The annual work plan counts as the operational permit (PP 59/2016 arts 14-24).
PERMITS = ("ngo_principal_permit", "ngo_annual_workplan")
INTENT_AGEING, DORMANT, TERM, REVIEW_EVERY = "INTENT.AGEING", "DORMANT", "TERM", "REVIEW.EVERY"


def case_clocks(road: Road, standing: Standing, facts: CaseFacts, reading: Reading) -> tuple[Clock, ...]:
    """The clocks that run in a case by its road: DPRD, letter of intent, permits, and the age of every
    open stage without a limit. A case that has ended has none."""
    if standing.is_ended:
        return ()
    found = [*_stage_clocks(road, standing, facts, reading), *_intent_clocks(road, standing, reading)]
    for permit in PERMITS:
        if paper := facts.paper(permit):
            found += permit_clocks(paper, reading)
    return tuple(found)


def dprd_clock(received_on: date, reading: Reading, *, decided_on: date | None = None) -> Clock:
    """T1: the DPRD decides within 45 working days of receiving the letter (PP 28/2018 art. 30(4)).

    Silence is never consent: past the day the clock is overdue, and nothing else happens.
    """
    return working_clock(Span(DPRD, DPRD, Office.DPRD, received_on, decided_on), reading)


def follow_up_clock(received_on: date, reading: Reading, *, closed_on: date | None = None) -> Clock:
    """T2: results of supervision are followed up within 60 working days (PP 12/2017 art. 27(5))."""
    return working_clock(Span(FOLLOW_UP, FOLLOW_UP, Office.REGION, received_on, closed_on), reading)


def supervision_year(year: int, done: Mapping[str, Sequence[date]], reading: Reading) -> tuple[Clock, ...]:
    """T3 to T6 of a calendar year: two updates of follow-up by its end, the binwas plan by the end of
    April, and after the year LPPD within 3 months and the governor's report within 2.

    `done` maps a code (T3 to T6) to the days it was done on.
    """
    start, after = date(year, 1, 1), date(year + 1, 1, 1)
    times = reading.law.parameter(UPDATES, start)
    updates = sorted(done.get(UPDATES, ()))
    plan, lppd, gwpp = (min(done.get(code, ()), default=None) for code in (BINWAS_PLAN, LPPD, GWPP))
    updated = updates[times - 1] if len(updates) >= times else None
    return (
        dated_clock(Span(UPDATES, UPDATES, Office.REGION, start, updated), date(year, 12, 31), reading),
        dated_clock(
            Span(BINWAS_PLAN, BINWAS_PLAN, Office.HOME_MINISTRY, start, plan),
            _months_after(start, BINWAS_PLAN, reading),
            reading,
        ),
        dated_clock(
            Span(LPPD, LPPD, Office.REGION, after, lppd), _months_after(after, LPPD, reading), reading
        ),
        dated_clock(
            Span(GWPP, GWPP, Office.REGION, after, gwpp), _months_after(after, GWPP, reading), reading
        ),
    )


def _months_after(start: date, rule: str, reading: Reading) -> date:
    """The last day of the rule's months counted from a first of January."""
    return months_later(start, reading.law.parameter(rule, start)) - timedelta(days=1)


def quarter_of(day: date) -> str:
    """The quarter a day lies in, as "2026Q3"."""
    return f"{day.year}Q{(day.month + 2) // 3}"


def grant_report_clocks(
    starts_on: date, reports: Mapping[str, date], reading: Reading, *, ends_on: date | None = None
) -> tuple[Clock, ...]:
    """T7: a report per quarter (PP 2/2012 art. 29(1)), from the quarter of `starts_on` to that of today.

    `reports` maps quarters ("2026Q3") to the day the report was sent. How many days after the quarter it
    is due is not stated: an unverified number of days.
    """
    found = []
    first = date(starts_on.year, 3 * ((starts_on.month - 1) // 3) + 1, 1)
    last = min(ends_on or reading.today, reading.today)
    while first <= last:
        quarter, after = quarter_of(first), months_later(first, 3)
        grace = timedelta(days=reading.number(GRANT_REPORT_GRACE))
        span = Span(f"{GRANT_REPORT}.{quarter}", GRANT_REPORT, Office.REGION, first, reports.get(quarter))
        found.append(dated_clock(span, after - timedelta(days=1) + grace, reading))
        first = after
    return tuple(found)


def permit_clocks(paper: Paper, reading: Reading) -> tuple[Clock, ...]:
    """T8: of an NGO's permit, the last day to file for renewal (3 months before its end) and the end itself.

    PP 59/2016 arts 7, 16. Nothing for other papers and for permits whose dates are not known.
    """
    if paper.type not in PERMITS or paper.valid_from is None or paper.valid_until is None:
        return ()
    file_by = months_later(paper.valid_until, -reading.number(PERMIT_RENEWAL))
    filing = Span(f"{paper.type}.renewal", PERMIT_RENEWAL, Office.PARTNER, paper.valid_from)
    ending = Span(f"{paper.type}.end", PERMIT_LONGEST, Office.PARTNER, paper.valid_from)
    return (dated_clock(filing, file_by, reading), dated_clock(ending, paper.valid_until, reading))


def is_too_long(paper: Paper, reading: Reading) -> bool:
    """Whether a permit runs longer than the law lets it: 3 years (PP 59/2016 art. 7)."""
    if paper.valid_from is None or paper.valid_until is None:
        return False
    rule = reading.law.standing_on(PERMIT_LONGEST, paper.valid_from)
    if rule is None or rule.parameter is None:
        return False
    return paper.valid_until > months_later(paper.valid_from, 12 * rule.parameter)


def warning_window(first_on: date, reading: Reading) -> tuple[date, date]:
    """T9: the first and last day for the second written warning after the first (PP 12/2017 art. 38)."""
    earliest, latest = (reading.law.parameter(rule, first_on) for rule in (WARNING_EARLIEST, WARNING_LATEST))
    return first_on + timedelta(days=earliest), first_on + timedelta(days=latest)


def warning_clock(first_on: date, reading: Reading, *, second_on: date | None = None) -> Clock:
    """T9: the last day for the second written warning."""
    return days_clock(Span("T9.WARNING", WARNING_LATEST, Office.HOME_MINISTRY, first_on, second_on), reading)


def examination_clock(started_on: date, reading: Reading, *, ended_on: date | None = None) -> Clock:
    """T9: an examination by APIP takes 45 working days at most (PP 12/2017 art. 38)."""
    return working_clock(Span(EXAMINATION, EXAMINATION, Office.HOME_MINISTRY, started_on, ended_on), reading)


def regulation_clock(enacted_on: date, reading: Reading, *, sent_on: date | None = None) -> Clock:
    """T10: a regional regulation is sent up within 7 working days (PP 12/2017 art. 36(2)g)."""
    return working_clock(Span(REGULATION, REGULATION, Office.REGION, enacted_on, sent_on), reading)


def report_clock(since: date, reading: Reading, *, reported_on: date | None = None) -> Clock:
    """T11: the next report on the cooperation, counted from the signature or the report before.

    The duty is PP 28/2018 art. 43; how often is not known here: an unverified number of months.
    """
    span = Span(REPORT, REPORT, Office.REGION, since, reported_on)
    return dated_clock(span, months_later(since, reading.number(REPORT)), reading)


def intent_clock(signed_on: date, reading: Reading, *, asked_on: date | None = None) -> Clock:
    """The age of a letter of intent until the DPRD is asked; past the unverified threshold it is ageing."""
    past = ClockState.AGEING
    return days_clock(Span(INTENT_AGEING, INTENT_AGEING, Office.REGION, signed_on, asked_on, past), reading)


def dormancy_clock(last_activity_on: date, reading: Reading) -> Clock:
    """The time since the last activity; past the unverified threshold the cooperation is dormant."""
    due_on = months_later(last_activity_on, reading.number(DORMANT))
    span = Span(DORMANT, DORMANT, Office.REGION, last_activity_on, past=ClockState.AGEING)
    return dated_clock(span, due_on, reading)


def is_dormant(last_activity_on: date, reading: Reading) -> bool:
    """Whether nothing was recorded for longer than the unverified threshold (12 months)."""
    return dormancy_clock(last_activity_on, reading).state is ClockState.AGEING


def present_end(term: Term, today: date) -> date | None:
    """The last day of the period a term is in: that of the present renewal when it renews by itself.

    A period of whole months is renewed by as many months, any other by as many days. None: indefinite.
    """
    if term.ends_on is None or term.type is not TermType.FIXED_AUTO_RENEW:
        return term.ends_on
    day_after, months = term.ends_on + timedelta(days=1), 1
    while months_later(term.starts_on, months) < day_after:
        months += 1
    whole = months_later(term.starts_on, months) == day_after
    length, renewals, end = (day_after - term.starts_on).days, 0, term.ends_on
    while end < today:
        renewals += 1
        if whole:
            end = months_later(term.starts_on, months * (renewals + 1)) - timedelta(days=1)
        else:
            end += timedelta(days=length)
    return end


def is_lapsed(term: Term, today: date) -> bool:
    """Whether a fixed term has run out without an extension."""
    end = present_end(term, today)
    return end is not None and end < today


def term_clocks(term: Term, reading: Reading, *, ended_on: date | None = None) -> tuple[Clock, ...]:
    """The end of a term and the last day of notice; of an indefinite term, the next review.

    A term that ends on a day nobody recorded has no clock: nothing is due that anybody could name.
    """
    end = present_end(term, reading.today)
    if end is None and term.type is not TermType.INDEFINITE_WITH_REVIEW:
        return ()
    if end is None:
        since = term.reviewed_on or term.starts_on
        months = term.review_every or reading.number(REVIEW_EVERY)
        span = Span("term.review", REVIEW_EVERY, Office.REGION, since, ended_on)
        return (dated_clock(span, months_later(since, months), reading),)
    closing = dated_clock(Span("term.end", TERM, Office.REGION, term.starts_on, ended_on), end, reading)
    if not term.notice_days:
        return (closing,)
    notice = Span("term.notice", TERM, Office.REGION, term.starts_on, ended_on)
    return (dated_clock(notice, end - timedelta(days=term.notice_days), reading), closing)


def _stage_clocks(road: Road, standing: Standing, facts: CaseFacts, reading: Reading) -> Iterator[Clock]:
    for stage in road.before_signature:
        place = standing.of(stage.code)
        if place.state not in (State.OPEN, State.DONE):
            continue
        received = facts.dprd_received_on
        if stage.clock == DPRD and received and reading.law.standing_on(DPRD, received):
            yield dprd_clock(received, reading, decided_on=place.closed_on)
        elif place.state is State.OPEN and place.opened_on is not None:
            span = Span(f"stage.{stage.code}", NO_LIMIT, stage.actor, place.opened_on)
            yield ageing_clock(span, reading)


def _intent_clocks(road: Road, standing: Standing, reading: Reading) -> Iterator[Clock]:
    """The clock of a signed letter of intent, until the plan has left for the DPRD or the case is signed."""
    maker = road.maker_of("loi")
    if maker is None:
        return
    place = standing.of(maker.code)
    if place.state is not State.DONE or place.outcome != "signed" or place.closed_on is None:
        return
    plan = road.maker_of("cooperation_plan")
    asked_on = standing.of(plan.code).closed_on if plan else None
    if not standing.is_signed:
        yield intent_clock(place.closed_on, reading, asked_on=asked_on)
