"""Everything one region can hold about cooperations, told with a secret word, so that tests can look for a leak.

Rows below an agreement are put directly: what is tested here is who gets to see them, not how they come about.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.exceptions import NoReverseMatch
from django.utils import timezone

from jembatan.accounts.models import User
from jembatan.agreements import models as agreed
from jembatan.agreements.actions.amending import propose_amendment
from jembatan.agreements.rules.clauses import Text, parse, to_parts
from jembatan.correspondence import actions as talk
from jembatan.correspondence.subjects import find, may_see
from jembatan.counterparts.actions import Profile, add_counterpart
from jembatan.counterparts.models import Assessment, Call, Candidacy, Counterpart
from jembatan.counterparts.rules.kinds import Kind as PartnerKind
from tests.builders import person, place
from tests.cooperation import Cast, paper, started
from tests.living import SIGNED, put

SECRET = "RAHASIAxqz"
TODAY = date(2026, 11, 22)
SECTIONS = ("kerja-sama/", "mitra/", "kotak-masuk/", "register/", "api/v1/")


@dataclass(frozen=True)
class Route:
    """One address: its full name, its pattern and the names of what must be filled in."""

    name: str
    pattern: str
    wants: tuple[str, ...]

    def url(self, words: dict[str, Any]) -> str | None:
        """The address with `words` filled in; None where a word does not fit the pattern."""
        try:
            return reverse(self.name, kwargs={want: words[want] for want in self.wants})
        except NoReverseMatch:
            return None


def routes(resolver: URLResolver | None = None, prefix: str = "", space: str = "") -> Iterator[Route]:
    """Every address of the cooperation modules, as the resolver knows them: a new one is walked by itself."""
    for entry in (resolver or get_resolver()).url_patterns:
        pattern = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from routes(entry, pattern, f"{entry.namespace}:" if entry.namespace else space)
        elif isinstance(entry, URLPattern) and pattern.startswith(SECTIONS):
            yield Route(f"{space}{entry.name}", pattern, tuple(wanted(pattern)))


def wanted(pattern: str) -> Iterator[str]:
    """Names of the parts of a pattern that change."""
    for part in pattern.split("<")[1:]:
        yield part.partition(">")[0].rpartition(":")[2]


def fingerprint(*modules: str) -> dict[str, Any]:
    """Every row of these modules, to see that nothing changed."""
    return {
        model._meta.label_lower: sorted(map(repr, model._default_manager.values_list()))
        for label in modules
        for model in apps.get_app_config(label).get_models()
    }


def secret_agreement(people: Cast, *, word: str = SECRET) -> agreed.Agreement:
    """An agreement in force of the people's region with one of everything below it, each bearing `word`."""
    partner = add_counterpart(
        profile=Profile(
            official_name=f"Kota Sakura {people.at}",
            kind=PartnerKind.LOCAL_GOVERNMENT,
            level="city",
            country="Japan",
        ),
        source="contoh",
        confirmed=True,
        at=people.at,
        by=people.officer,
    )
    made = started(people, title=f"{word} judul", partner=partner)
    put(
        made,
        state="in_force",
        signed_on=SIGNED,
        starts_on=SIGNED,
        purpose=f"{word} maksud",
        desk=f"{word} meja",
    )
    put(made, initiator=f"{word} pemrakarsa", ends_on=TODAY + timedelta(days=20), officer=people.officer)
    of = {"agreement": made, "entered_by": people.officer, "entered_at": timezone.now()}
    document = paper(made, "other", people, on=SIGNED)
    put_paper(document, word)
    life_below(made, document, of, word)
    questions_below(made, document, people, word)
    return made


def put_paper(document: agreed.Paper, word: str) -> None:
    """The document names its secret everywhere."""
    document.title, document.number, document.issued_by = f"{word} dokumen", f"{word}-1", f"{word} penerbit"
    document.save()
    document.versions.update(name=f"{word}.pdf", remark=f"{word} versi")


def life_below(made: agreed.Agreement, document: agreed.Paper, of: dict[str, Any], word: str) -> None:
    """Plan, meetings, journeys, permits, promises and risks."""
    soon = TODAY + timedelta(days=10)
    agreed.Activity.objects.create(
        title=f"{word} kegiatan", starts_on=TODAY, ends_on=soon, agency=f"{word}", **of
    )
    agreed.Meeting.objects.create(kind="other", planned_on=soon, agenda=f"{word} acara", **of)
    mission = agreed.Mission.objects.create(
        purpose=f"{word} tujuan", country="JP", at_place=f"{word}", leaves_on=soon, returns_on=soon, **of
    )
    entered = {"entered_by": of["entered_by"], "entered_at": of["entered_at"]}
    dates = {"issued_on": SIGNED, "valid_until": soon}
    agreed.TravelPermit.objects.create(
        mission=mission,
        number=f"{word}-2",
        issued_by=word,
        valid_from=SIGNED,
        paper=document,
        **dates,
        **entered,
    )
    agreed.Permit.objects.create(kind="ngo_principal", number=f"{word}-3", issued_by=word, **dates, **of)
    agreed.Obligation.objects.create(
        kind="promise", title=f"{word} janji", owed_by="region", due_on=soon, **of
    )
    agreed.Risk.objects.create(title=f"{word} risiko", likelihood=3, impact=3, reviewed_on=TODAY, **of)


def questions_below(made: agreed.Agreement, document: agreed.Paper, people: Cast, word: str) -> None:
    """Texts, amendments, claims, reviews, waivers and remarks."""
    by, now = people.officer, timezone.now()
    text = Text(tuple(parse(code, f"{word} judul\n\nPasal 1\n\n{word} isi.") for code in ("id", "en")))
    agreed.AgreementText.objects.create(
        agreement=made,
        type="mou",
        version=1,
        clauses=to_parts(text),
        sha256="0" * 64,
        written_by=by,
        written_at=now,
    )
    propose_amendment(made, kind=agreed.Amendment.Kind.TERMS, reason=f"{word} alasan", by=by)
    review = agreed.Review.objects.create(
        agreement=made, stage="RENCANA", questionnaire="tkksd", edition="0.1", meets_on=TODAY, convened_by=by,
        convened_at=now,
    )  # fmt: skip
    agreed.ReviewMember.objects.create(review=review, user=people.member, overall=f"{word} ulasan")
    agreed.StageEvent.objects.create(
        agreement=made, stage="DPRD", outcome="WAIVED", on=SIGNED, office="dprd", product=document,
        recorded_by=by, recorded_at=now, legal_basis=f"{word} dasar", waiver_officer=f"{word} pejabat",
        question="open",
    )  # fmt: skip
    subject = find(by, "agreements.agreement", str(made.pk))
    assert subject is not None
    talk.remark(
        subject,
        field="",
        text=f"{word} catatan @{people.head.username}",
        may_see=may_see(subject),
        at=people.at,
        by=by,
    )


def secret_choice(people: Cast, partner: Counterpart, *, word: str = SECRET) -> Candidacy:
    """A selection of partners and a due diligence whose answers are the region's own."""
    by, now = people.officer, timezone.now()
    call = Call.objects.create(
        place_code=people.at, title=f"{word} seleksi", purpose=f"{word} tujuan", closes_on=TODAY, opened_by=by,
        opened_at=now, criteria=[{"code": "a", "title": f"{word} kriteria", "weight": 100}],
    )  # fmt: skip
    Assessment.objects.create(
        counterpart=partner, place_code=people.at, questionnaire="1", risk="low", points=1, unanswered=0,
        conclusion=f"{word} simpulan", assessed_on=SIGNED, valid_until=TODAY, assessed_by=by, assessed_at=now,
    )  # fmt: skip
    return Candidacy.objects.create(
        call=call, counterpart=partner, remark=f"{word} calon", added_by=by, added_at=now
    )


def second_cast(at: str, above: str) -> Cast:
    """People of another region; usernames bear its code."""
    place(at)
    tail = at.replace(".", "")
    region = {
        part: person(f"{part}{tail}", role, at=at)
        for part, role in (
            ("officer", "cooperation_officer"),
            ("head", "region_head"),
            ("member", "cooperation_team"),
            ("agency", "agency_officer"),
            ("council", "council_secretary"),
        )
    }
    governor = person(f"governor{tail}", "governor_supervisor", at=above)
    known: dict[str, User] = {
        name: User.objects.get(username=name) for name in ("kemendagri", "kemlu", "luar")
    }
    return Cast(
        **region,
        ministry=known["kemendagri"],
        foreign=known["kemlu"],
        governor=governor,
        outsider=known["luar"],
        at=at,
    )
