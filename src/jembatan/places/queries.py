"""What pages ask about places and schools. Places are public, so nobody needs to be allowed to ask."""

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from jembatan.places.models import Region, School
from jembatan.places.rules.codes import ancestors_of, normal_code
from jembatan.places.rules.names import fold, read_name

# Enough to choose from, few enough to read.
MOST_FOUND = 20


def breadcrumb(code: str) -> list[Region]:
    """The places `code` lies in and itself, province first; one query. Empty if there is none."""
    return list(Region.objects.filter(code__in=(*ancestors_of(code), code)).order_by("level"))


def places_under(code: str | None) -> QuerySet[Region]:
    """The places one level below `code`, by name; None gives the provinces."""
    return Region.objects.filter(parent_id=code).order_by("folded_name", "code")


def search(text: str, *, within: str | None = None, limit: int = MOST_FOUND) -> list[Region]:
    """Places whose name has `text` in it, or whose code begins with it, best first.

    Case, blanks and hyphens do not matter; "Kec. Semboro" finds only kecamatan. An exact name comes
    before a beginning, a beginning before a middle; then wide places before narrow ones.
    """
    folded = fold(text)
    if not folded:
        return []
    places = Region.objects.all() if within is None else Region.objects.within(within)
    wanted = Q(folded_name__contains=folded)
    exact, beginning = Q(folded_name=folded), Q(folded_name__startswith=folded)
    for level in (1, 2, 3, 4):
        bare = read_name(text, level).bare
        if bare != folded:
            wanted |= Q(level=level, folded_name__contains=bare)
            exact |= Q(level=level, folded_name=bare)
            beginning |= Q(level=level, folded_name__startswith=bare)
    if code := normal_code(text):
        wanted, exact = wanted | Q(code__startswith=code), exact | Q(code=code)
    rank = Case(When(exact, then=0), When(beginning, then=1), default=Value(2), output_field=IntegerField())
    return list(places.filter(wanted).annotate(rank=rank).order_by("rank", "level", "code")[:limit])


def search_schools(text: str, *, within: str | None = None, limit: int = MOST_FOUND) -> list[School]:
    """Schools whose name has `text` in it, or whose NPSN begins with it; exact and beginnings first."""
    folded = fold(text)
    if not folded:
        return []
    schools = School.objects.all() if within is None else School.objects.within(within)
    exact = Q(npsn=folded) | Q(folded_name=folded)
    beginning = Q(npsn__startswith=folded) | Q(folded_name__startswith=folded)
    rank = Case(When(exact, then=0), When(beginning, then=1), default=Value(2), output_field=IntegerField())
    found = schools.filter(beginning | Q(folded_name__contains=folded)).annotate(rank=rank)
    return list(found.select_related("subdistrict", "region").order_by("rank", "folded_name", "npsn")[:limit])
