"""Census, school registers and portal brought together child by child, frames in and frames out.

Gather, link, say whose answer is judged, classify, recapitulate. The database side and the command line
call the same function. Method and worked figures: docs/algorithms/recap.md.
"""

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from jembatan.children.engine.classifying import classify_frame
from jembatan.children.engine.differing import conflict_rows, disagreements, disagreements_as_json
from jembatan.children.engine.gathering import gathered
from jembatan.children.engine.joining import SCHOOL_KINDS, Joined, Link, joined
from jembatan.children.engine.recapping import children_recap, portal_recap, reasons_recap
from jembatan.children.engine.resolving import resolved
from jembatan.children.rules.precedence import KINDS, Precedence, standard_precedence
from jembatan.children.rules.reasons import NEXT_STEPS, REASONS
from jembatan.children.rules.rule_table import RuleTable, standard_table
from jembatan.linkage.engine.link import link_frames

CHILDREN = (
    *("child_id", "village_code", "dusun", "rw", "rt", "address", "name", "sex", "birth_date", "mother_name"),
    *("nik", "kk", "nisn", "status", "out_of_school", "grade", "age_at_survey", "age_on_1_july", "rule"),
    *("trace", "flags", "standing", "reason", "reason_in_words", "next_step", "winner", "precedence_rule"),
    *("p_out", "possible_matches", "risk_points", "disagreements", "claims", "records", "attending"),
    *("attending_kind", "level", "last_grade", "completed", "left_on", "outcome", "npsn", "school_name"),
    *("portal_status", "reason_id", "reason_label", "causes", "cause_main", "works", "marital_status"),
    *("disability", "lat", "lon"),
)


@dataclass(frozen=True, slots=True)
class Terms:
    """By which day, ages, definition and rules children are judged; None means the standard tables."""

    as_of: date
    ages: tuple[int, int] = (7, 18)
    age_at: str = "survey"
    definition: str = "national"
    rules: RuleTable | None = None
    precedence: Precedence | None = None


@dataclass(frozen=True, slots=True)
class Reconciled:
    """`children`: one row a child, columns CHILDREN. `conflicts`: one row a child and reason. `only_in`:
    the children that one kind of source knows, by kind. `recap`: out-of-school children the portal's way.
    `portal_recap`, `reasons`: the portal's own list and reasons, counted the same way (None without a
    portal). `records`: every record with its child_id, kind, probability, decision and evidence; decision
    is `own` for the record a child began with. `quality`: counts and what the linker said of itself."""

    children: pl.DataFrame
    conflicts: pl.DataFrame
    only_in: dict[str, pl.DataFrame]
    recap: pl.DataFrame
    portal_recap: pl.DataFrame | None
    reasons: pl.DataFrame | None
    records: pl.DataFrame
    quality: dict[str, Any]


def reconcile_frames(
    census: pl.DataFrame,
    rosters: pl.DataFrame | None,
    portal: pl.DataFrame | None,
    *,
    terms: Terms,
    link: Link = link_frames,
) -> Reconciled:
    """Reconcile canonical records: who lives here, who is on a list of pupils, whom the portal lists.

    `census` may hold census, register and social rows, `rosters` Dapodik and EMIS rows: `source_profile`
    tells them apart. record_id must be unique over all three. Ids of children depend on the records'
    ids only, and nothing depends on the order of rows. Raises SameRecordTwice, and the refusals of
    classify_frame and of the linker.
    """
    source = gathered(census, rosters, portal, as_of=terms.as_of)
    joint = joined(source.records, link)
    records = joint.records
    table = terms.precedence or standard_precedence()
    children = resolved(records, as_of=terms.as_of, table=table)
    children = children.join(_names(records), on="child").join(joint.p_out, on="child", how="left")
    differing = disagreements(records)
    children = children.join(disagreements_as_json(differing), on="child", how="left")
    children = children.join(_possible_matches(joint), on="child", how="left").sort("child_id")
    children = _classified(children, terms)
    listed = records.filter(pl.col("kind") == "portal")
    reconciled = Reconciled(
        children=children.select(CHILDREN),
        conflicts=conflict_rows(children, differing),
        only_in=_only_in(children),
        recap=children_recap(children),
        portal_recap=portal_recap(listed) if portal is not None else None,
        reasons=reasons_recap(listed) if portal is not None else None,
        records=_records(children, joint),
        quality={},
    )
    reconciled.quality.update(_quality(reconciled, joint, source.outside_purpose, terms))
    return reconciled


def _names(records: pl.DataFrame) -> pl.DataFrame:
    """Per child an id made from its first record, so that it stays when sources are added, and its records."""
    told = pl.struct("kind", "record_id", "source_profile").struct.json_encode()
    first = (
        records.with_columns(told=told)
        .group_by("child", maintain_order=True)
        .agg(
            pl.col("kind").first(),
            pl.col("record_id").first(),
            pl.col("told"),
            has_roster=pl.col("kind").is_in(SCHOOL_KINDS).any(),
        )
    )
    ids = [
        hashlib.blake2b(f"{kind}|{record_id}".encode(), digest_size=10).hexdigest()
        for kind, record_id in first.select("kind", "record_id").iter_rows()
    ]
    lists = pl.concat_str([pl.lit("["), pl.col("told").list.join(","), pl.lit("]")])
    return first.select(
        "child", "has_roster", pl.Series("child_id", ids, dtype=pl.String), lists.alias("records")
    )


def _possible_matches(joint: Joined) -> pl.DataFrame:
    """Per child how many records of other children a person should compare with it."""
    child_of = joint.records.select("record_id", "child")
    pairs = (
        joint.links.filter(pl.col("decision") == "review")
        .join(child_of, left_on="left_id", right_on="record_id")
        .join(child_of, left_on="right_id", right_on="record_id", suffix="_right")
        .filter(pl.col("child") != pl.col("child_right"))
    )
    both = pl.concat([pairs.select("child"), pairs.select(child="child_right")])
    counted = both.group_by("child").len("possible_matches")
    return counted.with_columns(pl.col("possible_matches").cast(pl.Int64))


def _classified(children: pl.DataFrame, terms: Terms) -> pl.DataFrame:
    """`children` with status, rule, trace and flags; the signs of risk join the flags."""
    waiting = pl.col("possible_matches").fill_null(0) > 0
    undecided = waiting & (pl.col("next_step") != "none") & (pl.col("standing") != "conflict")
    judged = classify_frame(
        children.rename({"child_id": "record_id"}).drop("records"),
        as_of=terms.as_of,
        ages=terms.ages,
        age_at=terms.age_at,
        definition=terms.definition,
        rules=terms.rules,
    )
    flags = judged.select(_joined_lists(judged["flags"], children["risk_signs"]))
    status = judged.select(
        "status", "out_of_school", "age_at_survey", "age_on_1_july", "rule", "trace", "grade"
    )
    renamed = children.rename({"grade": "last_grade"}).drop("flags", strict=False)
    whole = pl.concat([renamed, status, flags], how="horizontal")
    settled = pl.col("status").is_in(["out_of_range"])
    return whole.with_columns(
        next_step=pl.when(settled & (pl.col("next_step") == "visit"))
        .then(pl.lit("none"))
        .when(undecided)
        .then(pl.lit("compare_records"))
        .otherwise("next_step"),
        possible_matches=pl.col("possible_matches").fill_null(0),
        disagreements=pl.col("disagreements").fill_null("[]"),
        reason_in_words=pl.col("reason").replace_strict(REASONS, return_dtype=pl.String),
    )


def _joined_lists(flags: pl.Series, signs: pl.Series) -> pl.Series:
    """Two columns of JSON lists of words as one, each word once."""
    both = pl.DataFrame({"flags": flags, "signs": signs.fill_null("[]")})
    words = pl.concat_str("flags", "signs", separator=",").str.extract_all('"[a-z0-9_]+"')
    once = words.list.unique(maintain_order=True).list.join(",")
    return both.select(pl.concat_str([pl.lit("["), once, pl.lit("]")]).alias("flags"))["flags"]


def _only_in(children: pl.DataFrame) -> dict[str, pl.DataFrame]:
    shown = (
        *("child_id", "village_code", "dusun", "rw", "rt", "name", "sex", "birth_date", "status"),
        *(
            "out_of_school",
            "grade",
            "reason",
            "reason_in_words",
            "next_step",
            "p_out",
            "possible_matches",
            "records",
        ),
    )
    words = pl.col("next_step").replace_strict(NEXT_STEPS, return_dtype=pl.String).alias("next_step_in_words")
    ordered = children.sort("village_code", "dusun", "name", "child_id", nulls_last=True)
    return {
        kind: ordered.filter(pl.col("standing") == f"only_{kind}").select(*shown, words)
        for kind in KINDS
        if kind in set(children["standing"].str.strip_prefix("only_"))
    }


def _records(children: pl.DataFrame, joint: Joined) -> pl.DataFrame:
    certain = joint.links.filter(pl.col("decision") == "link")
    best = certain.sort("probability", descending=True).unique("right_id", keep="first", maintain_order=True)
    sure = best.select("probability", "decision", "evidence", record_id="right_id")
    named = joint.records.select("record_id", "kind", "source_profile", "child").join(
        children.select("child", "child_id"), on="child"
    )
    whole = named.join(sure, on="record_id", how="left", maintain_order="left")
    return (
        whole.with_columns(pl.col("decision").fill_null("own"))
        .drop("child")
        .sort("child_id", "kind", "record_id")
    )


def _quality(found: Reconciled, joint: Joined, outside_purpose: int, terms: Terms) -> dict[str, Any]:
    children = found.children
    rules, table = terms.rules or standard_table(), terms.precedence or standard_precedence()
    expected = children.filter(pl.col("standing").is_in(["only_census", "only_register", "only_social"]))[
        "p_out"
    ]
    return {
        "as_of": terms.as_of.isoformat(),
        "ages": list(terms.ages),
        "age_at": terms.age_at,
        "definition": terms.definition,
        "rules": f"{rules.id} {rules.version}",
        "precedence": table.version,
        "records": _counts(joint.records, "kind"),
        "records_outside_purpose": outside_purpose,
        "children": children.height,
        "status": _counts(children, "status"),
        "standing": _counts(children, "standing"),
        "reason": _counts(children, "reason"),
        "next_step": _counts(children, "next_step"),
        "out_of_school": int(children["out_of_school"].sum()),
        "conflict_rows": found.conflicts.height,
        "possible_matches": int((children["possible_matches"] > 0).sum()),
        "not_in_any_roster_expected": round(float(expected.sum()), 1) if expected.count() else None,
        "linking": joint.steps,
    }


def _counts(frame: pl.DataFrame, column: str) -> dict[str, int]:
    return dict(frame.group_by(column).len().sort(column).iter_rows())
