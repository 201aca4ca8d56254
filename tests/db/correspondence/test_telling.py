"""People are told once, in their own language."""

from datetime import date

import pytest
from django.db import IntegrityError
from django.utils import translation

from jembatan.correspondence import queries
from jembatan.correspondence.models import Notice
from jembatan.correspondence.subjects import Subject, subject_of
from jembatan.correspondence.telling import tell
from jembatan.correspondence.words import sentence_of
from tests.builders import JEMBER
from tests.db.correspondence.conftest import DUE, TITLE, news, thing

pytestmark = pytest.mark.django_db
FACTS = {"what": TITLE, "day": date(2026, 11, 30)}


def remind(*people, key="due:1:30"):
    return tell(people, DUE, subject=thing(), key=key, url="/a/", facts=FACTS, due_on=date(2026, 11, 30))


def test_the_same_reminder_is_told_once_to_each(officer, reviewer):
    first = remind(officer)
    second = remind(officer, reviewer, officer)

    assert (first, second) == (1, 1)
    assert Notice.objects.count() == 2


def test_the_same_reminder_is_not_told_again_after_it_was_read(officer):
    remind(officer)
    Notice.objects.update(read_at="2026-11-01T00:00:00Z")

    assert remind(officer) == 0
    assert not queries.unread(officer).exists()


def test_another_key_is_another_notice(officer):
    remind(officer)

    assert remind(officer, key="due:1:15") == 1


def test_who_may_no_longer_sign_in_is_told_nothing(officer):
    officer.is_active = False

    assert remind(officer) == 0


def test_a_notice_remembers_what_it_is_about(officer):
    remind(officer)

    notice = Notice.objects.get()
    assert (notice.subject_type, notice.subject_id, notice.place_code) == ("tests.thing", "1", JEMBER)
    assert notice.due_on == date(2026, 11, 30)


def test_a_row_of_any_model_can_be_the_subject(officer):
    assignment = officer.assignments.get()

    tell([officer], DUE, subject=assignment, key="k", url="/a/", facts=FACTS)

    notice = Notice.objects.get()
    assert (notice.subject_type, notice.subject_id) == ("accounts.assignment", str(assignment.pk))
    assert notice.place_code == JEMBER


def test_a_notice_is_shown_in_the_language_of_the_reader(officer):
    remind(officer)
    notice = Notice.objects.get()

    with translation.override("en"):
        english = sentence_of(notice)
    with translation.override("id"):
        indonesian = sentence_of(notice)

    assert english == "Cooperation with Sample City: answer by 30 November 2026."
    assert indonesian.startswith("Kerja sama dengan Kota Contoh")


def test_a_notice_of_a_part_that_is_gone_still_says_something(officer):
    remind(officer)
    Notice.objects.update(kind="gone.gone")

    with translation.override("en"):
        assert "no longer installed" in sentence_of(Notice.objects.get())


def test_a_missing_fact_is_found_when_telling(officer):
    with pytest.raises(AssertionError, match="day"):
        tell([officer], DUE, subject=thing(), key="k", url="/a/", facts={"what": TITLE})


@pytest.mark.parametrize(("key", "url"), [("", "/a/"), ("k" * 151, "/a/"), ("k", "https://elsewhere.test/")])
def test_a_key_or_address_that_cannot_be_is_a_bug(officer, key, url):
    with pytest.raises(AssertionError):
        tell([officer], DUE, subject=thing(), key=key, url=url, facts=FACTS)


def test_the_database_also_says_that_a_notice_is_told_once(officer):
    told = news(officer, 1)
    told.pk = None

    with pytest.raises(IntegrityError):
        told.save(force_insert=True)


def test_telling_costs_two_queries_however_many_people(
    officer, reviewer, outsider, django_assert_num_queries
):
    with django_assert_num_queries(2):
        assert remind(officer, reviewer, outsider) == 3


def test_what_is_due_first_stands_first_and_what_is_never_due_last(officer):
    never, later, sooner = (
        news(officer, 1),
        news(officer, 2, due_on=date(2026, 12, 24)),
        news(officer, 3, due_on=date(2026, 11, 24)),
    )

    assert list(queries.unread(officer)) == [sooner, later, never]


def test_a_row_becomes_a_subject_with_its_page_and_fields(officer):
    assignment = officer.assignments.get()

    made = subject_of(assignment, url="/a/", title=TITLE, fields={"role": "Role"})

    assert made == Subject("accounts.assignment", str(assignment.pk), JEMBER, "/a/", TITLE, {"role": "Role"})
