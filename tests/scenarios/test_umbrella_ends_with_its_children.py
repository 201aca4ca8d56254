"""An umbrella of the central government is suspended, resumed and terminated; what stands under it goes along."""

import pytest

from jembatan.accounts.rules.places import COUNTRY
from jembatan.agreements import actions
from jembatan.agreements.actions import term
from jembatan.agreements.models import Agreement, TermChange
from jembatan.agreements.queries.family import carried_by
from jembatan.agreements.rules.kinds import Initiative, Kind, Tier
from jembatan.agreements.rules.starting import WrongParent
from jembatan.agreements.rules.term import Kind as Change
from jembatan.ledger.acting import NotAllowed
from tests.builders import person
from tests.cooperation import cast, paper, partner_for, started
from tests.living import SIGNED, change, in_force, put

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return cast()


@pytest.fixture
def minister():
    """Somebody who keeps the agreements of the whole country."""
    return person("pusat", "cooperation_officer", at=COUNTRY)


@pytest.fixture
def umbrella(minister):
    outline = actions.Outline(
        kind=Kind.KSDLL_CONTINUATION,
        counterpart=partner_for(Kind.KSDLL_CONTINUATION),
        title_id="Program kerja sama nasional (contoh)",
        initiative=Initiative.REGION,
        tier=Tier.UMBRELLA,
    )
    made = actions.start_agreement(outline=outline, on=SIGNED, at=COUNTRY, by=minister)
    put(made, state="in_force", signed_on=SIGNED)
    return made


def states(*agreements):
    return [Agreement.objects.get(pk=one.pk).state for one in agreements]


def test_what_happens_to_the_umbrella_happens_below(people, minister, umbrella):
    region = in_force(people, parent=umbrella, kind=Kind.KSDLL_CONTINUATION, title="Jember")
    plan = in_force(people, parent=region, kind=Kind.KSDLL_CONTINUATION, title="Rencana tahunan")
    document = paper(umbrella, "other", people, on=SIGNED, by=minister)

    def said(kind):
        below = frozenset(carried_by(umbrella, kind))
        return change(umbrella, people, paper=document, carries=below)

    with pytest.raises(NotAllowed):
        term.suspend(umbrella, change=said(Change.SUSPENSION), by=people.officer)
    term.suspend(umbrella, change=said(Change.SUSPENSION), by=minister)
    assert states(umbrella, region, plan) == ["suspended"] * 3
    term.resume(umbrella, change=said(Change.RESUMPTION), by=minister)
    assert states(umbrella, region, plan) == ["in_force"] * 3
    ended = term.terminate(
        umbrella,
        change=said(Change.TERMINATION),
        ground="agreed_procedure",
        left_to_settle="Tidak ada",
        by=minister,
    )

    assert states(umbrella, region, plan) == ["ended"] * 3
    assert TermChange.objects.filter(caused_by=ended).count() == 2
    with pytest.raises(WrongParent):
        started(people, Kind.KSDLL_CONTINUATION, title="Terlambat", parent=umbrella)
