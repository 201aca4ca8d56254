"""The life of one imported file, what kind of source each layout is, and which rows are kept.

Purpose limitation and minimisation: UU 27/2022, read in `docs/data-protection.md`.
"""

from datetime import date
from enum import StrEnum

from jembatan.workflow.lifecycles import Lifecycle


class State(StrEnum):
    """Where a batch stands."""

    STAGED = "staged"
    COMMITTED = "committed"
    DISCARDED = "discarded"
    UNDONE = "undone"


LIFECYCLE = Lifecycle(
    start=State.STAGED,
    routes={
        State.STAGED: (State.COMMITTED, State.DISCARDED),
        State.COMMITTED: (State.UNDONE,),
        State.DISCARDED: (),
        State.UNDONE: (),
    },
    owners={
        State.STAGED: "village_operator",
        State.COMMITTED: "district_analyst",
        State.DISCARDED: "district_analyst",
        State.UNDONE: "district_analyst",
    },
)


class Kind(StrEnum):
    """What a source knows: it decides which side of the reconciliation its records stand on."""

    CENSUS = "census"
    REGISTER = "register"
    ROSTER = "roster"
    MADRASAH = "madrasah"
    PORTAL = "portal"
    SOCIAL = "social"


KIND_OF_PROFILE = {
    "kobo": Kind.CENSUS,
    "odk": Kind.CENSUS,
    "opensid": Kind.REGISTER,
    "opendk": Kind.REGISTER,
    "siak": Kind.REGISTER,
    "bip": Kind.REGISTER,
    "dapodik": Kind.ROSTER,
    "dapodik_ws": Kind.ROSTER,
    "emis": Kind.MADRASAH,
    "verval": Kind.PORTAL,
    "regsosek": Kind.SOCIAL,
    "dtsen": Kind.SOCIAL,
}

# Completed years of age that the purpose covers: the national form's bins end at 25, school
# begins with kindergarten. Rows about anybody older are read, counted and not stored.
OLDEST_KEPT = 24


def serves_the_purpose(birth_date: date | None, on: date) -> bool:
    """True when a person born on `birth_date` (None = unknown, kept) is at most OLDEST_KEPT on `on`."""
    if birth_date is None:
        return True
    had_birthday = (on.month, on.day) >= (birth_date.month, birth_date.day)
    return on.year - birth_date.year - (0 if had_birthday else 1) <= OLDEST_KEPT
