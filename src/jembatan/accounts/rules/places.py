"""Whether one place lies inside another, by code. Codes are paths: 35, 35.09, 35.09.18, 35.09.18.2002."""

from jembatan.places.rules.codes import lies_within

# The code of the whole country; every place lies inside it.
COUNTRY = "ID"


def covers(outer: str, inner: str) -> bool:
    """True when `inner` is `outer` or lies inside it."""
    return outer == COUNTRY or lies_within(inner, outer)


def widest(codes: list[str]) -> tuple[str, ...]:
    """`codes` without those already covered by another of them, sorted."""
    distinct = sorted(set(codes))
    return tuple(code for code in distinct if not any(covers(o, code) for o in distinct if o != code))
