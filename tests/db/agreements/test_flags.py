"""Flags in SQL and flags by the rules say the same of every row, and a list asks for them in few queries."""

import random
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from jembatan.agreements.engine.law_files import standard_rulebook
from jembatan.agreements.models import Activity, Agreement, StageEvent, Topic
from jembatan.agreements.queries.flags import flagged, flags_for, thresholds_on, with_flags
from jembatan.agreements.rules.flags import Flag, Thresholds
from jembatan.agreements.rules.lifecycle import EndedBecause, State, TermType
from jembatan.ledger.machine import machine_account
from jembatan.workflow.law import Rulebook
from tests.builders import JEMBER, place
from tests.cooperation import SURABAYA, partner_for

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
LIMITS = Thresholds()
NOW = datetime(2026, 11, 22, tzinfo=UTC)


def around(luck, *steps):
    """A day at one of these distances from today, off by one now and then; or none."""
    return luck.choice([None, *(TODAY + timedelta(days=step + luck.choice([-1, 0, 0, 1])) for step in steps)])


def row(luck, number, partners, parents):
    """One agreement with facts drawn from the edges of every rule; written directly, verbs have their tests."""
    state = luck.choice([State.IN_FORCE, State.IN_FORCE, State.ON_THE_ROAD, State.SUSPENDED, State.ENDED])
    term = luck.choice(
        [TermType.FIXED, TermType.FIXED, TermType.FIXED_AUTO_RENEW, TermType.INDEFINITE_WITH_REVIEW]
    )
    starts = around(luck, -2000, -800)
    ends = None if term is TermType.INDEFINITE_WITH_REVIEW else around(luck, -400, -1, 0, 90, 365, 366, 900)
    if starts and ends and ends < starts:
        ends = starts
    legacy = luck.random() < 0.3
    signed = around(luck, -800, -365, -300)
    ended = {"ended_on": TODAY, "ended_because": EndedBecause.TERMINATED} if state is State.ENDED else {}
    return Agreement.objects.create(
        reference=f"CONTOH-{number}",
        place_id=luck.choice([JEMBER, JEMBER, SURABAYA]),
        kind="sister_regency_city",
        tier=luck.choice(["mou", "mou", "technical_arrangement"]),
        parent=luck.choice([None, None, *parents]),
        counterpart=luck.choice(partners),
        title_id="Contoh",
        state=state,
        signed_on=signed or (None if legacy or state is State.ON_THE_ROAD else TODAY),
        starts_on=starts,
        ends_on=ends,
        term_type=term,
        is_legacy=legacy,
        last_active_on=around(luck, -366, -365, -364, -30),
        opened_on=date(2020, 1, 1),
        opened_by=machine_account(),
        **ended,
    )


def surroundings(luck, agreement):
    for code in luck.sample(["education", "culture", "health"], luck.randrange(3)):
        Topic.objects.create(agreement=agreement, list=Topic.List.FIELD, code=code)
    for _ in range(luck.randrange(3)):
        state = luck.choice(list(Activity.State))
        last = luck.choice([date(2025, 12, 31), date(2026, 1, 1), date(2027, 6, 1)])
        Activity.objects.create(
            agreement=agreement,
            title="Contoh",
            starts_on=date(2025, 1, 1),
            ends_on=last,
            agency="Dinas",
            budget=Decimal(0),
            state=state,
            continues=luck.random() < 0.2,
            done_on=last if state == Activity.State.DONE else None,
            cancelled_because="batal" if state == Activity.State.CANCELLED else "",
            entered_by=machine_account(),
            entered_at=NOW,
        )
    for stage, outcome, chance in (("PERNYATAAN_KEHENDAK", "signed", 0.6), ("RENCANA", "completed", 0.2)):
        for _ in range(luck.randrange(1, 3) if luck.random() < chance else 0):
            StageEvent.objects.create(
                agreement=agreement,
                stage=stage,
                outcome=outcome,
                on=around(luck, -400, -365, -30) or TODAY,
                office="region",
                recorded_by=machine_account(),
                recorded_at=NOW,
            )


@pytest.fixture
def world():
    """A hundred and sixty agreements of two regions with three partners, each on some edge."""
    luck = random.Random(22)
    for code in (JEMBER, SURABAYA):
        place(code)
    partners = [partner_for(name=f"Kota Contoh {number}") for number in range(3)]
    parents = []
    for number in range(160):
        agreement = row(luck, number, partners, parents[:6])
        surroundings(luck, agreement)
        parents.append(agreement)


def test_sql_and_rules_say_the_same_of_every_row(world):
    agreements = Agreement.objects.all()

    by_rules = flags_for(agreements, today=TODAY, thresholds=LIMITS)

    for flag in Flag:
        expected = {key for key, found in by_rules.items() if flag in {one.flag for one in found}}
        in_sql = set(flagged(agreements, flag, today=TODAY, thresholds=LIMITS).values_list("pk", flat=True))
        assert in_sql == expected, flag
        assert 0 < len(expected) < 160, flag
        marked = with_flags(agreements, today=TODAY, thresholds=LIMITS)
        assert {one.pk for one in marked if getattr(one, f"is_{flag.value}")} == expected


def test_a_list_with_all_flags_is_one_query_and_reasons_are_few(world, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert len(with_flags(Agreement.objects.all(), today=TODAY, thresholds=LIMITS)) == 160
    with django_assert_num_queries(6):
        flags_for(Agreement.objects.all()[:50], today=TODAY, thresholds=LIMITS)


def test_umbrellas_of_the_centre_are_looked_at_alone(world):
    umbrella = Agreement.objects.first()
    Agreement.objects.filter(pk=umbrella.pk).update(
        place=None, tier="umbrella", state=State.IN_FORCE, term_type=TermType.FIXED, ends_on=date(2026, 1, 1),
        starts_on=None, signed_on=date(2020, 1, 1), is_legacy=True, ended_on=None, ended_because="",
        last_active_on=TODAY,
    )  # fmt: skip

    found = flags_for(Agreement.objects.filter(pk=umbrella.pk), today=TODAY, thresholds=LIMITS)

    assert [one.flag for one in found[umbrella.pk]] == [Flag.LAPSED]
    for flag in (Flag.OVERLAP, Flag.PORTFOLIO):
        listed = flagged(Agreement.objects.filter(pk=umbrella.pk), flag, today=TODAY, thresholds=LIMITS)
        assert not listed.exists()


def test_the_thresholds_come_from_the_law_in_use():
    assert thresholds_on(standard_rulebook(), TODAY) == Thresholds(12, 365, (365, 180, 90, 60, 30, 15))
    assert thresholds_on(Rulebook(()), TODAY) == Thresholds()
