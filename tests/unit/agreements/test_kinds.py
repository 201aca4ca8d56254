"""Which class of partner may have which kind of cooperation, and which kinds have a road."""

import pytest

from jembatan.agreements.rules import kinds
from jembatan.agreements.rules.kinds import Initiative, Kind, PartnerClass


def test_every_kind_but_the_village_link_has_a_road():
    assert [kind for kind in Kind if kinds.ROAD_OF[kind] is None] == [Kind.VILLAGE_LINK]


@pytest.mark.parametrize(
    ("words", "members"),
    [
        (kinds.KINDS, Kind),
        (kinds.TIERS, kinds.Tier),
        (kinds.INITIATIVES, Initiative),
        (kinds.OFFICES, kinds.Office),
        (kinds.OBJECTS, kinds.CooperationObject),
        (kinds.PARTNER_CLASSES, PartnerClass),
        (kinds.LISTED_INITIATIVES, Kind),
        (kinds.KINDS_FOR, PartnerClass),
    ],
    ids=lambda part: getattr(part, "__name__", "words"),
)
def test_every_member_has_its_words(words, members):
    assert set(words) == set(members)


@pytest.mark.parametrize(
    ("partner", "usual"),
    [
        (PartnerClass.INTERNATIONAL_ORGANISATION, Kind.KSDLL_CONTINUATION),
        (PartnerClass.NGO, Kind.FOREIGN_NGO),
        (PartnerClass.DEVELOPMENT_PARTNER, Kind.KSDLL_CONTINUATION),
        (PartnerClass.OTHER_INSTITUTION, Kind.KSDLL_BY_APPROVAL),
    ],
)
def test_the_route_table_leads_a_class_of_partner_to_its_usual_kind(partner, usual):
    assert kinds.KINDS_FOR[partner][0] is usual


def test_a_political_party_may_have_no_cooperation_at_all():
    assert not any(kinds.may_join(kind, PartnerClass.POLITICAL_PARTY) for kind in Kind)


def test_a_foreign_institution_that_turns_straight_to_a_region_is_not_a_listed_channel():
    assert Initiative.PARTNER_DIRECT in kinds.LISTED_INITIATIVES[Kind.SISTER_PROVINCE]
    assert Initiative.PARTNER_DIRECT not in kinds.LISTED_INITIATIVES[Kind.KSDLL_BY_APPROVAL]
