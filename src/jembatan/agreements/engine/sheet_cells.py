"""The first sheet of a workbook as rows of texts; days come as 2027-08-31, empty cells as None."""

import fastexcel

from jembatan.workflow.refusals import Refused


class UnreadableSheet(Refused):
    code = "agreements.sheet_unreadable"
    status = 422
    sentence = "%(file)s cannot be read as a workbook. Save it again as .xlsx and send that."


def first_sheet(content: bytes, *, file: str) -> list[tuple[str | None, ...]]:
    """The cells of the first sheet, row by row from its first row. Raises UnreadableSheet."""
    try:
        reader = fastexcel.read_excel(content)
        sheet = reader.load_sheet(0, header_row=None, dtypes="string", skip_rows=0)
        return sheet.to_polars().rows()
    except (fastexcel.FastExcelError, ValueError) as error:
        raise UnreadableSheet(file=file) from error
