"""A selection of a partner as its readers may see it: scores stay hidden until the results are open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jembatan.accounts.models import User
from jembatan.counterparts.models import Call, Candidacy, ScoreSheet
from jembatan.counterparts.rules.selection import Sheet, Standing, State, is_complete, results_open, standings


@dataclass(frozen=True, slots=True)
class CallPage:
    """`ranked` is None while the results are hidden; `own` are the viewer's own sheets by candidacy id;
    `scored` counts the sheets that are in, of `wanted`."""

    call: Call
    candidacies: Sequence[Candidacy]
    assessors: Sequence[User]
    ranked: Sequence[tuple[Candidacy, Standing]] | None
    own: dict[int, ScoreSheet]
    scored: int
    wanted: int
    is_assessor: bool

    @property
    def is_open(self) -> bool:
        return self.call.state == State.OPEN


@dataclass(frozen=True, slots=True)
class Count:
    """Where a call stands: its candidates, assessors and sheets, and whether the results are open."""

    candidacies: Sequence[Candidacy]
    assessors: Sequence[User]
    sheets: Sequence[Sheet]
    is_open: bool


def count_of(call: Call, on: date) -> Count:
    """The count of the call on the day `on`. Three queries."""
    candidacies = list(call.candidacies.select_related("counterpart"))
    assessors = list(call.assessors.order_by("id"))
    rows = ScoreSheet.objects.filter(candidacy__call=call)
    sheets = [Sheet(row.candidacy_id, row.assessor_id, row.points) for row in rows]
    complete = is_complete([row.pk for row in candidacies], [user.pk for user in assessors], sheets)
    seen = call.state != State.OPEN or results_open(complete=complete, closes_on=call.closes_on, today=on)
    return Count(candidacies, assessors, sheets, seen)


def ranking(call: Call, count: Count) -> list[Standing]:
    """The candidates by their scores; only for those who may see them (`count.is_open`)."""
    return standings(call.criteria_read, [row.pk for row in count.candidacies], count.sheets)


def call_page(call: Call, viewer: User, on: date) -> CallPage:
    """The call as `viewer` may see it on the day `on`. Four queries."""
    count = count_of(call, on)
    by_id = {row.pk: row for row in count.candidacies}
    ranked = [(by_id[row.candidate], row) for row in ranking(call, count)] if count.is_open else None
    own = ScoreSheet.objects.filter(candidacy__call=call, assessor=viewer)
    return CallPage(
        call=call,
        candidacies=count.candidacies,
        assessors=count.assessors,
        ranked=ranked,
        own={sheet.candidacy_id: sheet for sheet in own},
        scored=len(count.sheets),
        wanted=len(count.candidacies) * len(count.assessors),
        is_assessor=viewer in count.assessors,
    )
