"""Records of several sources brought together into children, one kind of source after the other.

Each kind is linked to the people known so far; what stays alone becomes a new person. Links that the
linker wants reviewed join nobody: they are kept as possible matches.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

import polars as pl

from jembatan.children.rules.precedence import KINDS

LINKING = (
    *("nik", "kk", "nisn", "name", "mother_name", "birth_date", "sex", "village_code", "npsn", "grade"),
    *("father_name", "address"),
)
SCHOOL_KINDS = ("roster", "madrasah")


class Linked(Protocol):
    """What a linker gives back."""

    @property
    def links(self) -> pl.DataFrame:
        """Columns left_id, right_id, probability, decision (link, review or reject) and evidence."""

    @property
    def people(self) -> pl.DataFrame:
        """Per left record, left_id and p_out."""

    @property
    def quality(self) -> Any:
        """What the linker says of its own work."""


Link = Callable[[pl.DataFrame, pl.DataFrame], Linked]


@dataclass(frozen=True, slots=True)
class Joined:
    """`records`: the records with `child`, the number of their child. `links`: every link and possible
    match (left_id, right_id, probability, decision, evidence). `p_out`: child and the probability that no
    register of pupils knows the child. `steps`: what the linker said of its own quality, per kind."""

    records: pl.DataFrame
    links: pl.DataFrame
    p_out: pl.DataFrame
    steps: dict[str, Any]


def joined(records: pl.DataFrame, link: Link) -> Joined:
    """The children in `records` (columns LINKING, record_id and kind)."""
    ids = records["record_id"].to_list()
    sets = _Sets(ids)
    links, searches, steps = [], [], {}
    known = records.clear()
    for kind in KINDS:
        arriving = records.filter(pl.col("kind") == kind)
        if arriving.height and known.height:
            people = _people(known, sets)
            linked = _link(people, arriving, kind, link)
            links.append(linked.links)
            searches.append(_search(linked.people, kind))
            steps[kind] = linked.quality
            for left, right in _certain(linked.links):
                sets.unite(left, right)
        known = pl.concat([known, arriving])
    numbered = records.with_columns(child=pl.Series([sets.root(name) for name in ids], dtype=pl.Int64))
    every_link = pl.concat(links, how="vertical_relaxed") if links else _NO_LINKS
    return Joined(numbered, every_link, _p_out(numbered, searches), steps)


class _Sets:
    """Disjoint sets of record ids; the root of a set is its member that came first."""

    def __init__(self, ids: list[str]) -> None:
        self._number = {name: number for number, name in enumerate(ids)}
        self._parent = list(range(len(ids)))

    def root(self, name: str) -> int:
        number = self._number[name]
        while self._parent[number] != number:
            self._parent[number] = self._parent[self._parent[number]]
            number = self._parent[number]
        return number

    def unite(self, one: str, other: str) -> None:
        first, second = sorted((self.root(one), self.root(other)))
        self._parent[second] = first


@dataclass(frozen=True, slots=True)
class _Step:
    links: pl.DataFrame
    people: pl.DataFrame
    quality: Any


def _link(people: pl.DataFrame, arriving: pl.DataFrame, kind: str, link: Link) -> _Step:
    wanted = arriving.select("record_id", *LINKING)
    if kind in SCHOOL_KINDS:
        linked = link(people, wanted)
        return _Step(linked.links.select(_NO_LINKS.columns), linked.people, linked.quality)
    # The other way round, so that the arriving records learn whether anybody knows them.
    linked = link(wanted, people)
    turned = linked.links.rename({"left_id": "right_id", "right_id": "left_id"})
    return _Step(turned.select(_NO_LINKS.columns), linked.people, linked.quality)


def _people(known: pl.DataFrame, sets: _Sets) -> pl.DataFrame:
    """One row a person: the first value of every field that any of the person's records has."""
    roots = pl.Series("child", [sets.root(name) for name in known["record_id"].to_list()], dtype=pl.Int64)
    if roots.n_unique() == known.height:
        return known.select("record_id", *LINKING)
    grouped = known.with_columns(roots).group_by("child", maintain_order=True)
    return grouped.agg(
        pl.col("record_id").first(), *(pl.col(name).drop_nulls().first() for name in LINKING)
    ).drop("child")


def _certain(links: pl.DataFrame) -> list[tuple[str, str]]:
    certain = links.filter(pl.col("decision") == "link")
    return list(zip(certain["left_id"].to_list(), certain["right_id"].to_list(), strict=True))


def _search(people: pl.DataFrame, kind: str) -> pl.DataFrame:
    return people.select(
        record_id=pl.col("left_id"), kind=pl.lit(kind), p_out=pl.col("p_out").cast(pl.Float64)
    )


def _p_out(records: pl.DataFrame, searches: list[pl.DataFrame]) -> pl.DataFrame:
    """Per child: the product over the registers of pupils that were searched for it; 0 for their own pupils.

    A child that only the portal lists was searched among everybody else. Nothing is said when no register of
    pupils was there to look in.
    """
    pupils = records.filter(pl.col("kind").is_in(SCHOOL_KINDS)).select("child", "kind").unique()
    if not pupils.height:
        return pl.DataFrame(schema={"child": pl.Int64, "p_out": pl.Float64})
    searched = pl.concat(searches or [_NO_SEARCH]).join(records.select("record_id", "child"), on="record_id")
    best = searched.group_by("child", "kind").agg(pl.col("p_out").min())
    # A pupil whom nobody searched for in the own kind of register was there from the start.
    own = pupils.join(best, on=["child", "kind"], how="anti").with_columns(p_out=pl.lit(0.0))
    among_pupils = pl.concat([best.filter(pl.col("kind").is_in(SCHOOL_KINDS)), own])
    told = among_pupils.group_by("child").agg(pl.col("p_out").product())
    by_portal = best.filter(pl.col("kind") == "portal").select("child", "p_out")
    return pl.concat([told, by_portal.join(told, on="child", how="anti")])


_NO_SEARCH = pl.DataFrame(schema={"record_id": pl.String, "kind": pl.String, "p_out": pl.Float64})
_NO_LINKS = pl.DataFrame(
    schema={
        "left_id": pl.String,
        "right_id": pl.String,
        "probability": pl.Float64,
        "decision": pl.String,
        "evidence": pl.String,
    }
)
