"""What kinds of foreign cooperation there are, with whom, about what, and who acts on their roads.

Source: PP 28/2018 arts 1, 23-25, 28, 36 with elucidation; UU 23/2014 art. 367(1). A desa is not a Daerah,
so a village's link abroad is kept in the register but has no road of its own.
"""

from collections.abc import Mapping
from enum import StrEnum

from jembatan.workflow.wording import Wording


class Kind(StrEnum):
    SISTER_PROVINCE = "sister_province"
    SISTER_REGENCY_CITY = "sister_regency_city"
    KSDPL_OTHER = "ksdpl_other"
    KSDLL_CONTINUATION = "ksdll_continuation"
    KSDLL_BY_APPROVAL = "ksdll_by_approval"
    FOREIGN_NGO = "foreign_ngo"
    GRANT = "grant"
    VILLAGE_LINK = "village_link"


class RoadCode(StrEnum):
    KSDPL = "ksdpl"
    KSDLL_CONTINUATION = "ksdll_continuation"
    KSDLL_BY_APPROVAL = "ksdll_by_approval"
    FOREIGN_NGO = "foreign_ngo"
    GRANT = "grant"


class Tier(StrEnum):
    """Where a text stands in the chain of texts, highest first."""

    UMBRELLA = "umbrella"
    MOU = "mou"
    TECHNICAL_ARRANGEMENT = "technical_arrangement"
    ANNUAL_PLAN = "annual_plan"


class Initiative(StrEnum):
    """Through which channel the first proposal came."""

    REGION = "region"
    PARTNER_DIRECT = "partner_direct"
    PARTNER_VIA_MINISTRY = "partner_via_ministry"
    OTHER = "other"


class Office(StrEnum):
    REGION = "region"
    DPRD = "dprd"
    HOME_MINISTRY = "home_ministry"
    FOREIGN_MINISTRY = "foreign_ministry"
    TECHNICAL_MINISTRY = "technical_ministry"
    FINANCE_MINISTRY = "finance_ministry"
    PARTNER = "partner"


class CooperationObject(StrEnum):
    """The five lawful objects."""

    SCIENCE_TECHNOLOGY = "science_technology"
    CULTURE = "culture"
    CAPACITY = "capacity"
    PROMOTION = "promotion"
    OTHER = "other"


class PartnerClass(StrEnum):
    FOREIGN_GOVERNMENT = "foreign_government"
    INTERNATIONAL_ORGANISATION = "international_organisation"
    NGO = "ngo"
    DEVELOPMENT_PARTNER = "development_partner"
    OTHER_INSTITUTION = "other_institution"
    POLITICAL_PARTY = "political_party"


KINDS: Mapping[Kind, Wording] = {
    Kind.SISTER_PROVINCE: Wording("KSDPL provinsi kembar/bersaudara", "KSDPL sister province"),
    Kind.SISTER_REGENCY_CITY: Wording(
        "KSDPL kabupaten/kota kembar/bersaudara", "KSDPL sister regency or city"
    ),
    Kind.KSDPL_OTHER: Wording("KSDPL lainnya", "KSDPL, other form"),
    Kind.KSDLL_CONTINUATION: Wording(
        "KSDLL penerusan kerja sama Pemerintah Pusat", "KSDLL continuing a central cooperation"
    ),
    Kind.KSDLL_BY_APPROVAL: Wording(
        "KSDLL lainnya berdasarkan persetujuan Pemerintah Pusat", "KSDLL, other, by central approval"
    ),
    Kind.FOREIGN_NGO: Wording("KSDLL dengan ormas asing", "KSDLL with a foreign NGO"),
    Kind.GRANT: Wording("Hibah luar negeri kepada daerah", "Foreign grant to the region"),
    Kind.VILLAGE_LINK: Wording(
        "Hubungan desa/nagari (bukan KSDPL/KSDLL)", "Village link (neither KSDPL nor KSDLL)"
    ),
}
TIERS: Mapping[Tier, Wording] = {
    Tier.UMBRELLA: Wording("Perjanjian induk", "Umbrella agreement"),
    Tier.MOU: Wording("Memorandum saling pengertian", "Memorandum of understanding"),
    Tier.TECHNICAL_ARRANGEMENT: Wording("Pengaturan teknis", "Technical arrangement"),
    Tier.ANNUAL_PLAN: Wording("Rencana kerja tahunan", "Annual work plan"),
}
INITIATIVES: Mapping[Initiative, Wording] = {
    Initiative.REGION: Wording("Pemerintah daerah", "The region"),
    Initiative.PARTNER_DIRECT: Wording("Mitra, langsung ke daerah", "The partner, straight to the region"),
    Initiative.PARTNER_VIA_MINISTRY: Wording(
        "Mitra, melalui Kemendagri dan/atau Kemlu", "The partner, through Kemendagri and/or Kemlu"
    ),
    Initiative.OTHER: Wording("Pihak lain", "Somebody else"),
}
OFFICES: Mapping[Office, Wording] = {
    Office.REGION: Wording("Pemerintah daerah", "Regional government"),
    Office.DPRD: Wording("DPRD", "DPRD (regional legislature)"),
    Office.HOME_MINISTRY: Wording("Kementerian Dalam Negeri", "Ministry of Home Affairs"),
    Office.FOREIGN_MINISTRY: Wording("Kementerian Luar Negeri", "Ministry of Foreign Affairs"),
    Office.TECHNICAL_MINISTRY: Wording("Kementerian/lembaga teknis", "Technical ministry or agency"),
    Office.FINANCE_MINISTRY: Wording("Kementerian Keuangan", "Ministry of Finance"),
    Office.PARTNER: Wording("Mitra luar negeri", "Foreign partner"),
}
OBJECTS: Mapping[CooperationObject, Wording] = {
    CooperationObject.SCIENCE_TECHNOLOGY: Wording(
        "Pengembangan ilmu pengetahuan dan teknologi", "Development of science and technology"
    ),
    CooperationObject.CULTURE: Wording("Pertukaran budaya", "Cultural exchange"),
    CooperationObject.CAPACITY: Wording(
        "Peningkatan kemampuan teknis dan manajemen pemerintahan",
        "Technical capability and management of government",
    ),
    CooperationObject.PROMOTION: Wording("Promosi potensi daerah", "Promotion of the region's potential"),
    CooperationObject.OTHER: Wording(
        "Objek lain yang tidak bertentangan dengan peraturan", "Other lawful objects"
    ),
}
PARTNER_CLASSES: Mapping[PartnerClass, Wording] = {
    PartnerClass.FOREIGN_GOVERNMENT: Wording("Pemerintah daerah di luar negeri", "Local government abroad"),
    PartnerClass.INTERNATIONAL_ORGANISATION: Wording(
        "Organisasi internasional", "International organisation"
    ),
    PartnerClass.NGO: Wording(
        "Lembaga nonprofit berbadan hukum (ormas asing)", "Non-profit with legal personality (foreign NGO)"
    ),
    PartnerClass.DEVELOPMENT_PARTNER: Wording("Mitra pembangunan luar negeri", "Foreign development partner"),
    PartnerClass.OTHER_INSTITUTION: Wording("Lembaga luar negeri lainnya", "Other foreign institution"),
    PartnerClass.POLITICAL_PARTY: Wording("Partai politik", "Political party"),
}

KSDPL = frozenset({Kind.SISTER_PROVINCE, Kind.SISTER_REGENCY_CITY, Kind.KSDPL_OTHER})
ROAD_OF: Mapping[Kind, RoadCode | None] = {
    **dict.fromkeys(KSDPL, RoadCode.KSDPL),
    Kind.KSDLL_CONTINUATION: RoadCode.KSDLL_CONTINUATION,
    Kind.KSDLL_BY_APPROVAL: RoadCode.KSDLL_BY_APPROVAL,
    Kind.FOREIGN_NGO: RoadCode.FOREIGN_NGO,
    Kind.GRANT: RoadCode.GRANT,
    Kind.VILLAGE_LINK: None,
}

_FOREIGN_INSTITUTION = frozenset({Initiative.REGION, Initiative.PARTNER_VIA_MINISTRY})
# PP 28/2018 art. 28: a foreign institution that turns straight to a region is not a listed channel.
LISTED_INITIATIVES: Mapping[Kind, frozenset[Initiative]] = {
    **dict.fromkeys(KSDPL, _FOREIGN_INSTITUTION | {Initiative.PARTNER_DIRECT}),
    Kind.KSDLL_CONTINUATION: _FOREIGN_INSTITUTION,
    Kind.KSDLL_BY_APPROVAL: _FOREIGN_INSTITUTION,
    Kind.FOREIGN_NGO: _FOREIGN_INSTITUTION,
    Kind.GRANT: _FOREIGN_INSTITUTION,
    Kind.VILLAGE_LINK: frozenset(Initiative),
}

# Which kinds of cooperation a class of partner may have; the first is the usual one. PP 28/2018 art. 36.
KINDS_FOR: Mapping[PartnerClass, tuple[Kind, ...]] = {
    PartnerClass.FOREIGN_GOVERNMENT: (
        Kind.SISTER_REGENCY_CITY,
        Kind.SISTER_PROVINCE,
        Kind.KSDPL_OTHER,
        Kind.VILLAGE_LINK,
    ),
    PartnerClass.INTERNATIONAL_ORGANISATION: (Kind.KSDLL_CONTINUATION, Kind.GRANT, Kind.VILLAGE_LINK),
    PartnerClass.NGO: (Kind.FOREIGN_NGO, Kind.KSDLL_CONTINUATION, Kind.GRANT, Kind.VILLAGE_LINK),
    PartnerClass.DEVELOPMENT_PARTNER: (Kind.KSDLL_CONTINUATION, Kind.GRANT, Kind.VILLAGE_LINK),
    PartnerClass.OTHER_INSTITUTION: (Kind.KSDLL_BY_APPROVAL, Kind.VILLAGE_LINK),
    PartnerClass.POLITICAL_PARTY: (),
}


def may_join(kind: Kind, partner: PartnerClass) -> bool:
    """Whether a partner of this class may have a cooperation of this kind (PP 28/2018 arts 24, 25, 36)."""
    return kind in KINDS_FOR[partner]
