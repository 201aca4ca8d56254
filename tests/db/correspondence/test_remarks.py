"""Remarks on a field: who may, who is told, and that nothing said is ever changed."""

import pytest
from django.db import IntegrityError
from django.utils import timezone

from jembatan.correspondence import actions, queries
from jembatan.correspondence.models import Notice, Remark
from jembatan.correspondence.rules import remarks as rules
from jembatan.correspondence.subjects import find, may_see
from jembatan.ledger.acting import NotAllowed
from jembatan.ledger.models import Entry
from tests.builders import JEMBER, person
from tests.db.correspondence.conftest import THING, thing

pytestmark = pytest.mark.django_db


def say(text, by, *, field="", subject=None):
    subject = subject or thing()
    return actions.remark(
        subject, field=field, text=text, may_see=may_see(subject), at=subject.place_code, by=by
    )


def answer(remark, text, by):
    return actions.reply(remark, text=text, subject=thing(), may_see=may_see(thing()), by=by)


def resolve(remark, by):
    actions.resolve(remark, subject=thing(), may_see=may_see(thing()), by=by)


def told(user):
    return list(Notice.objects.to(user).values_list("kind", flat=True).order_by("id"))


def test_a_remark_stands_at_its_field_and_is_recorded(officer):
    made = say("  Five years?\r\nThe plan says three. ", officer, field="duration")

    assert made.text == "Five years?\nThe plan says three."
    assert (made.subject_type, made.subject_id, made.place_code) == (THING, "1", JEMBER)
    entry = Entry.objects.about(made).get()
    assert (entry.event, entry.place_code) == ("correspondence.remarked", JEMBER)
    assert entry.detail == {"subject": THING, "id": "1", "field": "duration"}


def test_who_may_not_write_here_says_nothing(outsider):
    with pytest.raises(NotAllowed):
        say("Hello", outsider)

    assert not Remark.objects.exists()


def test_a_desk_elsewhere_says_nothing_here():
    elsewhere = person("elsewhere", "cooperation_officer", at="35.78")

    with pytest.raises(NotAllowed):
        say("Hello", elsewhere)


def test_a_remark_lies_where_its_subject_lies(officer):
    with pytest.raises(AssertionError):
        actions.remark(
            thing(at="35.09.23"), field="", text="x", may_see=lambda user: True, at=JEMBER, by=officer
        )


@pytest.mark.parametrize(
    ("field", "text", "refusal"),
    [
        ("", "   ", rules.NothingSaid),
        ("", "x" * 4001, rules.TooLong),
        ("", "NIK 9935 0952 0312 0001", rules.IdentityNumberInRemark),
        ("colour", "Hello", rules.UnknownField),
    ],
)
def test_what_cannot_be_a_remark_is_refused_and_leaves_no_trace(officer, field, text, refusal):
    before = Entry.objects.count()

    with pytest.raises(refusal):
        say(text, officer, field=field)

    assert not Remark.objects.exists()
    assert Entry.objects.count() == before


def test_who_is_addressed_is_told_once(officer, reviewer):
    say("@reviewer please look, @Reviewer. Mail a@reviewer.test is nobody.", officer)

    assert told(reviewer) == ["correspondence.mentioned"]
    assert told(officer) == []


def test_who_may_not_see_the_thing_is_told_nothing(officer, outsider):
    say("@outsider look", officer)

    assert told(outsider) == []
    assert not Notice.objects.exists()


def test_who_addresses_themselves_is_not_told(officer):
    say("@officer remember", officer)

    assert told(officer) == []


def test_the_author_is_told_of_an_answer_and_of_the_end(officer, reviewer):
    remark = say("Three or five?", reviewer, field="duration")

    answer(remark, "Three.", officer)
    resolve(remark, officer)

    assert told(reviewer) == ["correspondence.replied", "correspondence.resolved"]


def test_an_author_who_is_addressed_in_the_answer_is_told_once(officer, reviewer):
    remark = say("Three or five?", reviewer)

    answer(remark, "@reviewer three.", officer)

    assert told(reviewer) == ["correspondence.mentioned"]


def test_an_author_who_lost_sight_of_the_thing_is_told_nothing(officer, reviewer):
    remark = say("Three or five?", reviewer)
    reviewer.assignments.update(until="2026-01-02")

    answer(remark, "Three.", officer)

    assert told(reviewer) == []


def test_an_answer_to_an_answer_belongs_to_the_same_remark(officer, reviewer):
    remark = say("Three or five?", reviewer, field="duration")

    second = answer(answer(remark, "Three.", officer), "Good.", reviewer)

    assert (second.parent, second.field) == (remark, "duration")


def test_a_remark_is_resolved_once_and_can_be_opened_again(officer, reviewer):
    remark = say("Three or five?", reviewer)

    resolve(remark, officer)
    with pytest.raises(rules.AlreadyResolved):
        resolve(remark, officer)
    with pytest.raises(rules.AlreadyResolved):
        answer(remark, "Late.", officer)
    actions.reopen_remark(remark, by=reviewer)
    with pytest.raises(rules.NotResolved):
        actions.reopen_remark(remark, by=reviewer)
    resolve(remark, officer)

    assert Remark.objects.get().resolved_by == officer
    assert told(reviewer) == ["correspondence.resolved"] * 2


def test_one_answer_alone_is_neither_resolved_nor_opened_again(officer, reviewer):
    one = answer(say("Three or five?", reviewer), "Three.", officer)

    with pytest.raises(rules.NotARemark):
        resolve(one, officer)
    with pytest.raises(rules.NotARemark):
        actions.reopen_remark(one, by=officer)


def test_the_database_also_says_who_resolved_when(officer):
    remark = say("Three or five?", officer)
    remark.resolved_at = timezone.now()

    with pytest.raises(IntegrityError):
        remark.save()


def test_a_thread_is_grouped_by_field_with_open_counts(officer, reviewer):
    done = say("Done?", officer, field="duration")
    open_one = say("Three or five?", reviewer, field="duration")
    reply = answer(open_one, "Three.", officer)
    whole = say("A good draft.", reviewer)
    resolve(done, reviewer)

    thread = queries.thread_of(officer, thing())

    duration = thread.fields["duration"]
    assert [each.remark for each in duration.said] == [done, open_one]
    assert duration.said[1].replies == (reply,)
    assert [each.remark for each in thread.whole.said] == [whole]
    assert (duration.open, thread.whole.open, thread.open) == (1, 1, 2)
    assert thread.parts == [thread.whole, duration]
    assert queries.open_counts(THING, ["1", "2"]) == {"1": 2}


def test_remarks_on_another_thing_stay_there(officer):
    say("There", officer, subject=thing("2"))

    assert queries.thread_of(officer, thing()).open == 0


def test_a_remark_on_a_field_that_is_gone_is_still_shown(officer):
    say("Three or five?", officer, field="duration")
    Remark.objects.update(field="length")

    thread = queries.thread_of(officer, thing())

    assert thread.fields["length"].label == "length"
    assert thread.open == 1


def test_a_thread_costs_the_same_however_much_was_said(officer, django_assert_num_queries):
    for _ in range(5):
        answer(say("Three or five?", officer, field="duration"), "Three.", officer)
    officer.held  # noqa: B018  what they may is read once per request anyway

    with django_assert_num_queries(2):
        thread = queries.thread_of(officer, thing())
        assert [str(each.remark.author) for each in thread.fields["duration"].said] == ["Officer"] * 5


def test_those_whose_office_reaches_the_place_can_be_addressed(officer, reviewer, outsider):
    ministry = person("ministry", "ministry_supervisor")
    province = person("province", "governor_supervisor", at="35")
    person("elsewhere", "cooperation_officer", at="35.78")
    person("village", "village_operator", at=JEMBER)
    gone = person("gone", "cooperation_officer", at=JEMBER)
    gone.assignments.update(until="2026-01-02")

    assert {*queries.mentionable(JEMBER)} == {officer, reviewer, ministry, province}
    assert queries.mentionable("ID") == [ministry]
    assert queries.thread_of(outsider, thing()).people == ()


def test_a_thing_of_an_unknown_kind_is_found_by_nobody(officer):
    assert find(officer, "tests.unknown", "1") is None
    assert find(officer, THING, "1") == thing()
