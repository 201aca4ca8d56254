"""What each part of the module adds to the page of an agreement.

Every part has a function `part(agreement, viewer, *, today) -> dict` with at most four queries, and a template
`agreements/parts/_<name>.html` that is given its dictionary as `part`.
"""

from datetime import date
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from jembatan.accounts.models import User
from jembatan.agreements.models import Agreement

# In the order in which the page tells them.
NAMES = ("clocks", "texts", "reviews", "life", "amendments", "register")


def parts_of(agreement: Agreement, viewer: User, *, today: date) -> list[dict[str, Any]]:
    """Template and content of every part that has something to tell; a part may answer with an empty dict."""
    found = []
    for name in NAMES:
        if find_spec(f"{__name__}.{name}") is None:
            continue
        told = import_module(f"{__name__}.{name}").part(agreement, viewer, today=today)
        if told:
            found.append({"template": f"agreements/parts/_{name}.html", "part": told})
    return found
