"""Where a person's notices are mailed: said by that person alone."""

import pytest

from jembatan.accounts.models import User
from jembatan.correspondence import actions
from jembatan.ledger.acting import NotYours
from jembatan.ledger.models import Entry

pytestmark = pytest.mark.django_db
ADDRESS = "/kotak-masuk/alamat/"


def test_a_person_says_where_notices_are_mailed_and_the_ledger_does_not_keep_it(client, officer):
    client.force_login(officer)

    answer = client.post(ADDRESS, {"address": " officer@example.test "})

    assert answer.url == "/kotak-masuk/"
    assert User.objects.get(pk=officer.pk).email == "officer@example.test"
    assert Entry.objects.get(event="correspondence.address_set").detail == {"given": True}


def test_an_empty_address_ends_the_letters(client, officer):
    actions.set_address(officer, address="officer@example.test", by=officer)
    client.force_login(officer)

    client.post(ADDRESS, {"address": ""})

    assert User.objects.get(pk=officer.pk).email == ""


@pytest.mark.parametrize("wrong", ["officer", "a@b", "two words@example.test", "x" * 250 + "@example.test"])
def test_what_is_no_address_is_refused_at_its_field_and_kept_for_mending(client, officer, wrong):
    client.force_login(officer)

    page = client.post(ADDRESS, {"address": wrong})

    assert page.status_code == 400
    assert page.context["form"].errors["address"]
    assert wrong in page.content.decode()
    assert User.objects.get(pk=officer.pk).email == ""


def test_the_page_shows_the_address_kept(client, officer):
    actions.set_address(officer, address="officer@example.test", by=officer)
    client.force_login(officer)

    assert "officer@example.test" in client.get(ADDRESS).content.decode()


def test_nobody_sets_the_address_of_somebody_else(officer, outsider):
    with pytest.raises(NotYours):
        actions.set_address(officer, address="outsider@example.test", by=outsider)
