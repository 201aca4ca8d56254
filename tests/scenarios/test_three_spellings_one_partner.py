"""Story: three offices write one partner three ways. It becomes one profile; a wrong merge is taken back."""

import pytest
from django.urls import reverse

from jembatan.counterparts import actions
from jembatan.counterparts.models import Counterpart
from jembatan.counterparts.queries import Outcome, resolve
from jembatan.counterparts.rules.profiles import AlreadyKept, PerhapsKept
from jembatan.ledger.models import Entry
from tests.builders import JEMBER, person
from tests.partners import profile


@pytest.mark.django_db
def test_three_spellings_become_one_profile(client):
    jember = person("jember", "cooperation_officer", at=JEMBER)
    bandung = person("bandung", "cooperation_officer", at="32.73")
    ministry = person("ministry", "ministry_supervisor")
    outsider = person("outsider")

    kept = actions.add_counterpart(
        profile=profile("Gyeongju", "South Korea"), source="LoI", at=JEMBER, by=jember
    )

    # The second office is stopped before it makes a double, and adds its spelling instead.
    with pytest.raises(AlreadyKept) as refusal:
        actions.add_counterpart(
            profile=profile("Kyongju City", "Korsel"), source="MoU", at="32.73", by=bandung
        )
    assert refusal.value.detail["counterpart"] == kept.pk
    actions.add_name(counterpart=kept, spelling="Kyongju City", source="MoU", at="32.73", by=bandung)

    # A misprint is only suspicious; somebody in a hurry confirms that it is another city.
    with pytest.raises(PerhapsKept):
        actions.add_counterpart(
            profile=profile("Gyeongjoo", "Republik Korea"), source="News", at="32.73", by=bandung
        )
    double = actions.add_counterpart(
        profile=profile("Gyeongjoo", "KR"), source="News", confirmed=True, at="32.73", by=bandung
    )

    # The ministry sees the two side by side and makes them one; the old address leads on.
    client.force_login(ministry)
    side_by_side = client.get(reverse("counterparts:merge", args=[kept.pk]), {"dengan": double.pk})
    assert "Gyeongjoo" in side_by_side.text
    merge = actions.merge_counterparts(kept=kept, absorbed=double, reason="A misprint", at="ID", by=ministry)
    for spelling in ("Gyeongju-si", "Kyongju", "GYEONGJOO"):
        assert resolve(spelling, "Korea Selatan", level="city").exact == kept
    assert client.get(double.get_absolute_url()).url == kept.get_absolute_url()

    # It was wrong after all: every spelling goes back to where it was.
    actions.undo_merge(merge, reason="Two cities", by=ministry)
    double.refresh_from_db()
    assert resolve("Gyeongjoo", "KR").exact == double
    assert resolve("Kyongju City", "KR", level="city").outcome is Outcome.EXACT
    assert list(
        Entry.objects.filter(event__contains="merge").order_by("id").values_list("event", flat=True)
    ) == [
        "counterparts.merged",
        "counterparts.merge_undone",
    ]

    # Somebody without a role sees nothing of this.
    client.force_login(outsider)
    assert not Counterpart.objects.visible_to(outsider).exists()
    for name, numbers in (("counterparts", []), ("show", [kept.pk]), ("recognition", []), ("calls", [])):
        assert client.get(reverse(f"counterparts:{name}", args=numbers)).status_code == 404
