"""A reconciliation's result into tables, a slice at a time; nobody sees it before it is settled."""

from collections.abc import Callable, Iterator
from typing import Any

import polars as pl
from django.db import transaction

from jembatan.accounts.sealing import blind_index
from jembatan.children.engine.reconciling import Reconciled
from jembatan.children.models import Child, ChildRecord, ChildStory, Reconciliation
from jembatan.children.rules.naming import search_key
from jembatan.rosters.bulk import insert_rows

# Rows written in one transaction: small enough that a person who writes meanwhile waits under a second.
ROWS_AT_ONCE = 2_000
YES_NO = {"yes": True, "no": False}
EVER_MARRIED = {"single": False, "married": True, "divorced": True, "widowed": True}

# Text columns and how much of a value they hold; an absent value is empty.
TEXTS = {
    "village_code": 13, "dusun": 60, "rt": 6, "rw": 6, "name": 120, "sex": 1, "mother_name": 120, "status": 16,
    "rule": 60, "standing": 20, "reason": 60, "next_step": 30, "cause_main": 10, "disability": 40, "npsn": 8,
    "portal_status": 3,
}  # fmt: skip
# Columns taken over as they are.
SAME = ("out_of_school", "grade", "age_at_survey", "age_on_1_july", "p_out")
JSONS = ("flags", "causes")
MADE = ("reconciliation", "key", "name_key", "birth_date", "nik_index", "works", "married")
CHILD_FIELDS = (*MADE, *TEXTS, *SAME, *JSONS)
STORY_FIELDS = ("child", "trace", "claims")
LINK_FIELDS = ("child", "record", "probability", "decision", "evidence")


def store(reconciliation: Reconciliation, result: Reconciled, *, tell: Callable[[int], None]) -> None:
    """Write `result` under `reconciliation`, after removing what an interrupted try left there.

    `tell` hears how many rows were written each time.
    """
    _clear(reconciliation)
    for chunk in _chunks(result.children):
        with transaction.atomic():
            insert_rows(Child, CHILD_FIELDS, [_child(reconciliation.pk, row) for row in chunk])
        tell(len(chunk))
    numbers = dict(Child.objects.filter(reconciliation=reconciliation).values_list("key", "pk"))
    for stories in _chunks(result.children.select("child_id", "trace", "claims")):
        with transaction.atomic():
            rows = [[numbers[row["child_id"]], row["trace"], row["claims"]] for row in stories]
            insert_rows(ChildStory, STORY_FIELDS, rows)
    for chunk in _chunks(result.records):
        with transaction.atomic():
            insert_rows(ChildRecord, LINK_FIELDS, [_link(numbers, row) for row in chunk])
        tell(len(chunk))


def _clear(reconciliation: Reconciliation) -> None:
    assert reconciliation.finished_at is None, "a finished reconciliation is never written again"
    ChildRecord.objects.filter(child__reconciliation=reconciliation).delete()
    ChildStory.objects.filter(child__reconciliation=reconciliation).delete()
    Child.objects.filter(reconciliation=reconciliation).delete()


def _chunks(frame: pl.DataFrame) -> Iterator[list[dict[str, Any]]]:
    for chunk in frame.iter_slices(ROWS_AT_ONCE):
        yield chunk.to_dicts()


def _child(number: int, row: dict[str, Any]) -> list[Any]:
    made = [
        number,
        row["child_id"],
        search_key(row["name"])[:120],
        row["birth_date"].isoformat() if row["birth_date"] else None,
        blind_index(row["nik"]) or "",
        YES_NO.get(row["works"]),
        EVER_MARRIED.get(row["marital_status"]),
    ]
    texts = [(row[name] or "")[:length] for name, length in TEXTS.items()]
    return [*made, *texts, *(row[name] for name in SAME), *(row[name] or "[]" for name in JSONS)]


def _link(numbers: dict[str, int], row: dict[str, Any]) -> list[Any]:
    child, record = numbers[row["child_id"]], int(row["record_id"])
    return [child, record, row["probability"], row["decision"], row["evidence"] or "{}"]
