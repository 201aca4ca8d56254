"""Who may sign, by which power, on which day.

Source: UU 24/2000 art. 7(1)-(2) (full powers), art. 7(5) (none for a technical text that carries out an
agreement in force and lies within the body's authority), grade A. Signing apart and from afar is practice.
"""

from datetime import date

from jembatan.workflow.messages import message as _
from jembatan.workflow.refusals import Refused

HELD, NOT_REQUIRED, OTHER_SIDE = "held", "not_required", "other_side"


class PowersNotSettled(Refused):
    code = "agreements.powers_not_settled"
    sentence = "The power to sign is not settled: %(problem)s."


class BadSignatureDay(Refused):
    code = "agreements.bad_signature_day"
    status = 400
    sentence = "Nobody can have signed on %(on)s: %(problem)s."


class AlreadySigned(Refused):
    code = "agreements.already_signed"
    sentence = "This party has signed already. Take the signature back first if it was recorded wrongly."


class DoesNotSign(Refused):
    code = "agreements.does_not_sign"
    status = 400
    sentence = "This party stands beside the agreement and does not sign it."


def check_powers(powers: str, *, is_abroad: bool, has_paper: bool, may_go_without: bool) -> None:
    """Raise PowersNotSettled unless the power fits the party: the counterpart signs by its own rules, our side
    with full powers (and the document), or without where art. 7(5) or the kind of agreement lets it."""
    if (powers == OTHER_SIDE) != is_abroad:
        raise PowersNotSettled(problem=_("only the counterpart signs by its own rules"))
    if powers == HELD and not has_paper:
        raise PowersNotSettled(
            problem=_("add the document of the full powers (UU 24/2000 art. 7(1)-(2), grade A)")
        )
    if powers == NOT_REQUIRED and not may_go_without:
        raise PowersNotSettled(
            problem=_(
                "without full powers only a technical arrangement or annual plan can be signed that carries out an "
                "agreement in force and lies within the authority (UU 24/2000 art. 7(5), grade A)"
            )
        )


def check_day(on: date, *, today: date, opened_on: date | None) -> None:
    """Raise BadSignatureDay when the day has not come, or lies before the stage of signing was opened."""
    if on > today:
        raise BadSignatureDay(on=on, problem=_("that day has not come yet"))
    if opened_on is not None and on < opened_on:
        raise BadSignatureDay(on=on, problem=_("the way to the signature was not open then"))
