"""Small files in the real layouts for tests that need one of a given size."""

from datetime import date, timedelta
from pathlib import Path

import xlsxwriter

HEADER = (
    "alamat,dusun,rw,rt,nama,no_kk,nik,sex,tempatlahir,tanggallahir,agama_id,pendidikan_kk_id,"
    "pendidikan_sedang_id,pekerjaan_id,status_kawin,kk_level,warganegara_id,ayah_nik,nama_ayah,ibu_nik,"
    "nama_ibu,golongan_darah_id,akta_lahir,dokumen_pasport,tanggal_akhir_paspor,dokumen_kitas,akta_perkawinan,"
    "tanggalperkawinan,akta_perceraian,tanggalperceraian,cacat_id,cara_kb_id,hamil,ktp_el,status_rekam,"
    "alamat_sekarang,status_dasar,suku,tag_id_card,id_asuransi,no_asuransi,lat,lng"
).split(",")


def opensid_workbook(path: Path, *, people: int, first_birth: date = date(2008, 1, 1)) -> Path:
    """An OpenSID population workbook of `people` invented children, one a day of birth apart."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Data Penduduk")
    sheet.write_row(0, 0, HEADER)
    for number in range(people):
        sheet.write_row(number + 1, 0, _resident(number, first_birth + timedelta(days=number)))
    book.close()
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
