"""Many rows into one table at once, past the object layer: for tables that are written whole and never edited.

Making a model instance and an expression per cell costs ten times the writing itself. Values go in as the
database takes them: text, numbers, ISO dates, JSON as text; None is NULL.
"""

from collections.abc import Sequence
from typing import Any

from django.db import connection, models


def insert_rows(model: type[models.Model], fields: Sequence[str], rows: list[Sequence[Any]]) -> None:
    """Insert `rows`, each with one value per name in `fields`, in the running transaction.

    Constraints of the table hold as ever; defaults of the model do not apply, so `fields` names every
    column that may not be NULL.
    """
    quote = connection.ops.quote_name
    columns = [quote(str(model._meta.get_field(name).column)) for name in fields]  # type: ignore[union-attr]
    places = ", ".join(["%s"] * len(columns))
    statement = f"INSERT INTO {quote(model._meta.db_table)} ({', '.join(columns)}) VALUES ({places})"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.executemany(statement, rows)
