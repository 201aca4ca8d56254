"""Claims: entered beside others, one preferred with a reason, a day written only when it is one."""

from datetime import date

import pytest

from jembatan.agreements.actions import Told, add_claim, prefer_claim
from jembatan.agreements.models import Agreement
from jembatan.agreements.rules.claims import (
    BadClaim,
    ClaimKnown,
    EndBeforeStart,
    OwnPapersDecide,
    ReasonMissing,
)
from jembatan.ledger.acting import NotAllowed
from jembatan.ledger.models import Entry
from tests.builders import person
from tests.register import KLATEN, SEATTLE, enter

PRESS = Told(fact="signed_on", value="1992-10-01", source="surya.example", grade="C")


@pytest.fixture
def seattle(db):
    enter([SEATTLE, KLATEN])
    return Agreement.objects.get(reference=SEATTLE)


@pytest.fixture
def officer(db):
    return person("dewi", "cooperation_officer", at="35.78")


def test_a_new_claim_stands_beside_the_others_and_changes_nothing(seattle, officer):
    claim = add_claim(seattle, told=PRESS, by=officer)

    assert not claim.is_preferred
    assert Agreement.objects.get(pk=seattle.pk).signed_on == date(1992, 9, 29)
    assert Entry.objects.get(event="agreements.claim_added").detail["claim"] == claim.pk


def test_the_first_claim_of_a_fact_is_preferred_and_written_when_exact(seattle, officer):
    claim = add_claim(seattle, told=Told("ends_on", "2030-12-31", "Bagian Kerja Sama", "B"), by=officer)

    assert claim.is_preferred
    assert Agreement.objects.get(pk=seattle.pk).ends_on == date(2030, 12, 31)
    assert seattle.version == 2


def test_preferring_another_day_writes_it_and_says_why(seattle, officer):
    claim = add_claim(seattle, told=PRESS, by=officer)

    prefer_claim(claim, reason="The signed original was found.", by=officer)

    preferred = seattle.claims.get(fact="signed_on", is_preferred=True)
    assert (preferred.value, preferred.remark) == ("1992-10-01", "The signed original was found.")
    assert Agreement.objects.get(pk=seattle.pk).signed_on == date(1992, 10, 1)


def test_preferring_a_year_that_does_not_fit_empties_the_day(seattle, officer):
    year = seattle.claims.get(value="1991")

    prefer_claim(year, reason="Seattle keeps the original.", by=officer)

    assert Agreement.objects.get(pk=seattle.pk).signed_on is None


def test_preferring_a_month_that_fits_leaves_the_day(seattle, officer):
    month = add_claim(seattle, told=Told("signed_on", "1992-09", "A yearbook", "C"), by=officer)

    prefer_claim(month, reason="Only the month is certain.", by=officer)

    assert Agreement.objects.get(pk=seattle.pk).signed_on == date(1992, 9, 29)


def test_a_preference_about_a_fact_without_a_column_changes_no_column(seattle, officer):
    claim = add_claim(seattle, told=Told("status", "dormant", "A thesis", "C"), by=officer)
    version = Agreement.objects.get(pk=seattle.pk).version

    prefer_claim(claim, reason="It is newer.", by=officer)

    assert Agreement.objects.get(pk=seattle.pk).version == version


def test_the_same_source_says_the_same_thing_once(seattle, officer):
    add_claim(seattle, told=PRESS, by=officer)

    with pytest.raises(ClaimKnown):
        add_claim(seattle, told=PRESS, by=officer)


@pytest.mark.parametrize(
    "told",
    [
        Told("colour", "blue", "A page", "C"),
        Told("signed_on", "soon", "A page", "C"),
        Told("signed_on", "1992-02-30", "A page", "C"),
        Told("signed_on", "1992", "A page", "Z"),
        Told("signed_on", "1992", " ", "C"),
        Told("signed_on", "1992", "A page", "C", url="javascript:alert(1)"),
        Told("status", "  ", "A page", "C"),
    ],
)
def test_a_claim_that_cannot_be_is_refused(seattle, officer, told):
    count = seattle.claims.count()

    with pytest.raises(BadClaim):
        add_claim(seattle, told=told, by=officer)

    assert seattle.claims.count() == count


def test_a_preference_needs_a_reason(seattle, officer):
    with pytest.raises(ReasonMissing):
        prefer_claim(seattle.claims.get(value="1991"), reason=" ", by=officer)


def test_dates_of_an_agreement_signed_here_come_from_its_papers(seattle, officer):
    Agreement.objects.filter(pk=seattle.pk).update(is_legacy=False)

    with pytest.raises(OwnPapersDecide):
        prefer_claim(seattle.claims.get(value="1991"), reason="Why not.", by=officer)


def test_an_agreement_never_ends_before_it_begins(seattle, officer):
    add_claim(seattle, told=Told("starts_on", "2000-01-01", "A page", "C"), by=officer)

    with pytest.raises(EndBeforeStart):
        add_claim(seattle, told=Told("ends_on", "1999-12-31", "A page", "C"), by=officer)


def test_another_region_keeps_no_claims_here(seattle):
    neighbour = person("eko", "cooperation_officer", at="33.10")

    with pytest.raises(NotAllowed):
        add_claim(seattle, told=PRESS, by=neighbour)
