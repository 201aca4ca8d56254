"""What a cooperation may begin as: which partner, through which channel, under which text.

Source: PP 28/2018 arts 24, 25, 28, 36 with elucidation (grade A). Facts in, refusals and warnings out.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from jembatan.agreements.rules.kinds import (
    LISTED_INITIATIVES,
    ROAD_OF,
    Initiative,
    Kind,
    PartnerClass,
    Tier,
    may_join,
)
from jembatan.counterparts.rules.kinds import Kind as CounterpartKind
from jembatan.counterparts.rules.kinds import Level as AbroadLevel
from jembatan.workflow.messages import message as _
from jembatan.workflow.refusals import Refused

PARTNER_CLASS_OF: Mapping[str, PartnerClass] = {
    CounterpartKind.LOCAL_GOVERNMENT: PartnerClass.FOREIGN_GOVERNMENT,
    CounterpartKind.ORGANISATION: PartnerClass.INTERNATIONAL_ORGANISATION,
    CounterpartKind.NONPROFIT: PartnerClass.NGO,
    CounterpartKind.DEVELOPMENT_PARTNER: PartnerClass.DEVELOPMENT_PARTNER,
    CounterpartKind.OTHER_INSTITUTION: PartnerClass.OTHER_INSTITUTION,
    CounterpartKind.POLITICAL_PARTY: PartnerClass.POLITICAL_PARTY,
}
# Which level of region has which kind of sister (PP 28/2018 art. 24).
SISTER_OF = {
    "provinsi": Kind.SISTER_PROVINCE,
    "kabupaten": Kind.SISTER_REGENCY_CITY,
    "kota": Kind.SISTER_REGENCY_CITY,
}
ABROAD_LIKE = {
    Kind.SISTER_PROVINCE: (AbroadLevel.PROVINCE,),
    Kind.SISTER_REGENCY_CITY: (AbroadLevel.REGENCY, AbroadLevel.CITY),
}
BELOW = tuple(Tier)


class NoRoad(Refused):
    code = "agreements.no_road"
    status = 400
    sentence = (
        "A village is not a region, so its link abroad is neither KSDPL nor KSDLL and has no road here "
        "(PP 28/2018 art. 1, grade A). It can be kept in the register."
    )


class PartnerDoesNotFit(Refused):
    code = "agreements.partner_does_not_fit"
    status = 400
    sentence = (
        "This kind of partner cannot have this kind of cooperation (PP 28/2018 arts 24, 25 and 36, grade A). "
        "Choose another kind, or correct the partner's profile."
    )


class UnlistedChannel(Refused):
    code = "agreements.unlisted_channel"
    status = 400
    sentence = (
        "A foreign institution does not turn straight to a region (PP 28/2018 art. 28, grade A). "
        "Route the proposal via Kemendagri and/or Kemlu, or begin it as the region's own initiative."
    )


class WrongSister(Refused):
    code = "agreements.wrong_sister"
    status = 400
    sentence = (
        "A province has a sister province, a regency or city a sister regency or city "
        "(PP 28/2018 art. 24, grade A). Choose the kind that fits this region."
    )


class WrongParent(Refused):
    code = "agreements.wrong_parent"
    status = 400
    sentence = (
        "The text above must stand higher than this one (umbrella, MoU, technical arrangement, annual plan) "
        "and must not have ended. Choose another one or leave it empty."
    )


class CentralIsUmbrella(Refused):
    code = "agreements.central_is_umbrella"
    status = 400
    sentence = "Only an umbrella agreement belongs to the central government. Choose the region it is for."


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a cooperation begins as. `home_level` is "provinsi", "kabupaten", "kota", or "" for the centre;
    `abroad_level` is "" for a partner that is no local government; `parent` is None when it stands alone."""

    kind: Kind
    tier: Tier
    partner: PartnerClass
    initiative: Initiative
    home_level: str
    abroad_level: str = ""
    parent: Tier | None = None
    parent_has_ended: bool = False


def check_beginning(beginning: Beginning) -> None:
    """Raise the refusal that applies: NoRoad, CentralIsUmbrella, PartnerDoesNotFit, WrongSister,
    UnlistedChannel or WrongParent."""
    if ROAD_OF[beginning.kind] is None:
        raise NoRoad()
    if not beginning.home_level and beginning.tier is not Tier.UMBRELLA:
        raise CentralIsUmbrella()
    if not may_join(beginning.kind, beginning.partner):
        raise PartnerDoesNotFit()
    if beginning.kind in ABROAD_LIKE and SISTER_OF.get(beginning.home_level) is not beginning.kind:
        raise WrongSister()
    if beginning.home_level and beginning.initiative not in LISTED_INITIATIVES[beginning.kind]:
        raise UnlistedChannel()
    _check_parent(beginning)


def warnings_of(beginning: Beginning) -> tuple[str, ...]:
    """Message ids of what deserves a second look but blocks nothing."""
    found = []
    like = ABROAD_LIKE.get(beginning.kind)
    if like and beginning.abroad_level not in like:
        found.append(LEVELS_DIFFER)
    if beginning.parent is None and beginning.kind is Kind.KSDLL_CONTINUATION:
        found.append(NO_UMBRELLA)
    if beginning.parent is None and beginning.tier in (Tier.TECHNICAL_ARRANGEMENT, Tier.ANNUAL_PLAN):
        found.append(NOTHING_ABOVE)
    return tuple(found)


LEVELS_DIFFER = _(
    "The two sides stand at different levels. Equal status is looked at (PP 28/2018 art. 27(3), grade A), "
    "but towns of very different size have worked well together: this is a warning only."
)
NO_UMBRELLA = _(
    "This continues a cooperation of the central government, but none is named. Name the agreement above it "
    "as soon as it is in the register."
)
NOTHING_ABOVE = _(
    "A technical arrangement or annual plan carries out a text above it, but none is named. Without it "
    "full powers are needed to sign (UU 24/2000 art. 7(5), grade A)."
)


def _check_parent(beginning: Beginning) -> None:
    if beginning.parent is None:
        return
    if beginning.parent_has_ended or BELOW.index(beginning.parent) >= BELOW.index(beginning.tier):
        raise WrongParent()
