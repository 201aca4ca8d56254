"""Story: a small district hands its real-looking files over, and its out-of-school children are found one by one."""

import polars as pl
import pytest

from jembatan.children.models import Child, ChildRecord
from jembatan.ledger.queries import chain_state
from jembatan.places.actions import load_reference
from jembatan.rosters.models import Batch
from jembatan.rosters.rules.batches import State
from jembatan.site.demo import district, staging

VILLAGE = "35.09.03.2009"
OUT_OF_SCHOOL = ["never_attended", "dropped_out", "not_continued"]
# Of every hundred children said to be out of school, and of every hundred who are.
LEAST_PRECISION = LEAST_RECALL = 0.93


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    out = tmp_path_factory.mktemp("district")
    return district.build(out=out, seed=35, scale=0.5, villages=[VILLAGE], workers=1)


@pytest.mark.slow
@pytest.mark.django_db
def test_every_child_out_of_school_is_found_from_the_files_alone(files):
    load_reference(only="35.09")
    today = staging.day_of(files.folder)

    new = staging.import_all(files.folder, today=today, jobs=1)
    again = staging.import_all(files.folder, today=today, jobs=1)
    reconciliation = staging.reconcile_district(today=today, anew=True)

    assert (new, again) == (len(files.files), 0)
    assert Batch.objects.filter(state=State.COMMITTED).count() == len(files.files)
    assert reconciliation.refusal == ""
    assert chain_state().broken_at is None
    found, truth = said_to_be_out(reconciliation), really_out(files.folder)
    assert len(truth) > 30
    assert len(found & truth) / len(found) >= LEAST_PRECISION
    assert len(found & truth) / len(truth) >= LEAST_RECALL


def said_to_be_out(reconciliation):
    """The rows (file, sheet, row) of the census that stand behind the village's out-of-school children."""
    children = Child.objects.filter(reconciliation=reconciliation, out_of_school=True).living_in(VILLAGE)
    links = ChildRecord.objects.filter(child__in=children, record__batch__kind="census")
    return set(links.values_list("record__batch__file_name", "record__row"))


def really_out(folder):
    """The same rows of the children whom the generator knows to be out of school; the pipeline never reads this."""
    people = pl.read_parquet(folder / "truth.parquet").filter(
        pl.col("true_status").is_in(OUT_OF_SCHOOL), pl.col("village_code") == VILLAGE
    )
    rows = pl.read_parquet(folder / "truth_records.parquet").join(people, on="person_id", how="semi")
    census = rows.filter(pl.col("file").str.contains("ats_pendataan"))
    return set(census.select(pl.col("file").str.split("/").list.last(), "row").iter_rows())
