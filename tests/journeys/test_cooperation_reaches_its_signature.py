"""The journey of a sister city from the first idea to its signature: four people in four offices, in a real browser."""

import pytest

from tests.journeys.cooperations import PARTNER
from tests.journeys.offices import Officer

pytestmark = pytest.mark.journey
# Stage, the office that closes it, how, the documents of the region's desk, and those of the office itself.
ROAD = (
    ("PRAKARSA", "desk", "recorded", ["initiative_letter"], []),
    ("PENJAJAKAN", "desk", "continued", ["exploration_report"], []),
    ("KONSULTASI", "desk", "consulted", [], []),
    ("PERNYATAAN_KEHENDAK", "desk", "signed", ["loi"], []),
    ("RENCANA", "desk", "completed", ["cooperation_plan"], []),
    ("DPRD", "sekwan", "approved", ["dprd_request"], ["dprd_decision"]),
    ("VERIFIKASI", "kemendagri", "draft_text", [], ["pertimbangan_tertulis"]),
    ("RANCANGAN_NASKAH", "desk", "sent", ["draft_text"], []),
    ("PEMBAHASAN_INTERKEM", "kemendagri", "agreed", [], ["interministry_minutes"]),
    ("PERSETUJUAN_MENTERI", "kemendagri", "approved", [], ["approval_letter"]),
    ("PEMBAHASAN_MITRA", "kemlu", "confirmed", [], ["confirmation_letter"]),
    ("SURAT_KUASA", "kemlu", "issued", [], ["full_powers"]),
)
# Stages whose pages are looked at with care: with another office's part, with statements.
LOOKED_AT = ("DPRD", "VERIFIKASI")


def test_four_offices_bring_a_sister_city_to_its_signature(enter):
    people = {name: Officer(enter(name)) for name in ("desk", "sekwan", "kemendagri", "kemlu")}
    desk = people["desk"]

    reference = desk.begins(
        PARTNER, "Jepang", kind="sister_regency_city", title="Kabupaten kembar perjalanan"
    )
    desk.looks()
    sees_why_it_is_blocked(desk, reference)
    for stage, office, outcome, from_desk, own in ROAD:
        desk.supplies(reference, stage, *from_desk)
        if own:
            people[office].supplies(reference, stage, *own)
        if stage in LOOKED_AT:
            people[office].looks()
        people[office].closes(reference, stage, outcome)
    desk.supplies(reference, "PENANDATANGANAN", "signed_original")
    desk.signs_for_all(reference)
    desk.looks()
    desk.closes(reference, "PENANDATANGANAN", "signed")

    desk.looks()
    assert desk.page.locator("#PENANDATANGANAN.done").count() == 1
    assert desk.page.locator("#PELAKSANAAN.current").count() == 1
    for person in people.values():
        person.opens(f"{reference}/")
    Officer(enter("luar")).opens(f"{reference}/", status=404)


def sees_why_it_is_blocked(desk, reference):
    """The button of the first stage is off, and beside it stand the document, the rule, its grade and who brings it."""
    desk.opens(f"{reference}/tahap/PRAKARSA/")
    button = desk.page.locator("[role=button][aria-disabled=true]").first
    why = desk.page.locator(f"#{button.get_attribute('aria-describedby')} .blockers li.hard")
    said = why.first.inner_text()
    assert why.count() >= 1
    assert "PP 28/2018" in said and "28" in said
    assert why.first.locator(".grade").count() == 1
    desk.looks()
