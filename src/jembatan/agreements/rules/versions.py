"""What a new version of a rule must bring before it takes over: numbers, days, and who has read the text.

Pure. The grades are those of workflow/law.py: an article may be cited only where it was read, and grade A says who
read it and when.
"""

from dataclasses import dataclass
from datetime import date

from jembatan.workflow.law import Grade, Rule, Unit
from jembatan.workflow.refusals import Refused

LARGEST = 3660


class NoReasonGiven(Refused):
    code = "agreements.rule_without_reason"
    status = 400
    sentence = "Say why the rule is changed: everybody whose dates move will ask."


class NotRead(Refused):
    code = "agreements.rule_not_read"
    status = 400
    sentence = "Grade A says that somebody has read the article itself: name who, and the day it was read."


class ArticleUnread(Refused):
    code = "agreements.rule_article_unread"
    status = 400
    sentence = "An article may be cited only with grade A or B. Leave it out, or say who has read the text."


class BadNumber(Refused):
    code = "agreements.rule_bad_number"
    status = 400
    sentence = "This rule sets a number of %(unit)s from %(least)s to %(most)s; %(given)s is not possible."


class NoNumberHere(Refused):
    code = "agreements.rule_without_number"
    status = 400
    sentence = "This rule sets no number; leave the number out."


class EndsBeforeItBegins(Refused):
    code = "agreements.rule_ends_too_early"
    status = 400
    sentence = "The last day %(last)s lies before the first day %(first)s."


class MayNotEnd(Refused):
    code = "agreements.rule_may_not_end"
    status = 400
    sentence = (
        "Clocks are counted with this rule, so it cannot simply end. Set a version with another number from the day "
        "it changes."
    )


@dataclass(frozen=True, slots=True)
class Draft:
    """A version as somebody proposes it; `rule` has the unit of the versions before it."""

    rule: Rule
    reason: str


def check_version(draft: Draft) -> None:
    """Raise unless the draft may become a version of its rule.

    Raises NoReasonGiven, EndsBeforeItBegins, MayNotEnd, NotRead, ArticleUnread, NoNumberHere or BadNumber.
    """
    rule = draft.rule
    if not draft.reason.strip():
        raise NoReasonGiven()
    if rule.effective_to is not None and rule.effective_to < rule.effective_from:
        raise EndsBeforeItBegins(first=rule.effective_from, last=rule.effective_to)
    if rule.effective_to is not None and rule.unit is not None:
        raise MayNotEnd()
    _check_source(rule)
    _check_number(rule)


def verified(rule: Rule) -> tuple[str, date] | None:
    """Who compared the version with the official text, and when; None until somebody did."""
    if rule.verified_by is None or rule.verified_on is None:
        return None
    return rule.verified_by, rule.verified_on


def _check_source(rule: Rule) -> None:
    if rule.grade is Grade.A and verified(rule) is None:
        raise NotRead()
    if rule.article is not None and not rule.grade.is_read:
        raise ArticleUnread()


def _check_number(rule: Rule) -> None:
    if rule.unit is None:
        if rule.parameter is not None:
            raise NoNumberHere()
        return
    least, most = (0, 1) if rule.unit is Unit.SWITCH else (1, LARGEST)
    if rule.parameter is None or not least <= rule.parameter <= most:
        raise BadNumber(unit=str(rule.unit), least=least, most=most, given=str(rule.parameter))
