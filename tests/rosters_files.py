"""Small files in the real layouts for tests that need one of a given size."""

from datetime import date, timedelta
from pathlib import Path

import xlsxwriter

_RESIDENTS = (
    "alamat,dusun,rw,rt,nama,no_kk,nik,sex,tempatlahir,tanggallahir,agama_id,pendidikan_kk_id,"
    "pendidikan_sedang_id,pekerjaan_id,status_kawin,kk_level,warganegara_id,ayah_nik,nama_ayah,ibu_nik,"
    "nama_ibu,golongan_darah_id,akta_lahir,dokumen_pasport,tanggal_akhir_paspor,dokumen_kitas,akta_perkawinan,"
    "tanggalperkawinan,akta_perceraian,tanggalperceraian,cacat_id,cara_kb_id,hamil,ktp_el,status_rekam,"
    "alamat_sekarang,status_dasar,suku,tag_id_card,id_asuransi,no_asuransi,lat,lng"
)
HEADER = _RESIDENTS.split(",")


_PORTAL = (
    "sekolah_id,tahun,semester_id,peserta_didik_id,nisn,nik,no_kk,nama,jenis_kelamin,tempat_lahir,tanggal_lahir,"
    "nama_ibu_kandung,kode_provinsi,provinsi,kode_kabupaten,kabupaten,kode_kecamatan,kecamatan,kode_desa_kelurahan,"
    "desa_kelurahan,kode_wilayah,kode_dagri,alamat_jalan,rt,rw,lintang,bujur,status_approval,"
    "status_approval_keterangan,status_validasi,status,keterangan_approval,alasan_approval_id,"
    "alasan_approval_keterangan,keterangan_tolak,alasan_lainnya,tingkat_pendidikan,kebutuhan_khusus_id,aktif,"
    "create_date,last_update,soft_delete_ats"
)
PORTAL_HEADER = _PORTAL.split(",")
SAMPLES = Path(__file__).parent / "fixtures" / "rosters"
DAPODIK, EMIS, PORTAL_ELSEWHERE = (
    SAMPLES / name for name in ("dapodik_daftar_pd.xlsx", "emis.xlsx", "verval_ats_43kolom.xlsx")
)


def opensid_workbook(
    path: Path, *, people: int, first_birth: date = date(2008, 1, 1), nameless: int = 0
) -> Path:
    """An OpenSID population workbook of `people` invented children, one a day of birth apart.

    The first `nameless` of them have no name, which is a reason to refuse their rows.
    """
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Data Penduduk")
    sheet.write_row(0, 0, HEADER)
    for number in range(people):
        cells = _resident(number, first_birth + timedelta(days=number))
        if number < nameless:
            cells[HEADER.index("nama")] = ""
        sheet.write_row(number + 1, 0, cells)
    book.close()
    return path


def portal_workbook(path: Path, *, villages: list[str]) -> Path:
    """The portal's list with one invented child in each of `villages` (codes with dots)."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Worksheet")
    sheet.write_row(0, 0, PORTAL_HEADER)
    for number, village in enumerate(villages):
        known = {
            "peserta_didik_id": f"00000000-0000-4000-8000-{number:012d}",
            "nik": f"99350923051209{number:02d}",
            "nama": f"CONTOH ANAK {number}",
            "jenis_kelamin": "L",
            "tanggal_lahir": "2012-09-05",
            "nama_ibu_kandung": "CONTOH IBU",
            "kode_dagri": village.replace(".", ""),
            "status": "DO",
            "soft_delete_ats": "0",
        }
        sheet.write_row(number + 1, 0, [known.get(name, "") for name in PORTAL_HEADER])
    book.close()
    return path


def census_json(path: Path, *, village: str) -> Path:
    """A KoboToolbox export whose households all live in `village`."""
    answers = (SAMPLES / "kobo_export.json").read_text(encoding="utf-8")
    path.write_text(answers.replace("99.01.01.2001", village).replace("99.01.01.2002", village), "utf-8")
    return path


def _resident(number: int, born: date) -> list[str]:
    girl = number % 2
    nik = f"993509{born.day + 40 * girl:02d}{born:%m%y}{number % 9999 + 1:04d}"
    known = {
        "dusun": "Krajan",
        "rw": "1",
        "rt": str(number % 5 + 1),
        "nama": f"Contoh Anak {number}",
        "no_kk": f"9935092301{number // 3:06d}",
        "nik": nik,
        "sex": str(1 + girl),
        "tanggallahir": f"{born:%d-%m-%Y}",
        "pendidikan_kk_id": "1",
        "pendidikan_sedang_id": "4",
        "status_kawin": "1",
        "kk_level": "4",
        "nama_ibu": f"Contoh Ibu {number // 3}",
        "status_dasar": "1",
    }
    return [known.get(name, "") for name in HEADER]
