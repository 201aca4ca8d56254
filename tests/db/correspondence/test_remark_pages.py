"""The pages of remarks: without a script, and for nobody who may not see the thing."""

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import reverse

from jembatan.correspondence import queries
from jembatan.correspondence.models import Remark
from tests.db.correspondence.conftest import THING, thing
from tests.db.correspondence.test_remarks import say

pytestmark = pytest.mark.django_db
THREAD = f"/kotak-masuk/catatan/tentang/{THING}/1/"


def of(route, remark):
    return reverse(f"correspondence:{route}", args=[remark.pk])


def test_a_remark_is_written_answered_resolved_and_reopened_on_the_page(client, officer):
    client.force_login(officer)

    said = client.post(THREAD, {"text": "Three or five?", "field": "duration", "next": "/rencana/"})
    remark = Remark.objects.get()
    answered = client.post(of("reply", remark), {"text": "Three."})
    resolved = client.post(of("resolve", remark))
    page = client.get(THREAD)
    reopened = client.post(of("reopen", remark))

    assert said.url == "/rencana/#catatan-duration"
    assert answered.url == resolved.url == reopened.url == "/kotak-masuk/#catatan-duration"
    assert "Three." in page.content.decode()
    assert page.context["thread"].open == 0
    assert not Remark.objects.get(parent=None).is_resolved


def test_a_field_on_which_nothing_was_said_can_be_chosen(client, officer):
    client.force_login(officer)

    text = client.get(THREAD).content.decode()

    assert '<option value="duration">Jangka waktu</option>' in text


def test_an_outsider_finds_no_thread_and_no_remark(client, officer, outsider):
    remark = say("Three or five?", officer)
    client.force_login(outsider)

    answers = [client.get(THREAD), client.post(THREAD, {"text": "Hello"})]
    answers += [client.post(of(route, remark), {"text": "x"}) for route in ("reply", "resolve", "reopen")]

    assert [answer.status_code for answer in answers] == [404] * 5
    assert Remark.objects.count() == 1


def test_a_thing_of_an_unknown_kind_and_a_remark_that_is_not_there_are_not_found(client, officer):
    client.force_login(officer)

    assert client.get("/kotak-masuk/catatan/tentang/tests.unknown/1/").status_code == 404
    assert client.post(reverse("correspondence:reply", args=[4711])).status_code == 404


def test_a_refused_remark_keeps_what_was_typed(client, officer):
    client.force_login(officer)

    page = client.post(THREAD, {"text": "NIK 9935095203120001", "field": "duration"})

    assert page.status_code == 400
    text = page.content.decode()
    assert "NIK 9935095203120001" in text
    assert 'name="field" value="duration"' in text
    assert f'name="next" value="{THREAD}"' in text


def test_a_refusal_without_words_to_keep_says_why(client, officer):
    remark = say("Three or five?", officer)
    client.force_login(officer)

    assert client.post(of("reopen", remark)).status_code == 409


def test_a_reader_who_may_not_write_sees_the_remarks_and_no_form(client, officer, monkeypatch):
    say("Three or five?", officer)
    client.force_login(officer)
    monkeypatch.setattr(type(officer), "may", lambda self, permission, *, at: "see" in permission)

    text = client.get(THREAD).content.decode()

    assert "Three or five?" in text
    assert "<textarea" not in text


def test_what_people_write_is_never_taken_for_a_page(client, officer):
    say("<script>alert(1)</script>", officer)
    client.force_login(officer)

    assert "<script>alert" not in client.get(THREAD).content.decode()


@pytest.mark.parametrize(("field", "shown"), [("duration", ["Three?"]), ("", ["Good."])])
def test_a_page_above_shows_the_remarks_of_one_field(officer, field, shown):
    say("Three?", officer, field="duration")
    say("Good.", officer)
    request = RequestFactory().get("/mitra/?a=1")
    template = Template("{% load correspondence %}{% remarks thread field %}")

    text = template.render(
        Context({"request": request, "thread": queries.thread_of(officer, thing()), "field": field})
    )

    assert [said for said in ("Three?", "Good.") if said in text] == shown
    assert 'name="next" value="/mitra/?a=1"' in text


def test_the_home_page_can_show_what_waits(officer):
    from tests.db.correspondence.conftest import news

    news(officer, 7)
    template = Template('{% include "correspondence/_waiting.html" %}')

    assert "News 7." in template.render(Context({"notices": queries.unread(officer)[:5]}))
