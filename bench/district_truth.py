"""How right the pipeline was on the synthetic district, whose truth only benchmarks may read."""

from pathlib import Path

import polars as pl

OUT = ("never_attended", "dropped_out", "not_continued")


def _persons(folder: Path, table: str) -> pl.DataFrame:
    """record_id -> person_id of one canonical table, by file, sheet and row."""
    trace = pl.read_parquet(folder / "truth_records.parquet")
    where = [pl.col("file"), pl.col("sheet").fill_null(""), pl.col("row")]
    records = pl.read_parquet(folder / "tables" / f"{table}.parquet").select(
        "record_id", "file", sheet=pl.col("source_sheet").fill_null(""), row="source_row"
    )
    if not trace["file"].is_in(records["file"].implode()).any():
        return records.select("record_id").with_columns(person_id=pl.lit(None, dtype=pl.String))
    return records.join(
        trace.with_columns(where).select("file", "sheet", "row", "person_id"),
        on=["file", "sheet", "row"],
        how="left",
    ).select("record_id", "person_id")


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def truth_figures(folder: Path) -> dict[str, float]:
    """Precision, recall and F1 of census × roster pairs, and of the list of out-of-school children.

    The list is judged over children who live in the census villages: `out_of_school` of reconcile
    against the truth's three statuses; children whom no census family named are left out.
    """
    census, rosters = _persons(folder, "census"), _persons(folder, "rosters")
    links = pl.read_parquet(folder / "tables" / "links.parquet").filter(pl.col("decision") == "link")
    said = links.join(census, left_on="left_id", right_on="record_id").join(
        rosters, left_on="right_id", right_on="record_id", suffix="_right"
    )
    right = (said["person_id"] == said["person_id_right"]).sum()
    pairs = len(census.join(rosters.select("person_id"), on="person_id", how="inner"))
    precision, recall = float(right) / max(1, len(said)), float(right) / max(1, pairs)
    listed = _out_of_school(folder, census)
    return {
        "pair precision": precision,
        "pair recall": recall,
        "pair F1": _f1(precision, recall),
        "out-of-school precision": listed[0],
        "out-of-school recall": listed[1],
        "out-of-school F1": _f1(*listed),
    }


def _out_of_school(folder: Path, census: pl.DataFrame) -> tuple[float, float]:
    truth = pl.read_parquet(folder / "truth.parquet").select("person_id", "true_status")
    children = pl.read_parquet(folder / "tables" / "children.parquet").select("child_id", "out_of_school")
    owners = (
        pl.read_parquet(folder / "tables" / "records.parquet")
        .join(census, on="record_id")
        .unique("child_id", keep="first", maintain_order=True)
    )
    judged = owners.join(children, on="child_id").join(truth, on="person_id").unique("person_id")
    really = pl.col("true_status").is_in(OUT)
    said = pl.col("out_of_school").fill_null(False)
    counts = judged.select(both=(really & said).sum(), said=said.sum(), really=really.sum()).row(
        0, named=True
    )
    return counts["both"] / max(1, counts["said"]), counts["both"] / max(1, counts["really"])
