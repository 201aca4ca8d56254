"""The pages about children: who may open them, what they show masked, and that looking is written down."""

import pytest
from django.urls import reverse

from jembatan.children import words
from jembatan.ledger.models import Entry
from tests.builders import JEMBER, LENGKONG, SUCO, person
from tests.reconciled import child, reconciliation, record_behind

pytestmark = pytest.mark.django_db
NIK = "9909235203120001"


@pytest.fixture
def run():
    return reconciliation()


@pytest.fixture
def seen(client):
    def sign_in(*args, **kwargs):
        user = person(*args, **kwargs)
        client.force_login(user)
        return client

    return sign_in


def _page(of):
    return reverse("children:child", args=[of.reconciliation_id, of.key])


def test_a_child_page_shows_status_trace_sources_and_a_masked_nik(seen, run):
    one = child(
        run, SUCO, name="Siti Contoh", claims={"census": {"name": "SITI"}, "roster": {"name": "SITTI"}}
    )
    record_behind(one, nik=NIK)

    page = seen("operator", "village_operator", at=SUCO).get(_page(one))

    text = page.content.decode()
    assert page.status_code == 200
    assert "Siti Contoh" in text and "SITTI" in text
    assert 'class="differs"' in text
    assert NIK not in text and NIK[:12] not in text and "•" * 13 + NIK[-3:] in text


def test_looking_at_a_child_is_written_down_and_told_to_the_next_who_looks(seen, run):
    one = child(run, SUCO)
    operator = seen("operator", "village_operator", at=SUCO)

    operator.get(_page(one))
    second = operator.get(_page(one)).content.decode()

    assert [entry.event for entry in Entry.objects.about(one)] == ["children.child_looked_at"] * 2
    assert Entry.objects.about(one)[0].detail == {}
    assert "Operator" in second


def test_the_whole_nik_is_shown_on_request_to_those_who_may_and_that_is_written_down(seen, run):
    one = child(run, SUCO)
    record_behind(one, nik=NIK)

    page = seen("operator", "village_operator", at=SUCO).post(_page(one))

    assert NIK in page.content.decode()
    assert Entry.objects.about(one).get().event == "children.identifier_shown"


def test_an_enumerator_asking_for_the_whole_nik_still_sees_it_masked(seen, run):
    one = child(run, SUCO)
    record_behind(one, nik=NIK)

    page = seen("pendata", "enumerator", at=SUCO).post(_page(one))

    assert NIK not in page.content.decode()
    assert Entry.objects.about(one).get().event == "children.child_looked_at"


def test_a_sensitive_cause_is_another_cause_to_the_operator_and_itself_to_the_companion(seen, run):
    facts = {"causes": ["6", "2"], "cause_main": "6", "flags": ["disability"], "disability": "physical"}
    claims = {"census": {"name": "X", "disability": "physical", "cause_main": "6"}}
    one = child(run, SUCO, claims=claims, **facts)
    violence = str(words.CAUSES["6"]).lower()
    disability = str(words.FLAGS["disability"]).lower()

    to_operator = seen("operator", "village_operator", at=SUCO).get(_page(one)).content.decode().lower()
    to_companion = seen("pendamping", "case_companion", at=SUCO).get(_page(one)).content.decode().lower()

    assert violence not in to_operator and disability not in to_operator
    assert violence in to_companion and disability in to_companion


@pytest.mark.parametrize(
    ("role", "at"),
    [
        ("village_operator", LENGKONG),
        ("partner", JEMBER),
        ("ministry_supervisor", "ID"),
        ("cooperation_officer", JEMBER),
        ("village_head", LENGKONG),
        ("account_manager", JEMBER),
        (None, "ID"),
    ],
)
def test_nobody_else_opens_a_child_or_a_list_of_children(seen, run, role, at):
    one = child(run, SUCO, next_step="visit")
    somebody = seen("seseorang", role, at=at)

    answers = [
        somebody.get(_page(one)).status_code,
        somebody.get(reverse("children:list", args=[SUCO]) + "?status=ats").status_code,
        somebody.get(reverse("children:visits", args=[SUCO])).status_code,
    ]

    assert answers == [404, 404, 404]
    assert not Entry.objects.about(one).exists()


def test_a_village_head_opens_the_children_of_the_own_village_and_no_list_for_visits(seen, run):
    one = child(run, SUCO, next_step="visit")
    head = seen("kepala", "village_head", at=SUCO)

    answers = [
        head.get(_page(one)).status_code,
        head.get(reverse("children:list", args=[SUCO]) + "?status=ats").status_code,
        head.get(reverse("children:visits", args=[SUCO])).status_code,
    ]

    assert answers == [200, 200, 404]
    assert Entry.objects.about(one).get().event == "children.child_looked_at"


def test_a_reconciliation_that_is_not_finished_shows_no_child(seen, run):
    one = child(run, SUCO)
    run.finished_at = None
    run.save()
    operator = seen("operator", "village_operator", at=SUCO)

    assert operator.get(_page(one)).status_code == 404
    assert operator.get(reverse("children:list", args=[SUCO])).status_code == 404


def test_the_list_costs_the_same_queries_for_one_child_and_for_forty(
    seen, run, django_assert_max_num_queries
):
    for _ in range(40):
        child(run, SUCO)
    operator = seen("operator", "village_operator", at=SUCO)

    with django_assert_max_num_queries(12):
        page = operator.get(reverse("children:list", args=[SUCO]) + "?status=ats")

    assert page.content.decode().count("row-link") == 40


def test_the_child_page_has_a_bounded_number_of_queries(seen, run, django_assert_max_num_queries):
    one = child(run, SUCO)
    for number in range(6):
        record_behind(one, nik=f"990923520312{number:04d}")
    operator = seen("operator", "village_operator", at=SUCO)

    with django_assert_max_num_queries(20):
        operator.get(_page(one))


def test_the_visit_list_names_reason_and_leaves_room(seen, run):
    child(run, SUCO, name="Budi Contoh", next_step="visit", reason="in_no_roster", status="unresolved")

    page = (
        seen("pendata", "enumerator", at=SUCO).get(reverse("children:visits", args=[SUCO])).content.decode()
    )

    assert "Budi Contoh" in page and 'class="write"' in page


def test_who_is_not_signed_in_is_sent_to_the_sign_in_page(client, run):
    answer = client.get(reverse("children:list", args=[SUCO]))

    assert answer.status_code == 302 and answer.url.startswith(reverse("account_login"))
