"""Story: an officer asks about one field of a thing, another office answers, it is settled, and opened once more.

The thing belongs to a module above, which says who may see it; here the people who may see cooperations.
"""

import pytest
from django.utils import timezone

from jembatan.correspondence import actions, queries
from jembatan.correspondence.jobs import Posted, send_mail
from jembatan.correspondence.subjects import may_see
from jembatan.ledger.models import Entry
from jembatan.ledger.queries import chain_state
from tests.builders import JEMBER, person
from tests.db.correspondence.conftest import registered, thing
from tests.smtp_sink import smtp_sink

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    """The officer who drafts, the team that reviews (with an e-mail address), and somebody with no role."""
    people = {
        "officer": person("sari", "cooperation_officer", at=JEMBER),
        "reviewer": person("budi", "cooperation_team", at=JEMBER),
        "outsider": person("luar"),
    }
    people["reviewer"].email = "budi@example.test"
    people["reviewer"].save()
    with registered():
        yield people


def test_a_question_about_a_field_travels_until_it_is_settled(cast, settings):
    officer, reviewer, outsider = cast["officer"], cast["reviewer"], cast["outsider"]
    draft = thing()
    seen_by = may_see(draft)

    asked = actions.remark(
        draft,
        field="duration",
        text="@budi, three years or five? @luar may know.",
        may_see=seen_by,
        at=JEMBER,
        by=officer,
    )
    with smtp_sink() as post:
        settings.MAILERS = post.mailers
        posted = send_mail(now=timezone.now())
    actions.mark_read(queries.unread(reviewer).get(), by=reviewer)
    actions.reply(asked, text="Three, as the plan says.", subject=draft, may_see=seen_by, by=reviewer)
    actions.resolve(asked, subject=draft, may_see=seen_by, by=officer)
    actions.reopen_remark(asked, by=reviewer)

    assert posted == Posted(sent=1, failed=0)
    assert [letter["To"] for letter in post.letters] == ["budi@example.test"]
    duration = queries.thread_of(officer, draft).fields["duration"]
    assert (duration.open, len(duration.said), len(duration.said[0].replies)) == (1, 1, 1)
    assert [notice.kind for notice in queries.unread(officer)] == ["correspondence.replied"]
    assert not queries.unread(reviewer).exists()
    assert queries.unread_count(outsider) == 0
    assert [entry.event for entry in Entry.objects.about(asked)] == [
        "correspondence.remarked",
        "correspondence.replied",
        "correspondence.remark_resolved",
        "correspondence.remark_reopened",
    ]
    assert chain_state().broken_at is None
