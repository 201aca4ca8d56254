"""The people of the demo: who they are, which role they hold, where. All invented."""

from dataclasses import dataclass

from jembatan.accounts.rules.places import COUNTRY

JEMBER, SUCO, LENGKONG = "35.09", "35.09.23.2005", "35.09.23.2001"
EAST_JAVA, SURABAYA, MOJOKERTO = "35", "35.78", "35.16"


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
    Member("bupati.jember", "Contoh Kusumawati", "Bupati Jember", "region_head", (JEMBER,)),
    Member("tkksd.ketua", "Contoh Widodo", "TKKSD Jember", "cooperation_team", (JEMBER,)),
    Member("tkksd.hukum", "Contoh Maharani", "Bagian Hukum Jember", "cooperation_team", (JEMBER,)),
    Member("tkksd.ekonomi", "Contoh Santoso", "Bappeda Jember", "cooperation_team", (JEMBER,)),
    Member("opd.pendidikan", "Contoh Fitriani", "Dinas Pendidikan Jember", "agency_officer", (JEMBER,)),
    Member("opd.pertanian", "Contoh Hariyanto", "Dinas Pertanian Jember", "agency_officer", (JEMBER,)),
    Member("setwan.jember", "Contoh Suryani", "Sekretariat DPRD Jember", "council_secretary", (JEMBER,)),
    Member(
        "kerjasama.surabaya",
        "Contoh Ramadhan",
        "Bagian Kerja Sama Surabaya",
        "cooperation_officer",
        (SURABAYA,),
    ),
    Member(
        "kerjasama.mojokerto",
        "Contoh Utami",
        "Bagian Kerja Sama Mojokerto",
        "cooperation_officer",
        (MOJOKERTO,),
    ),
    Member(
        "gwpp.jatim", "Contoh Setiawan", "Biro Pemerintahan Jawa Timur", "governor_supervisor", (EAST_JAVA,)
    ),
    Member(
        "kemlu.pusat", "Contoh Anggraini", "Kementerian Luar Negeri", "foreign_affairs_officer", (COUNTRY,)
    ),
    Member("mitra.contoh", "Contoh Fernando", "Mitra pembangunan", "partner", (JEMBER,)),
    Member("orang.luar", "Contoh Orang Luar", "", None, ()),
)
