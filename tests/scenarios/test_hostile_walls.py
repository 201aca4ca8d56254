"""Story: what lies in another region, or in another agreement, does not exist at any address.

The addresses come from the resolver, so that a new one is walked by itself.
"""

import pytest

from jembatan.correspondence.models import Notice, Remark
from jembatan.counterparts.models import Assessment
from tests.cooperation import cast, started
from tests.hostility import SECRET, fingerprint, routes, second_cast, secret_agreement, secret_choice

BANDUNG, WEST_JAVA = "32.73", "32"
# Sent away to sign in, not there, or no such way of asking.
HIDDEN = (302, 404, 405)
# Words of an address that name what every agreement has, not a row of one.
COMMON = {"reference", "stage", "template", "sheet", "slug", "form", "kind"}


@pytest.fixture
def home(db):
    return cast()


@pytest.fixture
def theirs(home):
    """Another region's agreement with one of everything, and words for every part of an address about it."""
    people = second_cast(BANDUNG, WEST_JAVA)
    made = secret_agreement(people)
    candidacy = secret_choice(people, made.counterpart)
    return {
        "reference": made.reference,
        "number": 1,
        "code": BANDUNG,
        "token": "x" * 40,
        "stage": "RENCANA",
        "slug": "perpanjangan",
        "template": "loi",
        "form": "pdf",
        "sheet": "rencana",
        "kind": "mou",
        "subject_type": "agreements.agreement",
        "subject_id": str(made.pk),
        "version": 1,
        "before": 1,
        "after": 1,
        "party": made.parties.first().pk,
        "candidacy": candidacy.pk,
        "assessment": Assessment.objects.get().pk,
        "remark_id": Remark.objects.get().pk,
        "notice_id": Notice.objects.get().pk,
    }


def asked(client, url):
    """Status and body of the page and of a form sent to it."""
    for verb in (client.get, client.post):
        answer = verb(url)
        yield answer.status_code, b"".join(answer.streaming_content) if answer.streaming else answer.content


@pytest.mark.parametrize("viewer", ["officer", "member", "council", "governor", "outsider", None])
def test_nothing_of_another_region_is_seen_or_touched_at_any_address(client, home, theirs, viewer):
    if viewer:
        client.force_login(getattr(home, viewer))
    before = fingerprint("agreements", "counterparts", "documents")

    found = []
    for route in routes():
        url = route.url(theirs)
        for status, body in asked(client, url) if url else ():
            is_hidden = status in HIDDEN or "reference" not in route.wants
            if SECRET.encode() in body or status >= 500 or not is_hidden:
                found.append((status, url))

    assert found == []
    assert fingerprint("agreements", "counterparts", "documents") == before


@pytest.mark.parametrize("viewer", ["officer", "ministry"])
def test_nothing_of_another_agreement_is_reached_through_an_own_one(client, home, theirs, viewer):
    own = started(home, title="Milik sendiri")
    words = theirs | {"reference": own.reference}
    client.force_login(getattr(home, viewer))
    before = fingerprint("agreements")

    found = []
    for route in routes():
        if "reference" in route.wants and set(route.wants) - COMMON:
            for status, body in asked(client, route.url(words)):
                if status not in HIDDEN or SECRET.encode() in body:
                    found.append((status, route.url(words)))

    assert found == []
    assert fingerprint("agreements") == before


def test_the_walk_knows_every_address_and_sees_a_leak(client, home, theirs):
    client.force_login(home.ministry)

    every = list(routes())
    seen = client.get(next(r for r in every if r.name == "agreements:agreement").url(theirs))

    assert len(every) > 120
    assert [route.name for route in every if set(route.wants) - set(theirs)] == []
    assert SECRET in seen.content.decode()
