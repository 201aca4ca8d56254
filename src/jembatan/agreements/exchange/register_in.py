"""Bringing a register of cooperations in: every row is entered, already there, or refused with its reason."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from jembatan.accounts.models import User
from jembatan.accounts.rules.places import COUNTRY
from jembatan.agreements.actions import Entry, Told, add_claim, enter_agreement
from jembatan.agreements.engine.register_files import ClaimRow, RegisterRow
from jembatan.agreements.models import Agreement, Claim
from jembatan.agreements.rules.register import CENTRAL, Line, read_line
from jembatan.places.engine.gazetteer import Gazetteer, Resolution
from jembatan.places.models import Region
from jembatan.workflow.refusals import Refused

NAGARI = "nagari "


class Outcome(StrEnum):
    ENTERED = "entered"
    ALREADY_THERE = "already_there"
    REFUSED = "refused"


class PlaceUnclear(Refused):
    code = "agreements.register_place_unclear"
    status = 400
    sentence = (
        "Column local_government: %(place)s (%(within)s) is %(why)s. Write the name and what it lies in."
    )


class PlaceNotLoaded(Refused):
    code = "agreements.register_place_not_loaded"
    status = 404
    sentence = "The region %(place)s is not in this database. Load the places first (jembatan places load)."


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one row. `refusal` is set when it was refused; `claims_added` when it was there already."""

    line: int
    reference: str
    outcome: Outcome
    refusal: Refused | None = None
    claims_added: int = 0


def import_register(
    rows: Sequence[RegisterRow],
    *,
    claims: Iterable[ClaimRow] = (),
    on: date,
    by: User,
    partners_are_known_new: bool = False,
    advance: Callable[[int], None] | None = None,
) -> list[Result]:
    """Enter the rows in their order; `on` is the day of entry. A second run enters nothing twice.

    `partners_are_known_new`: somebody has compared the names of the partners, so that one which only resembles
    a kept one is entered as new; else such a row is refused. One row, one transaction, one ledger entry.
    """
    told = _by_reference(claims)
    known = set(Agreement.objects.values_list("reference", flat=True))
    results = []
    for row in rows:
        reference = (row.cells.get("reference") or "").strip()
        beside = told.get(reference, [])
        if reference in known:
            added = _add_missing(reference, beside, by=by)
            results.append(Result(row.line, reference, Outcome.ALREADY_THERE, claims_added=added))
        else:
            results.append(_enter(row, beside, on=on, by=by, is_known_new=partners_are_known_new))
        if results[-1].outcome is Outcome.ENTERED:
            known.add(reference)
        if advance is not None:
            advance(1)
    return results


def _enter(row: RegisterRow, claims: list[ClaimRow], *, on: date, by: User, is_known_new: bool) -> Result:
    reference = (row.cells.get("reference") or "").strip()
    try:
        line = read_line(row.cells)
        entry = Entry(
            line=line,
            on=on,
            claims=tuple(_told(claim) for claim in claims),
            preferred=frozenset(_told(claim) for claim in claims if claim.is_preferred),
            is_known_new=is_known_new,
        )
        enter_agreement(entry=entry, at=place_of(line), by=by)
    except Refused as refusal:
        return Result(row.line, reference, Outcome.REFUSED, refusal)
    return Result(row.line, reference, Outcome.ENTERED)


def place_of(line: Line) -> str:
    """The official code of the local government a row names; "ID" for the central government.

    Raises PlaceUnclear when no place or several answer to the name, PlaceNotLoaded when the database lacks it.
    """
    if line.level == CENTRAL:
        return COUNTRY
    found = _place_named(line)
    if found.code is None:
        raise PlaceUnclear(place=line.local_government, within=line.within or line.level, why=found.reason)
    if not Region.objects.filter(code=found.code).exists():
        raise PlaceNotLoaded(place=found.code)
    return found.code


def _place_named(line: Line) -> Resolution:
    gazetteer, name = Gazetteer.packaged(), line.local_government
    if line.level == "provinsi":
        return gazetteer.province(name)
    if line.level in ("kabupaten", "kota"):
        return gazetteer.district(name, province=line.within or None)
    if name.lower().startswith(NAGARI):
        name = name[len(NAGARI) :]
    # Written from the narrowest outwards: "Kecamatan Rao, Kabupaten Pasaman, Sumatera Barat".
    around = [part.strip() for part in reversed(line.within.split(","))]
    province, district, subdistrict = [*around, None, None, None][:3]
    return gazetteer.village(name, province=province or None, district=district, subdistrict=subdistrict)


def _add_missing(reference: str, claims: list[ClaimRow], *, by: User) -> int:
    """Claims that have come to the file since; what is preferred stays as people have decided."""
    if not claims:
        return 0
    held = set(
        Claim.objects.filter(agreement__reference=reference).values_list("fact", "value", "source", "url")
    )
    agreement = Agreement.objects.get(reference=reference)
    missing = [claim for claim in claims if (claim.fact, claim.value, claim.source, claim.url) not in held]
    for claim in missing:
        add_claim(agreement, told=_told(claim), by=by)
    return len(missing)


def _by_reference(claims: Iterable[ClaimRow]) -> dict[str, list[ClaimRow]]:
    found: dict[str, list[ClaimRow]] = {}
    for claim in claims:
        found.setdefault(claim.reference, []).append(claim)
    return found


def _told(claim: ClaimRow) -> Told:
    return Told(
        fact=claim.fact,
        value=claim.value,
        source=claim.source,
        grade=claim.grade,
        url=claim.url,
        remark=claim.remark,
    )
