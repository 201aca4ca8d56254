"""Form fields that take dates and amounts of money the way people write or paste them.

The mirror of `documents.rules.writing`, which writes them.
"""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from jembatan.documents.rules.writing import dotted

DAY_FORMATS = ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"]
MOST_RUPIAH = Decimal(10) ** 15


class RupiahField(forms.CharField):
    """Whole rupiah as people write or paste them: Rp1.250.000, 1250000. An empty optional field is None.

    `most` is the largest amount taken.
    """

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    refusal = _("Write an amount in whole rupiah, such as Rp1.250.000.")

    def __init__(self, *, most: Decimal = MOST_RUPIAH, **kwargs: Any) -> None:
        super().__init__(empty_value=None, **kwargs)
        self.most = most

    def to_python(self, value: Any) -> Any:
        text = str(value if value is not None else "").strip().removeprefix("Rp").replace(" ", "")
        if not text:
            return None
        digits = text.removesuffix(",00").removesuffix(",-")
        parts = digits.split(".")
        if not (digits.replace(".", "").isascii() and digits.replace(".", "").isdigit()):
            raise ValidationError(self.refusal)
        if len(parts) > 1 and not (0 < len(parts[0]) <= 3 and all(len(part) == 3 for part in parts[1:])):
            raise ValidationError(self.refusal)
        amount = Decimal("".join(parts))
        if amount > self.most:
            raise ValidationError(self.refusal)
        return amount

    def prepare_value(self, value: Any) -> Any:
        return dotted(value) if isinstance(value, Decimal) else value


def day_field(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    """A date chosen from a calendar or pasted as 31/8/2027."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(
        label=label, required=required, help_text=help_text, widget=widget, input_formats=DAY_FORMATS
    )
