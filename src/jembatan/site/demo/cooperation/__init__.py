"""Cooperations of the demo: the public starting register, and invented stories told with the verbs people use.

Every partner, person, number and letter of the stories is invented and says "(contoh)". Days are counted back from
the day the demo is loaded, because clocks run on the real calendar. A story is known again by its title, so a second
run tells nothing twice; each is one transaction, so a cut run goes on.
"""

import sys
from collections.abc import Callable, Sequence
from datetime import date

from django.db import transaction

from jembatan.agreements.engine.register_files import starting_claims, starting_register
from jembatan.agreements.exchange.register_in import import_register
from jembatan.agreements.models import Agreement
from jembatan.ledger.machine import machine_account
from jembatan.site.demo.cooperation import elsewhere, in_force, on_the_road
from jembatan.site.demo.cooperation.offices import Offices, jember, mojokerto, person, surabaya
from jembatan.site.demo.cooperation.partners import state_relations
from jembatan.tabular.progress import Progress, each

Story = tuple[str, Callable[[str, Offices, date], None], Callable[[], Offices]]
STORIES: tuple[Story, ...] = (
    ("Kabupaten kembar Jember - Midorinose (contoh)", on_the_road.waits_at_dprd, jember),
    ("Kabupaten kembar Jember - Hollerfeld (contoh)", on_the_road.lacks_a_ministry, jember),
    ("Kerja sama Jember - Gangmaru (contoh)", on_the_road.intent_grows_old, jember),
    ("Kabupaten kembar Jember - Hoa Sen (contoh)", on_the_road.languages_differ, jember),
    ("Kabupaten kembar Jember - Dok Khun (contoh)", on_the_road.committee_reviews, jember),
    ("Penelitian bersama Universitas Yamabuki (contoh)", on_the_road.classified_only, jember),
    ("Setiap anak belajar, Lembaga Anak Sedunia (contoh)", in_force.continues_a_programme, jember),
    ("Kabupaten kembar Jember - Riverbend (contoh)", in_force.amended_twice, jember),
    ("Kabupaten kembar Jember - Tulpenburg (contoh)", in_force.fell_asleep, jember),
    ("Kabupaten kembar Jember - Bandar Melur (contoh)", in_force.ran_out, jember),
    ("Kota kembar Surabaya - Silberau (contoh)", elsewhere.verified_by_ministry, surabaya),
    ("Kota kembar Surabaya - Puerto Jacaranda (contoh)", elsewhere.awaits_approval, surabaya),
    ("Kabupaten kembar Mojokerto - Sorahill (contoh)", elsewhere.with_foreign_ministry, mojokerto),
)


def load_register(*, today: date) -> int:
    """Enter the starting register of public sources where it is not there yet. Returns how many rows were refused."""
    rows = starting_register()
    with Progress("register", len(rows)) as progress:
        results = import_register(
            rows,
            claims=starting_claims(),
            on=today,
            by=machine_account(),
            partners_are_known_new=True,
            advance=progress.advance,
        )
    refused = [result for result in results if result.refusal]
    for result in refused:
        print(f"refused: {result.reference}: {result.refusal}", file=sys.stderr, flush=True)
    return len(refused)


def tell_stories(*, today: date, stories: Sequence[Story] = STORIES) -> int:
    """Tell each of the stories that is not there yet, seen from the day `today`. Returns how many were new."""
    known = set(
        Agreement.objects.filter(title_id__in=[title for title, *_ in stories]).values_list(
            "title_id", flat=True
        )
    )
    new = [story for story in stories if story[0] not in known]
    if not new:
        return 0
    state_relations(person("kemlu.pusat"))
    for title, tell, region in each(new, "cooperations", len(new)):
        with transaction.atomic():
            tell(title, region(), today)
    return len(new)
