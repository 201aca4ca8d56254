"""What clocks add to the page of an agreement: what runs out when, how it was counted, what is only measured."""

from datetime import date
from typing import Any

from jembatan.accounts.models import User
from jembatan.agreements.models import Agreement
from jembatan.agreements.queries.clocks import of_one
from jembatan.agreements.queries.law import law_in_use
from jembatan.agreements.rules.life_clocks import is_awaited
from jembatan.agreements.web.clock_rows import clock_shown

MOST = 12


def part(agreement: Agreement, viewer: User, *, today: date) -> dict[str, Any]:
    """The clocks of the agreement. Ten queries: every table a day can stand in is asked once."""
    law = law_in_use()
    tickings = of_one(agreement, today, law=law)
    running = [one for one in tickings if one.clock.stopped_on is None]
    due = [clock_shown(one, law, today) for one in running if is_awaited(one.clock)]
    measured = [clock_shown(one, law, today) for one in running if not is_awaited(one.clock)]
    if not running:
        return {}
    return {"due": due[:MOST], "more": max(len(due) - MOST, 0), "measured": measured}
