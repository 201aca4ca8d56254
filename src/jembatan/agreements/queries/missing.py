"""How many things keep cases from moving on: counted for many at once, by the rules that block one."""

from collections.abc import Iterable
from datetime import date

from jembatan.agreements.models import Agreement
from jembatan.agreements.queries.facts import beside
from jembatan.agreements.queries.law import law_in_use
from jembatan.agreements.queries.road import case_of, with_story


def missing_in(keys: Iterable[int], *, today: date) -> dict[int, int]:
    """By agreement, how many things its open stage still lacks to move on. Two dozen queries, however many.

    Agreements without an open stage before the signature are left out.
    """
    rows = list(with_story(Agreement.objects.filter(pk__in=list(keys))))
    known, law = beside(rows, today=today), law_in_use()
    found: dict[int, int] = {}
    for row in rows:
        case = case_of(row, today=today, law=law, known=known)
        if case is None or case.standing.current is None:
            continue
        stage = case.road.stage(case.standing.current)
        if stage.is_before_signature:
            found[row.pk] = sum(one.blocks for one in case.blockers(stage.code, stage.forward.code))
    return found
