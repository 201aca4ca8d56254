"""Loading the packaged edition of places into the database. Places are public: nobody needs a permission."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import batched

from django.db import connection, models, transaction

from jembatan.places.engine import packaged
from jembatan.places.engine.gazetteer import Gazetteer, Retirement
from jembatan.places.engine.schools import School as PackagedSchool
from jembatan.places.models import LoadedEdition, Region, RetiredRegion, School
from jembatan.places.rules.codes import ancestors_of, level_of, lies_within
from jembatan.places.rules.names import fold, read_name
from jembatan.workflow.refusals import Refused

WHOLE_COUNTRY = "*"
ROWS_AT_ONCE = 2_000


class NoSuchPlace(Refused):
    code = "places.no_such_place"
    status = 404
    sentence = (
        "There is no place with the code %(place)s in %(edition)s. Check the code: digits and dots, as 35.09."
    )


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load wrote; all zero and `unchanged` when the edition was already there.

    `left_over` counts places of an earlier edition that this one does not have. They stay, because
    records may point at them, and keep their own edition in the column of that name.
    """

    regions: int = 0
    retired: int = 0
    schools: int = 0
    left_over: int = 0
    unchanged: bool = False


def load_reference(*, only: str | None = None, advance: Callable[[int], None] | None = None) -> Loaded:
    """Write the packaged places, retired codes and schools into the database, whole or not at all.

    `only` is a code: just that place, what lies in it and what it lies in. `advance` is told the
    number of rows written, batch by batch. A second run of the same edition changes nothing.
    Raises NoSuchPlace if `only` is not a place in force.
    """
    gazetteer, scope = Gazetteer.packaged(), scope_of(only)
    if is_loaded(scope):
        return Loaded(unchanged=True)
    tell = advance or (lambda count: None)
    with transaction.atomic():
        regions = _write(_regions(gazetteer, scope), tell)
        retired = _write(_retired(gazetteer, scope), tell)
        schools = _write(_schools(gazetteer, scope), tell)
        LoadedEdition.objects.update_or_create(
            scope=scope, defaults={"edition": packaged.EDITION, "stamp": packaged.stamp()}
        )
        _tell_the_database_how_many()
    return Loaded(regions, retired, schools, left_over=_left_over(scope))


def scope_of(only: str | None) -> str:
    """What `only` means, under its code in force; WHOLE_COUNTRY for None. Raises NoSuchPlace."""
    if only is None:
        return WHOLE_COUNTRY
    code = Gazetteer.packaged().current_code(only)
    if code is None:
        raise NoSuchPlace(place=only, edition=packaged.EDITION)
    return code


def is_loaded(scope: str = WHOLE_COUNTRY) -> bool:
    """Whether the database holds this very edition of `scope`, a code or the whole country."""
    wide_enough = {WHOLE_COUNTRY, scope, *ancestors_of(scope)}
    return LoadedEdition.objects.filter(scope__in=wide_enough, stamp=packaged.stamp()).exists()


def rows_to_load(scope: str = WHOLE_COUNTRY) -> int:
    """How many rows there are to write for `scope`; the length of a progress bar."""
    gazetteer = Gazetteer.packaged()
    parts = (_codes(gazetteer, scope), _retirements(gazetteer, scope), _packaged_schools(gazetteer, scope))
    return sum(1 for part in parts for _ in part)


def _codes(gazetteer: Gazetteer, scope: str) -> Iterable[str]:
    if scope == WHOLE_COUNTRY:
        return gazetteer.codes
    return (*ancestors_of(scope), scope, *gazetteer.below(scope))


def _retirements(gazetteer: Gazetteer, scope: str) -> Iterator[Retirement]:
    for old in gazetteer.retirements():
        inside = lies_within(old.current_code or old.old_code, scope)
        if scope == WHOLE_COUNTRY or inside:
            yield old


def _packaged_schools(gazetteer: Gazetteer, scope: str) -> Iterable[PackagedSchool]:
    return gazetteer.schools_in("35.09" if scope == WHOLE_COUNTRY else scope)


def _regions(gazetteer: Gazetteer, scope: str) -> Iterator[Region]:
    for code in _codes(gazetteer, scope):
        place = gazetteer[code]
        yield Region(
            code=place.code,
            name=place.name,
            folded_name=read_name(place.name, place.level).bare,
            level=place.level,
            kind=place.kind,
            parent_id=place.parent_code,
            bps_code=gazetteer.bps_code(code) or "",
            dapodik_code=gazetteer.dapodik_code(code) or "",
            edition=packaged.EDITION,
        )


def _retired(gazetteer: Gazetteer, scope: str) -> Iterator[RetiredRegion]:
    for old in _retirements(gazetteer, scope):
        yield RetiredRegion(
            old_code=old.old_code,
            old_name=old.old_name,
            last_edition=old.last_edition,
            level=level_of(old.old_code),
            current_id=old.current_code,
            match=old.match,
        )


def _schools(gazetteer: Gazetteer, scope: str) -> Iterator[School]:
    for school in _packaged_schools(gazetteer, scope):
        yield School(
            npsn=school.npsn,
            name=school.name,
            folded_name=fold(school.name),
            form=school.form,
            status=school.status,
            region_id=school.village_code,
            subdistrict_id=school.subdistrict_code,
            lat=school.lat,
            lon=school.lon,
            coordinate_quality=school.coordinate_quality,
        )


def _write(rows: Iterable[models.Model], tell: Callable[[int], None]) -> int:
    """Insert rows of one model, or overwrite those with the same key; returns how many."""
    written = 0
    for batch in batched(rows, ROWS_AT_ONCE):
        table = type(batch[0])
        key = table._meta.pk.attname
        others = [field.attname for field in table._meta.concrete_fields if field.attname != key]
        table._default_manager.bulk_create(
            batch, update_conflicts=True, unique_fields=[key], update_fields=others
        )
        written += len(batch)
        tell(len(batch))
    return written


def _tell_the_database_how_many() -> None:
    # The check of 90,000 parents at the end reads the whole table for each one if it still thinks it small.
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {connection.ops.quote_name(Region._meta.db_table)}")


def _left_over(scope: str) -> int:
    places = Region.objects.all() if scope == WHOLE_COUNTRY else Region.objects.within(scope)
    return places.exclude(edition=packaged.EDITION).count()
