"""A child's record in words: the trace as steps, the sources side by side, the evidence of each link."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from jembatan.children import words
from jembatan.children.models import Child, ChildRecord
from jembatan.children.rules.sensitivity import SENSITIVE_FIELDS, shown_causes, shown_flags

# Fields that sources are compared by, in the order of reading. Identity numbers are never among them.
COMPARED = {
    "name": gettext_lazy("Name"),
    "sex": gettext_lazy("Sex"),
    "birth_date": gettext_lazy("Birth date"),
    "mother_name": gettext_lazy("Mother's name"),
    "father_name": gettext_lazy("Father's name"),
    "village": gettext_lazy("Village"),
    "village_code": gettext_lazy("Village code"),
    "dusun": gettext_lazy("Dusun"),
    "rt": "RT",
    "rw": "RW",
    "outcome": gettext_lazy("Result of the visit"),
    "attending": gettext_lazy("Attends now"),
    "attending_kind": gettext_lazy("Kind of school"),
    "level": gettext_lazy("Highest level"),
    "grade": gettext_lazy("Highest grade"),
    "completed": gettext_lazy("Level finished"),
    "certificate_seen": gettext_lazy("Certificate (ijazah) seen"),
    "left_on": gettext_lazy("Left on"),
    "declared_left": gettext_lazy("School declared the child gone"),
    "registered_next": gettext_lazy("Registered at the next level"),
    "class_name": gettext_lazy("Class"),
    "school_name": gettext_lazy("School"),
    "npsn": "NPSN",
    "portal_status": gettext_lazy("Status on the portal"),
    "portal_grade": gettext_lazy("Grade on the portal"),
    "reason_label": gettext_lazy("Reason on the portal"),
    "marital_status": gettext_lazy("Marital status"),
    "works": gettext_lazy("Works"),
    "disability": gettext_lazy("Disability"),
    "causes": gettext_lazy("Causes named"),
    "cause_main": gettext_lazy("Main cause"),
}
SAID_AS_WRITTEN = frozenset(
    {"class_name", "reason_label"}
    | {
        "name",
        "mother_name",
        "father_name",
        "school_name",
        "dusun",
        "village",
        "village_code",
        "npsn",
        "rt",
        "rw",
    }
)
KINDS_IN_ORDER = ("census", "register", "roster", "madrasah", "portal", "social")
EVIDENCE_FIELDS = {
    "name": gettext_lazy("Name"),
    "birth_date": gettext_lazy("Birth date"),
    "sex": gettext_lazy("Sex"),
    "nik": "NIK",
    "nisn": "NISN",
    "mother_name": gettext_lazy("Mother's name"),
    "father_name": gettext_lazy("Father's name"),
    "place": gettext_lazy("Family and place"),
    "npsn": gettext_lazy("School"),
    "grade": pgettext_lazy("school", "Grade"),
}


def trace_steps(trace: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The rules that were looked at, as steps; the last one decided. A rule unknown here is shown by its id."""
    looks = list(trace or [])
    return [_step(look, last=number == len(looks)) for number, look in enumerate(looks, 1)]


def _step(look: Mapping[str, Any], *, last: bool) -> dict[str, Any]:
    holds = look.get("holds", look.get("decided", last))
    facts = look.get("facts") or {}
    pairs = facts.items() if isinstance(facts, Mapping) else [(f[0], f[1]) for f in facts]
    said = [f"{words.word(words.FACTS, name)}: {value_in_words(value)}" for name, value in pairs]
    return {
        "state": "decided" if holds else "passed",
        "title": words.word(words.RULES, look.get("rule", "")),
        "say": _("Yes. This decides the status.") if holds else _("No."),
        "lines": [" · ".join(said)] if said else [],
    }


def value_in_words(value: Any) -> str:
    """A fact's value as people say it."""
    if isinstance(value, bool):
        value = "yes" if value else "no"
    return words.word(words.VALUES, "unknown" if value is None else value)


def comparison(child: Child, *, may_see_sensitive: bool) -> dict[str, Any] | None:
    """Each source's own values side by side; what differs from the first source that says it is marked."""
    claims: Mapping[str, Mapping[str, Any]] = {
        kind: claim for kind, claim in (child.story.claims or {}).items() if isinstance(claim, Mapping)
    }
    kinds = sorted(claims, key=lambda kind: (_rank(kind), kind))
    fields = [
        name
        for name in COMPARED
        if any(claims[kind].get(name) not in (None, "", []) for kind in kinds)
        and (may_see_sensitive or name not in SENSITIVE_FIELDS)
    ]
    if not fields:
        return None
    columns = [words.word(words.KINDS, kind) for kind in kinds]
    return {
        "caption": _("What each source says"),
        "columns": columns,
        "rows": [
            {
                "name": COMPARED[name],
                "cells": _cells(name, columns, [claims[kind].get(name) for kind in kinds]),
            }
            for name in fields
        ],
    }


def _rank(kind: str) -> int:
    base = kind.split(":")[0]
    return KINDS_IN_ORDER.index(base) if base in KINDS_IN_ORDER else len(KINDS_IN_ORDER)


def _cells(name: str, columns: list[str], values: list[Any]) -> list[dict[str, Any]]:
    said = [value for value in values if value not in (None, "", [])]
    first = _compared(said[0])
    return [
        {
            "column": column,
            "missing": value in (None, "", []),
            "differs": value not in (None, "", []) and _compared(value) != first,
            "value": _cell(name, value),
        }
        for column, value in zip(columns, values, strict=True)
    ]


def _compared(value: Any) -> str:
    return " ".join(str(value).casefold().split())


def _cell(name: str, value: Any) -> str:
    if value in (None, "", []):
        return ""
    if name in ("causes", "cause_main"):
        codes = value if isinstance(value, list) else [value]
        return ", ".join(words.word(words.CAUSES, code) for code in codes)
    if name in ("birth_date", "left_on"):
        return _day(str(value))
    if name == "sex":
        return words.word(words.SEX_OF_ONE, value)
    if name in (
        "name",
        "mother_name",
        "father_name",
        "school_name",
        "dusun",
        "village",
        "npsn",
        "level",
        "rt",
        "rw",
    ):
        return str(value).upper() if name == "level" else str(value)
    return value_in_words(value)


def _day(written: str) -> str:
    """A whole date as people write it; a year or a month as it came."""
    try:
        return date_format(date.fromisoformat(written[:10]), "j F Y")
    except ValueError:
        return written


def record_rows(records: Iterable[ChildRecord], *, niks: Mapping[int, str]) -> list[dict[str, Any]]:
    """The rows behind the child: file, sheet and row, day, how sure, and on what evidence."""
    return [
        {
            "kind": words.word(words.KINDS, link.record.batch.kind),
            "file": link.record.batch.file_name,
            "place_in_file": _place_in_file(link),
            "day": link.record.batch.cut_off,
            "nik": niks.get(link.record_id, ""),
            "sure": _sure(link),
            "evidence": evidence_in_words(link.evidence),
        }
        for link in records
    ]


def _place_in_file(link: ChildRecord) -> str:
    row = _("row %(row)s") % {"row": link.record.row}
    return f"{link.record.sheet}, {row}" if link.record.sheet else row


def _sure(link: ChildRecord) -> str:
    if link.probability is None:
        return _("the row this child was found by")
    percent = _percent(link.probability)
    return _("%(percent)s %% sure that it is the same child") % {"percent": percent}


def _percent(probability: float) -> str:
    """In per cent with one decimal. Nobody is ever wholly sure: 0 and 100 are not said."""
    return number_format(min(99.9, max(0.1, round(100 * probability, 1))), use_l10n=True)


def evidence_in_words(evidence: Any) -> list[str]:
    """Per compared field what was found, the most telling first; the weights stay behind the words."""
    pairs = evidence.items() if isinstance(evidence, Mapping) else []
    # "prior" and "household" are terms of the sum, not something that was compared.
    weighed = [
        (float(found.get("bits", 0)), name, str(found.get("level", "")))
        for name, found in pairs
        if isinstance(found, Mapping) and name in EVIDENCE_FIELDS
    ]
    return [
        f"{words.word(EVIDENCE_FIELDS, name)}: {_level(level)} ({_weight(bits)})"
        for bits, name, level in sorted(weighed, key=lambda found: -abs(found[0]))
    ]


def _level(level: str) -> str:
    if level in words.LEVELS:
        return words.word(words.LEVELS, level)
    return ", ".join(words.word(words.LEVELS, part) for part in level.split(", "))


def _weight(bits: float) -> str:
    """The weight of evidence (log2 of a likelihood ratio) in three steps each way."""
    steps = (
        (6, _("speaks strongly for it"), _("speaks strongly against it")),
        (2, _("speaks for it"), _("speaks against it")),
        (0, _("tells little"), _("tells little")),
    )
    return next(against if bits < 0 else pro for floor, pro, against in steps if abs(bits) >= floor)


def flags_in_words(child: Child, *, may_see_sensitive: bool) -> list[str]:
    """Remarks beside the status."""
    return [
        words.word(words.FLAGS, flag) for flag in shown_flags(child.flags or [], may_see=may_see_sensitive)
    ]


def causes_in_words(child: Child, *, may_see_sensitive: bool) -> list[str]:
    """The causes named, the main one first."""
    named = [cause for cause in (child.cause_main, *(child.causes or [])) if cause]
    return [words.word(words.CAUSES, cause) for cause in shown_causes(named, may_see=may_see_sensitive)]


def chance_in_words(p_out: float | None) -> str:
    """How sure it is that no school register knows the child."""
    if p_out is None:
        return _("There was no school register to look in.")
    percent = _percent(p_out)
    return _("Probability that no school register knows this child: %(percent)s %%.") % {"percent": percent}


def age_in_words(child: Child) -> str:
    """Both ages, because they can differ and both are asked for."""
    if child.age_at_survey is None or child.birth_date is None:
        return _("Birth date not known")
    born = date_format(child.birth_date, "j F Y")
    return _("born %(born)s; %(age)s years old, %(july)s on 1 July") % {
        "born": born,
        "age": child.age_at_survey,
        "july": child.age_on_1_july,
    }
