"""Many rows into one table at once, past the object layer: for tables that are written whole and never edited.

COPY on PostgreSQL, one prepared statement on SQLite. A district has half a million rows, and making a model
instance and an expression per cell costs several times the writing itself. Values go in as the database
takes them: text, numbers, dates, JSON as text; None is NULL.
"""

from collections.abc import Sequence
from typing import Any

from django.db import connection, models


def insert_rows(model: type[models.Model], fields: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Insert `rows`, each with one value per name in `fields`, in the running transaction.

    Constraints of the table hold as ever; defaults of the model do not apply, so `fields` names every
    column that may not be NULL.
    """
    quote = connection.ops.quote_name
    table = quote(model._meta.db_table)
    names = [str(model._meta.get_field(name).column) for name in fields]  # type: ignore[union-attr]
    columns = ", ".join(quote(name) for name in names)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        places = ", ".join(["%s"] * len(names))
        cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", list(rows))  # noqa: S608 - own names
