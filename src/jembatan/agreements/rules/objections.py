"""A waiver the supervisor objects to keeps the agreement from being signed.

Ours: no article says what an objection does. It takes nothing back that was done meanwhile; it must be
settled before the signature, by the supervisor accepting after all.
"""

from collections.abc import Iterable

from jembatan.agreements.rules.blockers import Blocker
from jembatan.agreements.rules.kinds import Office
from jembatan.agreements.rules.roads import Road
from jembatan.workflow.messages import message as _

OBJECTED = _("The supervisor objects to waiving this stage: %(stage)s. Settle it with the supervisor first.")


def objected_waivers(road: Road, stages: Iterable[str]) -> tuple[Blocker, ...]:
    """One blocker for each of `stages` whose waiver the supervisor objects to."""
    return tuple(
        Blocker(
            code=f"waiver.objected.{stage}",
            sentence=OBJECTED,
            detail={"stage": road.stage(stage).name},
            rule=None,
            citation=None,
            grade=None,
            supplied_by=Office.HOME_MINISTRY,
            blocks=True,
        )
        for stage in stages
    )
