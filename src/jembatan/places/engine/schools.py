"""The packaged schools: Kabupaten Jember, Dapodik list of June 2019. Madrasah are not in it."""

from dataclasses import dataclass
from functools import cache

from jembatan.places.engine import packaged


@dataclass(frozen=True, slots=True)
class School:
    """One school.

    `npsn`: national number, 8 digits. `form`: SD, SMP, SMA, SMK, SLB and its kinds. `status`: negeri
    or swasta. `village_code` is read off the coordinate; None where that is missing or lies outside
    the school's own subdistrict (`coordinate_quality`: ok, other_kecamatan, outside_jember, missing).
    `lat` and `lon` are WGS 84 degrees.
    """

    npsn: str
    name: str
    form: str
    status: str
    subdistrict_code: str
    village_code: str | None
    lat: float | None
    lon: float | None
    coordinate_quality: str

    @property
    def place_code(self) -> str:
        """The narrowest place the school is known to stand in."""
        return self.village_code or self.subdistrict_code


@cache
def schools_by_npsn() -> dict[str, School]:
    """Every packaged school by its number, in the order of the numbers."""
    return {row[0]: _school(row) for row in packaged.rows(packaged.SCHOOLS)}


def _school(row: list[str]) -> School:
    npsn, name, form, status, subdistrict, lat, lon, quality, village = row
    return School(
        npsn=npsn,
        name=name,
        form=form,
        status=status,
        subdistrict_code=subdistrict,
        village_code=village or None,
        lat=float(lat) if lat else None,
        lon=float(lon) if lon else None,
        coordinate_quality=quality,
    )
