"""What keeps a stage from being closed, made ready for the screen: words, rule with grade, who can lift it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from jembatan.agreements.rules.blockers import Blocker
from jembatan.agreements.rules.kinds import OFFICES
from jembatan.agreements.words import road as words
from jembatan.workflow.wording import Wording


@dataclass(frozen=True, slots=True)
class BlockerShown:
    """One thing in the way. `citation`, `grade`, `grade_words` and `who` are "" where nothing applies."""

    code: str
    say: str
    rule: str
    citation: str
    grade: str
    grade_words: str
    who: str
    blocks: bool

    @property
    def why(self) -> str:
        """The whole in one line, for a button that is blocked."""
        parts = [self.say]
        if self.citation:
            parts.append(_("%(rule)s, grade %(grade)s.") % {"rule": self.citation, "grade": self.grade})
        if self.who:
            parts.append(_("Can be supplied by: %(who)s.") % {"who": self.who})
        return " ".join(parts)


def said(wording: Wording) -> str:
    """A table's words in the language of the page."""
    return wording.in_language(get_language() or "id")


def shown(found: Iterable[Blocker]) -> list[BlockerShown]:
    """The blockers in the language of the page, in their order."""
    return [_shown(blocker) for blocker in found]


def _shown(blocker: Blocker) -> BlockerShown:
    detail = {
        name: date_format(value, "j F Y") if hasattr(value, "isoformat") else value
        for name, value in blocker.filled(get_language() or "id").items()
    }
    return BlockerShown(
        code=blocker.code,
        say=_(blocker.sentence) % detail,
        rule=blocker.rule or "",
        citation=said(blocker.citation) if blocker.citation else "",
        grade=str(blocker.grade or ""),
        grade_words=str(words.GRADES.get(str(blocker.grade or ""), "")),
        who=said(OFFICES[blocker.supplied_by]) if blocker.supplied_by else "",
        blocks=blocker.blocks,
    )
