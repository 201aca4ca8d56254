"""Terms of an agreement in words: names instead of codes, days as people write them, clauses language by language."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from jembatan.agreements.models import Amendment, Party
from jembatan.agreements.rules.amending import CLAUSE, SETS, Change, Conflict
from jembatan.agreements.rules.kinds import OBJECTS, CooperationObject
from jembatan.agreements.rules.lifecycle import TermType
from jembatan.agreements.words import life as words
from jembatan.agreements.words import road as road_words
from jembatan.agreements.words.register import affair, field, said
from jembatan.counterparts.models import Counterpart
from jembatan.places.models import Region

DAYS = ("starts_on", "ends_on")
NOTHING = "–"
Names = Mapping[str, str]


def field_word(code: str) -> str:
    """What people call a field of the terms."""
    if code.startswith(CLAUSE):
        return _("Clause %(number)s") % {"number": code.removeprefix(CLAUSE)}
    return str(words.TERMS.get(code, code))


def names_in(amendment: Amendment) -> Names:
    """Names of the places and counterparts that stand as parties in an amendment. Two queries at most."""
    keys = {key for terms in (amendment.base, amendment.proposed) for key in terms["parties"]}
    whos = [key.split("|")[1] for key in keys]
    places = [who.removeprefix("place:") for who in whos if who.startswith("place:")]
    partners = [int(who.removeprefix("counterpart:")) for who in whos if who.startswith("counterpart:")]
    found = {f"place:{region.pk}": region.name for region in Region.objects.filter(pk__in=places)}
    found |= {
        f"counterpart:{partner.pk}": partner.official_name
        for partner in Counterpart.objects.filter(pk__in=partners)
    }
    return found


def value_words(code: str, value: Any, names: Names) -> str:
    """A value as it is shown; a dash for nothing."""
    if value is None or value == []:
        return NOTHING
    if code in DAYS:
        return date_format(date.fromisoformat(value), "j F Y")
    if code == "term_type":
        return str(road_words.TERMS[TermType(value)])
    if code == "topics":
        return "\n".join(topic_word(topic) for topic in value)
    if code == "parties":
        return "\n".join(party_word(key, names) for key in value)
    if code.startswith(CLAUSE):
        return "\n\n".join(f"[{language}] {text}" for language, text in sorted(value.items(), reverse=True))
    return str(value)


def topic_word(topic: str) -> str:
    """What people call "field:education", "object:culture" or "affair:health"."""
    name, _colon, code = topic.partition(":")
    if name == "object":
        return said(OBJECTS[CooperationObject(code)]) if code in set(CooperationObject) else code
    return field(code) if name == "field" else affair(code)


def party_word(key: str, names: Names) -> str:
    """A party with its part, such as "Kabupaten Jember (local government)"."""
    role, who, signs = key.split("|")
    name = names.get(who, who.partition(":")[2])
    part = Party.Role(role).label
    beside = "" if signs == "signs" else ", " + _("does not sign")
    return f"{name} ({part}{beside})"


def change_rows(changes: tuple[Change, ...], names: Names) -> list[dict[str, Any]]:
    """Each change as before and after; of a set, only what came and went."""
    rows = []
    for change in changes:
        before, after = change.before, change.after
        if change.field in SETS:
            before, after = list(change.removed), list(change.added)
        rows.append(
            {
                "field": change.field,
                "name": field_word(change.field),
                "before": value_words(change.field, before, names),
                "after": value_words(change.field, after, names),
            }
        )
    return rows


def conflict_comparison(conflicts: tuple[Conflict, ...], names: Names) -> dict[str, Any]:
    """The conflicts for components/comparison.html: as it was, as it stands now, as proposed."""
    columns = [_("When the amendment was drafted"), _("In the agreement now"), _("In the amendment")]
    rows = []
    for conflict in conflicts:
        values = (conflict.base, conflict.ours, conflict.theirs)
        cells = [
            {
                "column": column,
                "value": value_words(conflict.field, value, names),
                "differs": value != conflict.base,
                "missing": False,
            }
            for column, value in zip(columns, values, strict=True)
        ]
        rows.append({"name": field_word(conflict.field), "cells": cells})
    return {"caption": _("Changed on both sides"), "columns": columns, "rows": rows}
