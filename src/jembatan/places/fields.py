"""The column type of a place's code: compared bytewise, so that a range of codes is a place and its parts."""

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper


class CodeField(models.CharField):
    """A Kemendagri code. PostgreSQL's usual collations skip the dots, so there the column is "C".

    SQLite compares bytewise by itself and knows no "C". Foreign keys take the collation over.
    """

    def db_parameters(self, connection: BaseDatabaseWrapper) -> dict[str, Any]:
        parameters = super().db_parameters(connection)
        if connection.vendor == "postgresql":
            parameters["collation"] = "C"
        return parameters
