"""Reads the law and the roads from the files that come with the program, and lays one road over another.

No Django. agreements/data/law.toml holds the rules, agreements/data/roads/*.toml the roads, and
agreements/data/texts/document_types.toml the names and mandatory items of documents. A road that follows
another mutatis mutandis (PP 28/2018 arts 38-40) states only what it adds, drops or inserts.
"""

import tomllib
from collections.abc import Iterator, Mapping
from copy import deepcopy
from functools import lru_cache
from importlib.resources import files
from typing import Any

from jembatan.agreements.engine.road_checks import problems_of
from jembatan.agreements.rules.kinds import ROAD_OF, Kind, Office, RoadCode
from jembatan.agreements.rules.roads import (
    Course,
    Effect,
    Need,
    NeedKind,
    Outcome,
    Phase,
    Road,
    Route,
    Stage,
    When,
)
from jembatan.workflow.law import Grade, Rule, Rulebook, Unit
from jembatan.workflow.refusals import Refused
from jembatan.workflow.wording import Wording

Table = dict[str, Any]


class LawBroken(Refused):
    code = "agreements.law_broken"
    status = 500
    sentence = "The files of the law are not whole: %(problems)s"


@lru_cache(maxsize=1)
def standard_rulebook() -> Rulebook:
    """The rules that come with the program. Raises LawBroken."""
    return read_rulebook(_table("law.toml"))


@lru_cache(maxsize=1)
def standard_roads() -> Mapping[RoadCode, Road]:
    """The roads that come with the program, checked against its rules. Raises LawBroken."""
    raw = {code: _table("roads", f"{code}.toml") for code in RoadCode}
    types = {entry["code"]: entry for entry in _table("texts", "document_types.toml")["type"]}
    roads = {code: read_road(whole(code, raw), types) for code in RoadCode}
    found = [problem for road in roads.values() for problem in problems_of(road, standard_rulebook())]
    if found:
        raise LawBroken(problems="; ".join(found))
    return roads


def road_for(kind: Kind) -> Road | None:
    """The road of a kind of cooperation; None for a village link, which has none. Raises LawBroken."""
    code = ROAD_OF[kind]
    return standard_roads()[code] if code else None


def read_rulebook(table: Table) -> Rulebook:
    """The rulebook a file describes. Raises LawBroken when an article is cited that nobody has read."""
    rules = tuple(_rule(entry, table["source"]) for entry in table["rule"])
    keys = [(rule.code, rule.effective_from) for rule in rules]
    found = [f"{code} has two versions from {day}" for code, day in set(keys) if keys.count((code, day)) > 1]
    for rule in rules:
        if rule.article and not rule.grade.is_read:
            found.append(f"{rule.code} cites an article of a text nobody has read (grade {rule.grade})")
        if rule.article and rule.source == "Permendagri 25/2020":
            found.append(f"{rule.code} cites an article of Permendagri 25/2020, which nobody has read")
        if (rule.parameter is None) != (rule.unit is None):
            found.append(f"{rule.code} has a number without a unit, or a unit without a number")
    if found:
        raise LawBroken(problems="; ".join(sorted(found)))
    return Rulebook(rules)


def whole(code: RoadCode, raw: Mapping[RoadCode, Table]) -> Table:
    """A road's table with the road it follows laid under it; one that follows none is returned as it is."""
    own = raw[code]
    if "mutatis_mutandis" not in own:
        return own
    under = deepcopy(whole(RoadCode(own["mutatis_mutandis"]["road"]), raw))
    for stage in own.get("stage", ()):
        _insert(under["stage"], deepcopy(stage))
    by_code = {stage["code"]: stage for stage in under["stage"]}
    for change in own.get("change", ()):
        _change(by_code[change["stage"]], change)
    waivable = own.get("waivable", {"stages": ()})
    for stage in waivable["stages"]:
        by_code[stage]["waivable"] = waivable["rule"]
    kept = {key: value for key, value in own.items() if key not in ("stage", "change", "waivable")}
    return {**under, **kept}


def read_road(table: Table, types: Mapping[str, Table]) -> Road:
    """The road a whole table describes; `types` are the document types by code."""
    follows = table.get("mutatis_mutandis", {})
    return Road(
        kind=RoadCode(table["kind"]),
        edition=table["edition"],
        effective_from=table["effective_from"],
        name=_wording(table["name"]),
        signature=table["signature"],
        stages=tuple(_stage(stage, types) for stage in table["stage"]),
        routes=tuple(route for stage in table["stage"] for route in _routes(stage)),
        follows=RoadCode(follows["road"]) if follows else None,
        follows_by=follows.get("rule"),
    )


def _table(*path: str) -> Table:
    return tomllib.loads(files("jembatan.agreements").joinpath("data", *path).read_text("utf-8"))


def _insert(stages: list[Table], new: Table) -> None:
    """Put a stage before another; what led to that one from earlier stages now leads to the new stage."""
    before = new.pop("before")
    place = next(i for i, stage in enumerate(stages) if stage["code"] == before)
    for stage in stages[:place]:
        for outcome in stage["outcomes"]:
            for effect in Effect:
                led = outcome.get(effect, [])
                outcome[effect] = [new["code"] if to == before else to for to in led]
    stages.insert(place, new)


def _change(stage: Table, change: Table) -> None:
    needs = stage.get("needs", [])
    kept = [need for need in needs if f"{need['kind']}.{need['code']}" not in change.get("drop", ())]
    stage["needs"] = [*kept, *change.get("needs", ())]
    rules = [rule for rule in stage["rules"] if rule not in change.get("drop_rules", ())]
    stage["rules"] = [*rules, *change.get("rules", ())]


def _rule(entry: Table, sources: Table) -> Rule:
    source = sources[entry["source"]]
    return Rule(
        code=entry["code"],
        says=_wording(entry),
        source=entry["source"],
        grade=Grade(entry["grade"]),
        effective_from=entry.get("from", source["from"]),
        article=entry.get("article"),
        effective_to=entry.get("to"),
        parameter=entry.get("parameter"),
        unit=Unit(entry["unit"]) if "unit" in entry else None,
        url=entry.get("url", source.get("url")),
        verified_by=entry.get("verified_by"),
        verified_on=entry.get("verified_on"),
    )


def _stage(table: Table, types: Mapping[str, Table]) -> Stage:
    return Stage(
        code=table["code"],
        number=table["number"],
        name=_wording(table["name"]),
        actor=Office(table["actor"]),
        product=table.get("product"),
        reason=_wording(table["reason"]) if "reason" in table else None,
        phase=Phase(table["phase"]),
        rules=tuple(table["rules"]),
        outcomes=tuple(_outcome(outcome) for outcome in table["outcomes"]),
        needs=tuple(need for entry in table.get("needs", ()) for need in _needs(entry, table, types)),
        clock=table.get("clock"),
        waivable=table.get("waivable"),
    )


def _outcome(table: Table) -> Outcome:
    return Outcome(table["code"], _wording(table), Course(table["course"]), table.get("earlier"))


def _needs(entry: Table, stage: Table, types: Mapping[str, Table]) -> Iterator[Need]:
    """A need, and when it asks for a document's items, one for every item that binds."""
    says = entry if "id" in entry else types[entry["code"]]["name"]
    shared = {
        "supplied_by": Office(entry["by"] if "by" in entry else stage["actor"]),
        "blocks": entry.get("blocks", True),
        "outcomes": tuple(entry.get("outcomes", ())),
        "when": When(entry["when"]) if "when" in entry else None,
    }
    yield Need(NeedKind(entry["kind"]), entry["code"], _wording(says), entry["rule"], **shared)
    if "items" in entry:
        for item in types[entry["code"]]["items"]:
            if item["grade"] in "AB" and item.get("binds", True):
                code = f"{entry['code']}.{item['code']}"
                yield Need(NeedKind.ITEM, code, _wording(item), entry["items"], **shared)


def _routes(stage: Table) -> Iterator[Route]:
    for outcome in stage["outcomes"]:
        for effect in Effect:
            for to in outcome.get(effect, ()):
                yield Route(stage["code"], outcome["code"], to, effect)


def _wording(table: Table) -> Wording:
    return Wording(table["id"], table["en"])
