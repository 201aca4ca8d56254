"""Reconciled children for tests of pages: written as rows, because a page only reads what the engine left."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from jembatan.accounts.sealing import blind_index
from jembatan.children.models import Child, ChildRecord, ChildStory, Reconciliation
from jembatan.children.rules.naming import search_key
from jembatan.children.rules.rule_table import OUT_OF_SCHOOL
from jembatan.ledger.machine import machine_account
from jembatan.rosters.models import Batch, Record
from tests.builders import JEMBER, place

AS_OF = date(2026, 10, 31)
_numbers = count(1)

TRACE = [
    {"rule": "not_here", "holds": False, "facts": {"outcome": "present"}},
    {"rule": "in_school", "holds": False, "facts": {"learning": "none"}},
    {"rule": "dropped_out", "holds": True, "facts": {"finished": "no", "grade": 8}},
]


def reconciliation(at: str = JEMBER, *, as_of: date = AS_OF) -> Reconciliation:
    """A finished reconciliation of the place `at`, by the national definition, ages 7 to 18."""
    started = datetime(2026, 11, 2, 3, tzinfo=UTC)
    return Reconciliation.objects.create(
        place=place(at),
        as_of=as_of,
        definition="national",
        youngest=7,
        oldest=18,
        age_at="survey",
        started_by=machine_account(),
        started_at=started,
        finished_at=started,
        sources=[
            {"kind": "census", "profile": "kobo", "cut_off": "2026-09-30", "rows": 812, "batch": 1},
            {"kind": "roster", "profile": "dapodik", "cut_off": "2026-10-15", "rows": 1204, "batch": 2},
        ],
    )


def child(of: Reconciliation, village: str, *, status: str = "dropped_out", **facts: Any) -> Child:
    """A child of `village` ("" for none) with `status`; `facts` are further fields of Child."""
    number = next(_numbers)
    name = facts.pop("name", f"Contoh Anak {number}")
    usual: dict[str, Any] = {
        "key": f"k{number}",
        "sex": "P",
        "birth_date": date(2012, 3, 5),
        "mother_name": "CONTOH IBU",
        "dusun": "Krajan",
        "rt": "001",
        "rw": "002",
        "grade": 8 if status == "dropped_out" else None,
        "age_at_survey": 14,
        "age_on_1_july": 14,
        "rule": status,
        "standing": "agreed",
        "next_step": "none",
        "nik_index": "x",
    }
    if village:
        place(village)
    story = {"trace": facts.pop("trace", TRACE), "claims": facts.pop("claims", {})}
    made = Child.objects.create(
        reconciliation=of,
        village_code=village,
        name=name,
        name_key=search_key(name),
        status=status,
        out_of_school=status in OUT_OF_SCHOOL,
        **usual | facts,
    )
    ChildStory.objects.create(child=made, **story)
    return made


def record_behind(of: Child, *, kind: str = "census", nik: str = "9909235203120001") -> ChildRecord:
    """A row of a committed file that is about the child."""
    number = next(_numbers)
    village = place(of.village_code)
    batch = Batch.objects.create(
        profile="kobo",
        kind=kind,
        file_name=f"sensus-{number}.json",
        sha256=f"{number:064d}",
        size=1000,
        place=village,
        cut_off=date(2026, 9, 30),
        rows_read=1,
        rows_kept=1,
        rows_refused=0,
        staged_by=machine_account(),
        staged_at=datetime(2026, 10, 1, tzinfo=UTC),
    )
    row = Record.objects.create(
        batch=batch,
        key=f"r{number}",
        sheet="anak",
        row=number,
        name=of.name,
        sex=of.sex,
        birth_date=of.birth_date,
        village_code=of.village_code,
        nik=nik,
        nik_index=blind_index(nik),
    )
    evidence = {
        "name": {"level": "same", "bits": 11.2},
        "birth_date": {"level": "one part differs", "bits": -1.0},
    }
    return ChildRecord.objects.create(
        child=of, record=row, probability=0.993, decision="link", evidence=evidence
    )
