"""Whether Indonesia may deal with an entity on a day: what the program says, and before it what officers set."""

from dataclasses import dataclass
from datetime import date

from jembatan.counterparts.engine.packaged import countries, standard_recognition
from jembatan.counterparts.models import Counterpart, RecognitionSet
from jembatan.counterparts.rules.countries import Country
from jembatan.counterparts.rules.recognition import (
    Recognition,
    RelationVerdict,
    recognition_on,
    relation_verdict,
)


@dataclass(frozen=True, slots=True)
class Standing:
    """A country with the statement that holds and what follows from it."""

    country: Country
    recognition: Recognition
    verdict: RelationVerdict


def recognition_of(country_code: str, on: date) -> Recognition | None:
    """The statement about the country that holds on the day `on`; None for "" (no country). One query."""
    if not country_code:
        return None
    set_here = RecognitionSet.objects.filter(entity_code=country_code)
    return recognition_on(on, [*standard_recognition(), *(row.statement for row in set_here)], country_code)


def relation_of_country(country_code: str, on: date) -> RelationVerdict:
    """What E1 and E9 say about partners of that country on the day `on`. One query."""
    return relation_verdict(recognition_of(country_code, on))


def relation_of(counterpart: Counterpart, on: date) -> RelationVerdict:
    """What E1 and E9 say about the partner on the day `on`. One query."""
    return relation_of_country(counterpart.country_code, on)


def recognition_table(on: date) -> list[Standing]:
    """Every country with its statement on the day `on`, by its Indonesian name. One query."""
    rows = [*standard_recognition(), *(row.statement for row in RecognitionSet.objects.all())]
    by_entity: dict[str, list[Recognition]] = {}
    for row in rows:
        by_entity.setdefault(row.entity_code, []).append(row)
    table = []
    for code, country in countries().by_code.items():
        recognition = recognition_on(on, by_entity.get(code, []), code)
        table.append(Standing(country, recognition, relation_verdict(recognition)))
    return sorted(table, key=lambda standing: standing.country.name.id)
