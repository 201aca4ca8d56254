"""One chain: agreement, region, village, child, result. The analyst walks it to the end, the partner sees counts."""

import re
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from jembatan.children.models import Child
from jembatan.ledger.models import Entry
from jembatan.results import actions
from jembatan.results.models import ResultValue
from tests.builders import LENGKONG, SUCO
from tests.frameworks import Story, counted, reconciled, story, works_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def told() -> Story:
    return story()


def follow(client, by, address: str) -> tuple[str, list[str]]:
    """A page and the addresses it links to."""
    client.force_login(by)
    answer = client.get(address)
    assert answer.status_code == 200, address
    page = answer.content.decode()
    return page, re.findall(r'href="([^"]+)"', page)


def test_a_number_of_an_agreement_leads_down_to_its_children_and_hides_them_from_the_partner(client, told):
    reconciled()
    works_in(told, SUCO, LENGKONG)
    indicator = counted(told, "children.never_attended")
    story_page = reverse("agreements:agreement", args=[told.agreement.reference])
    framework = reverse("results:framework", args=[told.agreement.reference])
    number = reverse("results:indicator", args=[told.agreement.reference, indicator.pk])
    rows = f"{reverse('results:rows', args=[told.agreement.reference, indicator.pk])}?tempat={SUCO}"

    assert framework in follow(client, told.officer, story_page)[1]
    assert number in follow(client, told.analyst, framework)[1]
    assert rows in follow(client, told.analyst, number)[1]
    children = [link for link in follow(client, told.analyst, rows)[1] if link.startswith("/anak/")]
    assert len(children) == Child.objects.filter(status="never_attended").count() == 3
    child, _links = follow(client, told.analyst, children[0])
    assert "Contoh Anak" in child
    assert Entry.objects.filter(event="children.child_looked_at", actor=told.analyst).exists()

    page, links = follow(client, told.partner, number)
    assert rows not in links and "hidden-count" in page
    assert client.get(rows).status_code == client.get(children[0]).status_code == 404


def test_a_year_later_the_series_tells_both_counts_and_the_first_stays(client, told):
    reconciled(as_of=date(2026, 3, 31))
    works_in(told, SUCO)
    indicator = counted(told, "children.out_of_school", on=date(2026, 3, 31))
    run = reconciled(as_of=date(2026, 10, 31))
    back = Child.objects.filter(reconciliation=run, village_code=SUCO, status="dropped_out")[:2]
    Child.objects.filter(pk__in=[one.pk for one in back]).update(status="in_school", out_of_school=False)

    actions.take_stock(told.agreement, on=timezone.localdate(), by=told.officer)

    kept = ResultValue.objects.filter(measure=indicator.measure).order_by("on", "id")
    assert next((row.on, row.value) for row in kept) == (date(2026, 3, 31), 10)
    assert kept.last().value == 8
    page, _links = follow(
        client, told.partner, reverse("results:indicator", args=[told.agreement.reference, indicator.pk])
    )
    assert "8" in page and "10" in page
