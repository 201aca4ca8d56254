"""Signed public cooperations as IATI 2.03 activities.

Element order and codes: the official schema (tests check every file against it); what may be told and how:
rules/iati.py. No person, and nothing that is not public.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from django.db.models import Sum
from django.db.models.functions import ExtractYear

from jembatan.agreements.engine.iati_files import organisations
from jembatan.agreements.engine.topic_files import fields
from jembatan.agreements.exchange.public_columns import fields_of
from jembatan.agreements.models import Activity, Agreement, Claim, Party
from jembatan.agreements.models.agreement import AgreementQuerySet
from jembatan.agreements.rules import iati
from jembatan.agreements.rules.claims import Fact, partial_date
from jembatan.agreements.rules.topics import sector_shares
from jembatan.counterparts.rules.folding import fold

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
UNREGISTERED = "XI-IATI-UNREGISTERED"
ROWS_AT_ONCE = 500
# The document categories of IATI: the page an activity is described on.
WEB_PAGE = "A12"


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes: identifier given by IATI, name, and type of organisation (10 government, 11 local)."""

    identifier: str = UNREGISTERED
    name: str = "Register kerja sama luar negeri"
    type: str = iati.GOVERNMENT


@dataclass(frozen=True, slots=True)
class Told:
    """The file, how many activities it holds, and (reference, reason) of what could not be told."""

    xml: bytes
    count: int
    left_out: tuple[tuple[str, str], ...]


def activities(public: AgreementQuerySet, *, publisher: Publisher, at: datetime) -> Told:
    """The activities of `public` by reference. Raises BadPublisher."""
    iati.check_publisher(publisher.identifier)
    root = Element("iati-activities", {"version": "2.03", "generated-datetime": _moment(at)})
    left_out = []
    known = {agreement.reference for agreement, days in _dated(public) if not _reason(agreement, days)}
    budgets = _budgets(public)
    for agreement, days in _dated(public):
        if reason := _reason(agreement, days):
            left_out.append((agreement.reference, reason))
            continue
        told = _Activity(agreement, days, publisher, at, known)
        root.append(told.element(budgets.get(agreement.pk, ())))
    ElementTree.indent(root)
    xml = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return Told(xml + b"\n", len(known), tuple(left_out))


def _dated(public: AgreementQuerySet) -> Iterator[tuple[Agreement, iati.Days]]:
    whole = public.select_related("place", "counterpart", "parent").prefetch_related(
        "topics", "claims", "parties__counterpart", "parties__place"
    )
    for agreement in whole.order_by("reference").iterator(chunk_size=ROWS_AT_ONCE):
        yield agreement, _days(agreement)


def _days(agreement: Agreement) -> iati.Days:
    launched = next(
        (c for c in agreement.claims.all() if c.fact == Fact.LAUNCHED_ON and c.is_preferred), None
    )
    read = partial_date(launched.value) if launched else None
    return iati.Days(
        starts_on=agreement.starts_on,
        signed_on=agreement.signed_on,
        launched_on=read.exact if read else None,
        ends_on=agreement.ends_on,
        ended_on=agreement.ended_on,
    )


def _reason(agreement: Agreement, days: iati.Days) -> str:
    return iati.why_left_out(agreement.state, days)


def _budgets(public: AgreementQuerySet) -> dict[int, list[tuple[int, Decimal]]]:
    """By agreement: year and planned rupiah of its activities, cancelled ones left out. One query."""
    lines = (
        Activity.objects.filter(agreement__in=public.order_by().values("pk"), budget__gt=0)
        .exclude(state=Activity.State.CANCELLED)
        .order_by()
        .values_list("agreement_id", ExtractYear("starts_on"))
        .annotate(sum=Sum("budget"))
    )
    found: dict[int, list[tuple[int, Decimal]]] = {}
    for key, year, amount in sorted(lines):
        found.setdefault(key, []).append((year, amount))
    return found


@dataclass(frozen=True, slots=True)
class _Activity:
    """One activity; the parts are added in the order the schema asks for."""

    agreement: Agreement
    days: iati.Days
    publisher: Publisher
    at: datetime
    known: set[str]

    def element(self, budgets: Iterable[tuple[int, Decimal]]) -> Element:
        agreement, today = self.agreement, self.at.date()
        top = Element(
            "iati-activity",
            {LANG: "id", "default-currency": "IDR", "last-updated-datetime": _moment(self.at)},
        )
        _text(top, "iati-identifier", self.identifier(agreement.reference))
        _organisation(
            top, "reporting-org", self.publisher.name, ref=self.publisher.identifier, type=self.publisher.type
        )
        _narratives(SubElement(top, "title"), agreement.title_id, agreement.title_en)
        _narratives(SubElement(top, "description", type="1"), agreement.purpose or agreement.title_id)
        for party in agreement.parties.all():
            self._party(top, party)
        other = SubElement(top, "other-identifier", ref=agreement.reference, type="A1")
        _organisation(other, "owner-org", self.publisher.name, ref=self.publisher.identifier)
        status = iati.status_of(agreement.state, agreement.term_type, agreement.ends_on, today)
        SubElement(top, "activity-status", code=status)
        for type_, day in iati.dates_of(self.days, today):
            SubElement(top, "activity-date", {"iso-date": day.isoformat(), "type": type_})
        self._place(top)
        for sector, share in sector_shares(fields_of(agreement), fields()):
            SubElement(top, "sector", vocabulary="1", code=sector, percentage=iati.percentage(share))
        for year, amount in budgets:
            _budget(top, year, amount)
        self._documents(top)
        if agreement.parent is not None and agreement.parent.reference in self.known:
            ref = self.identifier(agreement.parent.reference)
            SubElement(top, "related-activity", ref=ref, type="1")
        return top

    def identifier(self, reference: str) -> str:
        return f"{self.publisher.identifier}-{reference}"

    def _party(self, top: Element, party: Party) -> None:
        if party.role == Party.Role.WITNESS:
            return
        type_, role = iati.GOVERNMENT, iati.ACCOUNTABLE
        if party.role == Party.Role.HOME:
            type_ = iati.LOCAL_GOVERNMENT
        elif party.counterpart is not None:
            type_, role = iati.PARTNERS[party.counterpart.kind]  # type: ignore[index]
        elif party.role == Party.Role.IMPLEMENTING:
            type_, role = iati.OTHER, iati.IMPLEMENTING
        ref = organisations().get(fold(party.shown_name), "") if party.counterpart is not None else ""
        attributes = {"ref": ref} if ref else {}
        _organisation(top, "participating-org", party.shown_name, **attributes, type=type_, role=role)

    def _place(self, top: Element) -> None:
        place = self.agreement.place
        SubElement(top, "activity-scope", code=iati.SCOPES[place.level if place is not None else 0])
        SubElement(top, "recipient-country", code="ID", percentage="100")
        if place is None:
            return
        location = SubElement(top, "location", ref=place.code)
        SubElement(location, "location-reach", code="1")
        _narratives(SubElement(location, "name"), place.name)
        SubElement(location, "administrative", vocabulary="A4", level="0", code="ID")
        SubElement(location, "exactness", code="2")
        SubElement(location, "feature-designation", code=iati.DESIGNATIONS[place.level])

    def _documents(self, top: Element) -> None:
        pages: dict[str, Claim] = {}
        for claim in sorted(self.agreement.claims.all(), key=lambda one: one.pk):
            if claim.url:
                pages.setdefault(claim.url, claim)
        for url, claim in pages.items():
            link = SubElement(top, "document-link", url=url, format="text/html")
            _narratives(SubElement(link, "title"), claim.source)
            SubElement(link, "category", code=WEB_PAGE)


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = text


def _narratives(parent: Element, indonesian: str, english: str = "") -> None:
    _text(parent, "narrative", indonesian)
    if english:
        SubElement(parent, "narrative", {LANG: "en"}).text = english


def _organisation(parent: Element, element: str, name: str, **attributes: str) -> None:
    _narratives(SubElement(parent, element, attributes), name)


def _budget(top: Element, year: int, amount: Decimal) -> None:
    first, last = date(year, 1, 1).isoformat(), date(year, 12, 31).isoformat()
    budget = SubElement(top, "budget", type="1", status="1")
    SubElement(budget, "period-start", {"iso-date": first})
    SubElement(budget, "period-end", {"iso-date": last})
    SubElement(budget, "value", {"currency": "IDR", "value-date": first}).text = f"{amount:.0f}"


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
