"""The people of the demo: who they are, which role they hold, where. All invented."""

from dataclasses import dataclass

from jembatan.accounts.rules.places import COUNTRY

JEMBER, SUCO, LENGKONG = "35.09", "35.09.23.2005", "35.09.23.2001"


@dataclass(frozen=True, slots=True)
class Member:
    """`role` None is the outsider: an account that may see nothing."""

    username: str
    full_name: str
    office: str
    role: str | None
    places: tuple[str, ...]


CAST = (
    Member("operator.suco", "Siti Contoh Aminah", "Desa Suco", "village_operator", (SUCO,)),
    Member("kades.suco", "Contoh Sutrisno", "Desa Suco", "village_head", (SUCO,)),
    Member("pendata.suco", "Contoh Hidayat", "Desa Suco", "enumerator", (SUCO,)),
    Member("pendamping.mumbulsari", "Contoh Rahayu", "Dispendik Jember", "case_companion", (SUCO, LENGKONG)),
    Member("analis.jember", "Contoh Wulandari", "Bappeda Jember", "district_analyst", (JEMBER,)),
    Member(
        "kerjasama.jember", "Contoh Prasetyo", "Bagian Kerja Sama Jember", "cooperation_officer", (JEMBER,)
    ),
    Member("akun.jember", "Contoh Lestari", "Diskominfo Jember", "account_manager", (JEMBER,)),
    Member(
        "pengawas.pusat", "Contoh Nugroho", "Pusat Fasilitasi Kerja Sama", "ministry_supervisor", (COUNTRY,)
    ),
    Member("mitra.contoh", "Contoh Fernando", "Mitra pembangunan", "partner", (JEMBER,)),
    Member("orang.luar", "Contoh Orang Luar", "", None, ()),
)
