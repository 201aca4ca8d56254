"""How the facts of a notice are kept, so that days and words of tables can be shown in any language."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from jembatan.workflow.wording import Wording

# What may stand in a sentence. Days are shown written out, wordings in the reader's language.
Fact = str | int | date | Wording


def stored(facts: Mapping[str, Fact]) -> dict[str, Any]:
    """The facts as JSON: a day as {"day": ISO}, a wording as {"id", "en"}, the rest as they are."""
    return {name: _stored(fact) for name, fact in facts.items()}


def read(kept: Mapping[str, Any]) -> dict[str, Fact]:
    """The facts again, from what `stored` made of them."""
    return {name: _read(value) for name, value in kept.items()}


def _stored(fact: Fact) -> Any:
    if isinstance(fact, date):
        return {"day": fact.isoformat()}
    if isinstance(fact, Wording):
        return {"id": fact.id, "en": fact.en}
    return fact if isinstance(fact, int) else str(fact)


def _read(value: Any) -> Fact:
    if not isinstance(value, dict):
        return int(value) if isinstance(value, int) else str(value)
    if "day" in value:
        return date.fromisoformat(value["day"])
    return Wording(id=value["id"], en=value["en"])
