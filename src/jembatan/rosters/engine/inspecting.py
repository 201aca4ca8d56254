"""A file is read before anybody decides about it: what it is, whose it is, what it would bring."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from jembatan.places.engine.gazetteer import Gazetteer
from jembatan.places.rules.codes import Level, level_of
from jembatan.rosters.engine.reading import Reading, read_file
from jembatan.rosters.rules.batches import KIND_OF_PROFILE, Kind, serves_the_purpose
from jembatan.workflow.refusals import Refused


class SchoolNotNamed(Refused):
    code = "rosters.school_not_named"
    status = 400
    sentence = (
        "%(file)s does not say which school it is from. Choose the school (NPSN) and hand it over again."
    )


class PlaceNotNamed(Refused):
    code = "rosters.place_not_named"
    status = 400
    sentence = "%(file)s does not say which place it speaks for. Choose the village and hand it over again."


class UnknownPlace(Refused):
    code = "rosters.unknown_place"
    status = 400
    sentence = "%(file)s speaks for the place %(code)s, which is not in the official list. Check its codes."


class PlaceDiffers(Refused):
    code = "rosters.place_differs"
    status = 400
    sentence = (
        "%(file)s speaks for the place %(found)s, not for %(named)s. Choose its own place, or the right file."
    )


class UnknownSchool(Refused):
    code = "rosters.unknown_school"
    status = 400
    sentence = (
        "The school list has no NPSN %(npsn)s. Check the number, or choose the place where the school is."
    )


@dataclass(frozen=True, slots=True)
class Handover:
    """What the person who hands a file over says about it; None means "see for yourself".

    `place` is a village for registers and censuses, and the sub-district of a school that is not in
    the list of schools.
    """

    profile: str = "auto"
    place: str | None = None
    npsn: str | None = None
    cut_off: date | None = None
    file_name: str | None = None

    @property
    def village(self) -> str | None:
        """The place, when it is a village."""
        return self.place if self.place and level_of(self.place) == Level.VILLAGE else None


@dataclass(frozen=True, slots=True)
class Inspected:
    """A file that was read but changed nothing yet.

    `place_code` is the place the file speaks for; `cut_off` the day its content holds for; `kept` the
    records that the purpose covers (see rules.batches.OLDEST_KEPT).
    """

    path: Path
    file_name: str
    reading: Reading
    kind: Kind
    place_code: str
    village: str | None
    npsn: str
    cut_off: date
    kept: pl.DataFrame


def inspect(path: Path, handover: Handover, *, today: date) -> Inspected:
    """Read `path` and find out what it is and which place it speaks for. Changes nothing.

    Raises what the reader raises, and SchoolNotNamed, PlaceNotNamed, PlaceDiffers, UnknownPlace,
    UnknownSchool.
    """
    gazetteer = Gazetteer.packaged()
    if handover.place and gazetteer.region(handover.place) is None:
        raise UnknownPlace(file=handover.file_name or path.name, code=handover.place)
    reading = read_file(path, profile=handover.profile, village=handover.village, npsn=handover.npsn)
    kind = KIND_OF_PROFILE[reading.profile]
    file_name = handover.file_name or path.name
    npsn = (
        (handover.npsn or str(reading.context.get("npsn") or ""))
        if kind in (Kind.ROSTER, Kind.MADRASAH)
        else ""
    )
    place = _place(reading, kind, handover, npsn=npsn, file_name=file_name)
    if gazetteer.region(place) is None:
        raise UnknownPlace(file=file_name, code=place)
    cut_off = handover.cut_off or _date(reading.context.get("cut_off")) or today
    return Inspected(
        path=path,
        file_name=file_name,
        reading=reading,
        kind=kind,
        place_code=place,
        village=place if len(place.split(".")) == 4 else None,
        npsn=npsn,
        cut_off=cut_off,
        kept=_within_the_purpose(reading.records, cut_off),
    )


def flag_counts(records: pl.DataFrame) -> dict[str, int]:
    """How often each flag was raised, most frequent first."""
    counted: Counter[str] = Counter()
    for flags in records["flags"].drop_nulls():
        counted.update(flag["code"] for flag in json.loads(flags))
    return dict(counted.most_common())


def rows_of(frame: pl.DataFrame) -> Iterator[dict[str, Any]]:
    """The rows of `frame` as dictionaries, a slice at a time."""
    yield from frame.iter_rows(named=True, buffer_size=2_000)


def _within_the_purpose(records: pl.DataFrame, on: date) -> pl.DataFrame:
    births = records["birth_date"].to_list()
    return records.filter(pl.Series([serves_the_purpose(day, on) for day in births], dtype=pl.Boolean))


def _place(reading: Reading, kind: Kind, handover: Handover, *, npsn: str, file_name: str) -> str:
    if kind in (Kind.ROSTER, Kind.MADRASAH):
        return _place_of_school(reading, handover, npsn=npsn, file_name=file_name)
    codes = reading.records["village_code"].drop_nulls()
    common = _common_place(codes.unique().to_list())
    if handover.place:
        _check_is_inside(codes, handover.place, file_name=file_name)
        return handover.place
    if not common:
        raise PlaceNotNamed(file=file_name)
    return common


def _check_is_inside(codes: pl.Series, place: str, *, file_name: str) -> None:
    """Raises PlaceDiffers when most of the coded records lie elsewhere; a few are slips of the pen."""
    elsewhere = codes.filter(~codes.str.starts_with(place))
    if 2 * len(elsewhere) > len(codes):
        found = _common_place(elsewhere.unique().to_list()) or "-"
        raise PlaceDiffers(file=file_name, found=found, named=place)


def _place_of_school(reading: Reading, handover: Handover, *, npsn: str, file_name: str) -> str:
    school = Gazetteer.packaged().school(npsn) if npsn else None
    if school is not None:
        return school.subdistrict_code
    if not npsn:
        raise SchoolNotNamed(file=file_name)
    if named := handover.place or reading.context.get("subdistrict_code"):
        return str(named)
    raise UnknownSchool(npsn=npsn)


def _common_place(codes: list[str]) -> str:
    """The narrowest place that holds all `codes`; empty when they share no province."""
    if not codes:
        return ""
    shared: list[str] = []
    for parts in zip(*(code.split(".") for code in codes), strict=False):
        if len(set(parts)) > 1:
            break
        shared.append(parts[0])
    return ".".join(shared)


def _date(value: object) -> date | None:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value)[:10]) if value else None
    except ValueError:
        return None
