"""Partners abroad for tests."""

from jembatan.counterparts.actions import Profile
from jembatan.counterparts.rules.kinds import Kind


def profile(
    name: str,
    country: str = "Australia",
    *,
    kind: str = Kind.LOCAL_GOVERNMENT,
    level: str | None = None,
    place_within: str = "",
    local_name: str = "",
) -> Profile:
    """A profile as a form gives it; a local government is a city unless `level` says otherwise."""
    chosen = level if level is not None else ("city" if kind == Kind.LOCAL_GOVERNMENT else "")
    return Profile(
        official_name=name,
        kind=kind,
        level=chosen,
        country=country,
        place_within=place_within,
        local_name=local_name,
    )
