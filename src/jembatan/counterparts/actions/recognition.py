"""Stating, with a source, whether Indonesia has relations with an entity."""

from dataclasses import replace

from django.utils import timezone

from jembatan.accounts.models import User
from jembatan.accounts.rules.permissions import Permission
from jembatan.counterparts.engine.packaged import countries
from jembatan.counterparts.models import RecognitionSet
from jembatan.counterparts.rules.recognition import Recognition, check_statement
from jembatan.ledger.acting import creating, note


@creating(Permission.RECOGNITION_SET, "counterparts.recognition_set")
def set_recognition(*, statement: Recognition, at: str, by: User) -> RecognitionSet:
    """`statement` holds from its first day on, before every earlier one. `at` is the country, "ID".

    `statement.entity_code` may be any name or code of the entity. Raises UnknownCountry, or BadStatement
    when a day, the source or the grade is missing or cannot be.
    """
    read = replace(statement, entity_code=countries().code_of(statement.entity_code))
    valid_from = check_statement(read)
    note(entity=read.entity_code, relation=str(read.relation), grade=read.grade)
    return RecognitionSet.objects.create(
        entity_code=read.entity_code,
        relation=read.relation,
        valid_from=valid_from,
        valid_to=read.valid_to,
        source=read.source.strip(),
        url=read.url.strip(),
        grade=read.grade,
        basis=read.basis.strip(),
        set_by=by,
        set_at=timezone.now(),
    )
