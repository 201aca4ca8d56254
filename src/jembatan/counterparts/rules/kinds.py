"""What a partner abroad can be, and at which level a foreign local government stands.

Source: PP 28/2018 art. 1 (KSDPL, KSDLL) and art. 36 with elucidation (grade A); a political party is
refused by art. 36(2).
"""

from enum import StrEnum

from jembatan.workflow.messages import message as _
from jembatan.workflow.refusals import Refused


class Kind(StrEnum):
    LOCAL_GOVERNMENT = "foreign_local_government"
    ORGANISATION = "international_organisation"
    NONPROFIT = "nonprofit"
    DEVELOPMENT_PARTNER = "development_partner"
    OTHER_INSTITUTION = "other_institution"
    # Known only to be refused with its article.
    POLITICAL_PARTY = "political_party"


# What a profile may be; the first is the partner of a KSDPL, the others of a KSDLL.
KINDS = tuple(kind for kind in Kind if kind is not Kind.POLITICAL_PARTY)
KIND_WORDS = {
    Kind.LOCAL_GOVERNMENT: _("Foreign local government"),
    Kind.ORGANISATION: _("International organisation"),
    Kind.NONPROFIT: _("Foreign non-profit organisation"),
    Kind.DEVELOPMENT_PARTNER: _("Development partner"),
    Kind.OTHER_INSTITUTION: _("Other foreign institution"),
    Kind.POLITICAL_PARTY: _("Political party"),
}


class Level(StrEnum):
    """Where a foreign local government stands in its country, in the words of art. 24 where they fit."""

    PROVINCE = "province"
    REGENCY = "regency"
    CITY = "city"
    OTHER = "other"


LEVEL_WORDS = {
    Level.PROVINCE: _("Province, state, prefecture or region"),
    Level.REGENCY: _("Regency, county or district"),
    Level.CITY: _("City or town"),
    Level.OTHER: _("Another level"),
}


class PoliticalParty(Refused):
    code = "counterparts.political_party"
    status = 400
    sentence = (
        "A political party cannot be a partner (PP 28/2018 art. 36(2), grade A). "
        "Nobody can lift this; choose another partner."
    )


class BadProfile(Refused):
    code = "counterparts.bad_profile"
    status = 400
    sentence = "%(field)s: %(problem)s. Correct it and save again."


def check_profile(kind: str, level: str, country_code: str) -> None:
    """Raise PoliticalParty or BadProfile unless kind, level and country fit together.

    A foreign local government has a level and a country, nobody else has a level, and only an
    international organisation may have no country ("").
    """
    if kind == Kind.POLITICAL_PARTY:
        raise PoliticalParty()
    if kind not in KINDS:
        raise BadProfile(field="kind", problem=_("this kind of partner is not in the list"))
    if kind == Kind.LOCAL_GOVERNMENT and level not in list(Level):
        raise BadProfile(field="level", problem=_("a foreign local government stands at one of the levels"))
    if kind != Kind.LOCAL_GOVERNMENT and level:
        raise BadProfile(field="level", problem=_("only a foreign local government has a level"))
    if kind != Kind.ORGANISATION and not country_code:
        raise BadProfile(field="country", problem=_("only an international organisation has no country"))


def is_place(kind: str) -> bool:
    """True when names of this kind are names of places."""
    return kind == Kind.LOCAL_GOVERNMENT
