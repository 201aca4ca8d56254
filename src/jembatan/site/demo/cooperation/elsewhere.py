"""Stories of other regions of East Java, so that the ministry and the governor see more than one desk."""

from datetime import date, timedelta

from jembatan.agreements.rules.kinds import Initiative
from jembatan.counterparts.rules.kinds import Level
from jembatan.site.demo.cooperation.offices import Offices
from jembatan.site.demo.cooperation.partners import city
from jembatan.site.demo.cooperation.walking import Idea, begin, walk


def verified_by_ministry(title: str, offices: Offices, today: date) -> None:
    """The plan lies with the ministry, which has no deadline; only its age is measured."""
    idea = Idea(
        title,
        "Sister city Surabaya - Silberau (example)",
        city("Kota Silberau (contoh)", "AT"),
        fields=("urban", "transport"),
        objects=("capacity",),
    )
    agreement = begin(idea, offices, on=today - timedelta(days=330))
    walk(
        agreement,
        offices,
        first=today - timedelta(days=320),
        last=today - timedelta(days=55),
        until="VERIFIKASI",
    )


def awaits_approval(title: str, offices: Offices, today: date) -> None:
    """The ministries agreed; the Minister of Home Affairs has not signed the approval yet."""
    idea = Idea(
        title,
        "Sister city Surabaya - Puerto Jacaranda (example)",
        city("Kota Puerto Jacaranda (contoh)", "MX"),
        fields=("ports", "trade"),
        objects=("promotion",),
        initiative=Initiative.PARTNER_VIA_MINISTRY,
    )
    agreement = begin(idea, offices, on=today - timedelta(days=700))
    until = "PERSETUJUAN_MENTERI"
    walk(agreement, offices, first=today - timedelta(days=690), last=today - timedelta(days=33), until=until)


def with_foreign_ministry(title: str, offices: Offices, today: date) -> None:
    """The text lies with the Foreign Ministry, which talks it over with the partner."""
    idea = Idea(
        title,
        "Sister regency Mojokerto - Sorahill (example)",
        city("Kabupaten Sorahill (contoh)", "KR", level=Level.REGENCY),
        fields=("sme", "creative_economy"),
        objects=("promotion",),
    )
    agreement = begin(idea, offices, on=today - timedelta(days=640))
    until = "PEMBAHASAN_MITRA"
    walk(agreement, offices, first=today - timedelta(days=630), last=today - timedelta(days=70), until=until)
