"""What a remark may be. It is never edited: who has more to say writes another, and the history stays."""

from jembatan.correspondence.rules.mentions import holds_identity_number
from jembatan.workflow.refusals import Refused

LONGEST = 4000


class NothingSaid(Refused):
    code = "correspondence.nothing_said"
    status = 400
    sentence = "The remark is empty. Write what should be read."


class TooLong(Refused):
    code = "correspondence.too_long"
    status = 400
    sentence = (
        "A remark has at most %(longest)s signs; this one has %(signs)s. Shorten it, or add a document."
    )


class IdentityNumberInRemark(Refused):
    code = "correspondence.identity_number"
    status = 400
    sentence = (
        "The remark holds sixteen digits that look like an identity number. Identity numbers are never kept in "
        "remarks: take the number out."
    )


class UnknownField(Refused):
    code = "correspondence.unknown_field"
    status = 400
    sentence = "There is no field '%(field)s' to remark on here. Choose one that the page shows."


class AlreadyResolved(Refused):
    code = "correspondence.already_resolved"
    sentence = "This remark is resolved. Reopen it to go on."


class NotResolved(Refused):
    code = "correspondence.not_resolved"
    sentence = "This remark is still open."


class NotARemark(Refused):
    code = "correspondence.not_a_remark"
    sentence = "Only a remark can be resolved or reopened, with all its answers; not one answer alone."


def checked_text(text: str) -> str:
    """`text` without blanks around it. Raises NothingSaid, TooLong or IdentityNumberInRemark."""
    said = text.replace("\r\n", "\n").strip()
    if not said:
        raise NothingSaid()
    if len(said) > LONGEST:
        raise TooLong(longest=LONGEST, signs=len(said))
    if holds_identity_number(said):
        raise IdentityNumberInRemark()
    return said
