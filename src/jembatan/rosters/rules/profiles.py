"""The layouts that can be read, as data: how each heading is spelt and what proves the layout.

Headings are compared as letters and digits only, in lower case (`No. KPS` = `nokps`), and never by
position. Two-level headings are joined (`Data Ibu` / `NIK` = `dataibunik`).
Source: `docs/formats.md`; graded V, S or K there.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from jembatan.workflow.messages import message as _


@dataclass(frozen=True, slots=True)
class Profile:
    """One layout.

    `headings` maps a field to its spellings, best first. `markers`: spellings that prove the layout,
    in groups of which the best counts.
    `needed`: fields without which nothing can be read. `data_sheet`: only sheets of this name are
    looked at first. `two_level`: groups stand in the row above.
    """

    code: str
    label: str
    headings: Mapping[str, tuple[str, ...]]
    markers: tuple[tuple[str, ...], ...]
    needed: tuple[str, ...] = ("name",)
    two_level: bool = False
    groups: tuple[str, ...] = field(default=())


def _profile(
    code: str,
    label: str,
    headings: str,
    *,
    markers: str,
    needed: str = "name",
    groups: str = "",
) -> Profile:
    """Read a profile from its table: one field a line, then its spellings."""
    table = {}
    for line in headings.strip().splitlines():
        name, *spellings = line.split()
        table[name] = tuple(spellings)
    return Profile(
        code,
        label,
        table,
        tuple(tuple(group.split()) for group in markers.split("|")),
        tuple(needed.split()),
        bool(groups),
        tuple(groups.split()),
    )


DAPODIK = _profile(
    "dapodik",
    "Dapodik, Daftar Peserta Didik",
    """
    name nama namapesertadidik namasiswa
    nipd nipd nis
    sex jk jeniskelamin lp
    nisn nisn
    birth_place tempatlahir
    birth_date tanggallahir tgllahir
    nik nik
    address alamat
    rt rt
    rw rw
    dusun dusun
    village_name kelurahan desakelurahan kelurahandesa
    subdistrict_name kecamatan
    kps penerimakps
    father_name dataayahnama namaayah
    father_nik dataayahnik nikayah
    mother_name dataibunama namaibu
    mother_nik dataibunik nikibu
    class_name rombelsaatini rombel
    kip penerimakip
    kip_number nomorkip
    kks nomorkks
    pip layakpipusulandarisekolah layakpip
    disability kebutuhankhusus
    lat lintang
    lon bujur
    kk nokk
    student_id pesertadidikid
    npsn npsn
    school_name namasekolah
    """,
    markers="nipd dataayahnama dataibunama rombelsaatini alasanlayakpip",
    groups="dataayah dataibu datawali",
)

EMIS = _profile(
    "emis",
    "EMIS 4.0, daftar siswa",
    """
    name namalengkap namasiswa nama
    nisn nisn
    nik nik
    birth_place tempatlahir
    birth_date tanggallahir
    class_name tingkatrombel tingkatkelas
    status status statussiswa
    sex jeniskelamin
    address alamat
    disability disabilitas
    special_need kebutuhankhusus
    kip_number nomorkippip nomorkip
    father_name namaayahkandung namaayah
    mother_name namaibukandung namaibu
    kk nokk nomorkk
    npsn npsn
    """,
    markers="tingkatrombel namaayahkandung nomorkippip namalengkap umur",
    needed="name class_name",
)

VERVAL = _profile(
    "verval",
    "Verval ATS (Pusdatin)",
    """
    name nama
    nik nik
    nisn nisn
    kk nokk
    sex jeniskelamin
    birth_place tempatlahir
    birth_date tanggallahir
    mother_name namaibukandung
    student_id pesertadidikid
    village_code_written kodedagri
    village_name desakelurahan
    subdistrict_name kecamatan
    district_name kabupaten
    address alamatjalan
    rt rt
    rw rw
    lat lintang
    lon bujur
    verified statusapproval
    verified_label statusapprovalketerangan
    status status
    reason_id alasanapprovalid
    reason_label alasanapprovalketerangan
    reason_other alasanlainnya
    grade_written tingkatpendidikan
    disability kebutuhankhususid
    deleted softdeleteats
    updated lastupdate
    """,
    markers="alasanapprovalid kodedagri softdeleteats statusapproval",
    needed="name status",
)

OPENSID = _profile(
    "opensid",
    "OpenSID, Data Penduduk",
    """
    name nama
    nik nik
    kk nokk
    sex sex
    birth_place tempatlahir
    birth_date tanggallahir
    address alamat
    dusun dusun
    rw rw
    rt rt
    finished pendidikankkid
    attending_now pendidikansedangid
    occupation pekerjaanid
    marital statuskawin
    relation kklevel
    father_nik ayahnik
    father_name namaayah
    mother_nik ibunik
    mother_name namaibu
    disability cacatid
    alive statusdasar
    insurance idasuransi
    lat lat
    lon lng
    """,
    markers="pendidikansedangid pendidikankkid kklevel statusdasar",
    needed="name attending_now",
)

OPENDK = _profile(
    "opendk",
    _("OpenSID to OpenDK, population"),
    """
    name nama
    nik nomornik
    kk nomorkk
    sex jeniskelamin
    birth_place tempatlahir
    birth_date tanggallahir
    address alamat
    dusun dusun
    rw rw
    rt rt
    finished pendidikandlmkk
    attending_now pendidikansdgditempuh
    occupation pekerjaan
    marital kawin
    relation hubungankeluarga
    father_nik nikayah
    father_name namaayah
    mother_nik nikibu
    mother_name namaibu
    disability cacat
    alive statusdasar
    person_id id
    village_code_written desaid
    updated updatedat
    """,
    markers="pendidikansdgditempuh pendidikandlmkk nomornik desaid",
    needed="name attending_now",
)

SIAK = _profile(
    "siak",
    "SIAK, 37 kolom",
    """
    name namapenduduk nama namalengkap
    nik nik
    kk nomorkk nokk
    alive status
    birth_place tempatlahir
    birth_date tanggallahir
    sex kelamin jeniskelamin
    father_nik nikayah
    father_name ayah
    mother_nik nikibu
    mother_name ibu
    marital statuskawin
    relation shdk
    village_name desakel
    subdistrict_name kecamatan
    address alamat
    rw rw
    rt rt
    finished pendidikan
    occupation pekerjaan
    disability cacat
    """,
    markers="petugasregistrasi namapenduduk shdk tglentri",
)

BIP = _profile(
    "bip",
    "BIP e-KTP, 19 kolom",
    """
    name namalengkap
    nik nik
    birth_place tempatdantanggallahirtempatlahir tempatlahir
    birth_date tempatdantanggallahirtglblnth tglblnth
    sex jk
    marital statkwn
    relation shdk
    finished pendidikanterakhir
    occupation pekerjaan
    mother_name namaibu
    father_name namaayah
    kk keluargakk
    address keluargaalamat
    """,
    markers="statkwn wjbktp statrkm shdk",
    groups="tempatdantanggallahir",
)

REGSOSEK = _profile(
    "regsosek",
    "Regsosek 2022, anggota keluarga",
    """
    kk nokartukeluarga
    member 401
    name 402nama
    nik 403nik
    presence 404
    sex 405
    birth_date 406
    marital 408
    relation 409
    papers 411
    participation 412
    level_written 413
    class_written 414
    works 416a
    seeing 428a
    hearing 428b
    walking 428c
    hands 428d
    learning 428e
    behaviour 428f
    speaking 428g
    self_care 428h
    remembering 428i
    pip 431e
    """,
    markers="412 413 414 402nama nokartukeluarga",
    needed="name participation",
)

DTSEN = _profile(
    "dtsen",
    "DTSEN, anggota keluarga",
    """
    nik nomorindukkependudukan
    kk nomorkartukeluarga
    name nama
    sex jeniskelamin
    birth_place tempatlahir
    birth_date tanggallahir
    marital statuskawin
    relation statushubungankeluarga
    address alamatktp alamat
    dusun dusunktp dusun
    rt rtktp rt
    rw rwktp rw
    village_name kelurahandesaktp kelurahandesa
    subdistrict_name kecamatanktp kecamatan
    district_name kabupatenkotaktp kabupatenkota
    village_code_written kodekelurahandesaktp kodekelurahandesa
    participation partisipasisekolah
    level_written jenjangtertinggiyangdiduduki
    class_written kelastertinggiyangdiduduki
    works statusbekerja
    seeing penglihatan
    hearing pendengaran
    walking berjalanataunaiktangga
    hands menggunakantanganjari
    remembering mengingatberkonsentrasi
    learning belajarkemampuanintelektual
    behaviour pengendalianperilaku
    speaking berbicarakomunikasi
    self_care mengurusdiri
    pbi pbinas
    """,
    markers="partisipasisekolah jenjangtertinggiyangdiduduki nomorindukkependudukan",
    needed="name participation",
)

_FIELD_FORM = """
    name nama namaanak namalengkap
    nik nik
    kk nokk nomorkk
    nisn nisn
    sex jeniskelamin jk
    birth_date tanggallahir
    birth_place tempatlahir
    mother_name namaibu namaibukandung
    father_name namaayah
    village_code_written desa kodedesa
    dusun dusun
    rw rw
    rt rt
    address alamat
    point titikrumah
    status statussekolah status
    level_written jenjangterakhir
    grade_written kelasterakhir
    causes sebab alasan
    cause_main sebabutama
    certificate ijazahterlihat
    left_on tahunputussekolah tahunputus tanggalputus
    works bekerja
    marital statuskawin
    npsn npsn
    result hasil
    submission_id rootuuid
    submission_uuid uuid
    instance_id instanceid key
    odata_id id
    child_id anak
    replaces deprecatedid
    submitted submissiontime submissiondate today
"""

KOBO = _profile(
    "kobo",
    "KoboToolbox",
    _FIELD_FORM,
    markers="xformidstring formhubuuid submissiontime statussekolah | submissiontime submittedby uuid index",
)

ODK = _profile(
    "odk",
    _("ODK, submissions or entity list"),
    _FIELD_FORM + "    entity_id name\n    entity_version version\n",
    markers="instanceid statussekolah deviceid today | label version nama kodedesa"
    " | submissiondate key submitterid reviewstate",
)

DAPODIK_WS = _profile(
    "dapodik_ws",
    _("Dapodik web service, getPesertaDidik"),
    """
    name nama
    student_id pesertadidikid
    registration registrasiid
    registration_kind jenispendaftaranidstr
    nipd nipd
    nisn nisn
    nik nik
    sex jeniskelamin
    birth_place tempatlahir
    birth_date tanggallahir
    address alamatjalan
    father_name namaayah
    mother_name namaibu
    semester semesterid
    membership anggotarombelid
    grade_written tingkatpendidikanid
    class_name namarombel
    disability kebutuhankhusus
    """,
    markers="registrasiid pesertadidikid anggotarombelid",
)

PROFILES: dict[str, Profile] = {
    profile.code: profile
    for profile in (
        DAPODIK,
        DAPODIK_WS,
        EMIS,
        VERVAL,
        OPENSID,
        OPENDK,
        KOBO,
        ODK,
        REGSOSEK,
        DTSEN,
        SIAK,
        BIP,
    )
}
