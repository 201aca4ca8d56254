"""Story: the demo's cooperations are told by real verbs, once, and show what a desk has to look after."""

from datetime import timedelta

import pytest
from django.utils import timezone

from jembatan.accounts.rules.places import COUNTRY
from jembatan.agreements.models import Agreement, Amendment, Obligation, StageEvent
from jembatan.agreements.queries.terms import merge_now
from jembatan.agreements.rules.lifecycle import State
from jembatan.counterparts.models import Counterpart
from jembatan.ledger.queries import chain_state
from jembatan.site.demo import cooperation, staging
from jembatan.site.demo.cast import CAST
from tests.builders import place

WAITING, WAIVED, AMENDED, LAPSED = (
    next(story for story in cooperation.STORIES if name in story[0])
    for name in ("Midorinose", "Lembaga Anak Sedunia", "Riverbend", "Bandar Melur")
)


@pytest.fixture
def told(settings):
    """Tells stories on today's calendar, with the demo's cast in place."""
    # Nobody signs in here, so passwords need not be costly to guess.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    for code in {code for member in CAST for code in member.places if code != COUNTRY}:
        place(code)
    staging.cast_accounts("kata-sandi-contoh")

    def tell(*stories):
        return cooperation.tell_stories(today=timezone.localdate(), stories=stories)

    return tell


@pytest.mark.django_db
def test_a_cooperation_waits_at_the_dprd_beyond_its_clock_and_is_told_only_once(told):
    new, again = told(WAITING), told(WAITING)

    agreement = Agreement.objects.get()
    assert (new, again) == (1, 0)
    assert (agreement.stage, agreement.turn) == ("DPRD", "dprd")
    assert agreement.next_due_on < timezone.localdate()
    assert all("(contoh)" in partner.official_name for partner in Counterpart.objects.all())
    assert chain_state().broken_at is None


@pytest.mark.slow
@pytest.mark.django_db
def test_signed_cooperations_leave_a_question_a_conflict_and_a_term_that_ran_out(told):
    told(WAIVED, AMENDED, LAPSED)

    today = timezone.localdate()
    question = StageEvent.objects.get(question=StageEvent.Question.OPEN)
    drafted = Amendment.objects.get(state=Amendment.State.DRAFTED)
    lapsed = Agreement.objects.get(title_id=LAPSED[0])
    assert (question.stage, question.agreement.title_id) == ("DPRD", WAIVED[0])
    assert [conflict.field for conflict in merge_now(drafted).conflicts] == ["notice_days", "clauses.9"]
    assert lapsed.state == State.IN_FORCE and lapsed.ends_on < today - timedelta(days=30)
    assert Obligation.objects.filter(met_on=None, due_on__lt=today).count() == 1
