"""The agreements above and below one, as a change of its term sees them."""

from collections.abc import Iterable

from jembatan.agreements.models import Agreement, TermChange
from jembatan.agreements.rules.lifecycle import State
from jembatan.agreements.rules.term import Kind, Relative, carried

# Umbrella, memorandum, arrangement, yearly plan: no chain of agreements is deeper.
DEEPEST = 8


def parent_state(agreement: Agreement) -> State | None:
    """The state of the agreement it stands under; None when it stands under none. One query."""
    if agreement.parent_id is None:
        return None
    return State(Agreement.objects.values_list("state", flat=True).get(pk=agreement.parent_id))


def family_below(agreement: Agreement) -> tuple[Relative, ...]:
    """Every agreement under it, however deep. One query a generation, and one about suspensions."""
    rows: dict[int, tuple[int | None, str]] = {}
    above: Iterable[int] = [agreement.pk]
    for _generation in range(DEEPEST):
        found = Agreement.objects.filter(parent__in=above).values_list("pk", "parent_id", "state")
        fresh = {pk: (parent, state) for pk, parent, state in found if pk not in rows and pk != agreement.pk}
        if not fresh:
            break
        rows |= fresh
        above = list(fresh)
    causes = _suspended_by([pk for pk, (_parent, state) in rows.items() if state == State.SUSPENDED])
    return tuple(
        Relative(pk, parent, State(state), causes.get(pk)) for pk, (parent, state) in sorted(rows.items())
    )


def carried_by(agreement: Agreement, kind: Kind) -> tuple[int, ...]:
    """The ids of the agreements that such a change would carry along now, parents first."""
    return carried(kind, agreement.pk, family_below(agreement))


def _suspended_by(keys: list[int]) -> dict[int, int | None]:
    """Whose suspension carried each suspended agreement: of its newest suspension."""
    if not keys:
        return {}
    changes = TermChange.objects.filter(agreement__in=keys, kind=TermChange.Kind.SUSPENSION)
    newest: dict[int, int | None] = {}
    for key, cause in changes.order_by("id").values_list("agreement_id", "caused_by__agreement_id"):
        newest[key] = cause
    return newest
