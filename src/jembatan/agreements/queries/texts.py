"""The texts of an agreement: the newest of each kind, one version with what differs between its languages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jembatan.agreements.models import Agreement, AgreementText
from jembatan.agreements.queries.law import law_in_use
from jembatan.agreements.rules.bilingual import (
    MATCH_RULE,
    Difference,
    Row,
    blocking,
    compare,
    demanded_languages,
    pairs,
)
from jembatan.agreements.rules.clauses import Text, from_parts
from jembatan.agreements.rules.starting import PARTNER_CLASS_OF
from jembatan.agreements.rules.text_changes import TextChange, text_changes


@dataclass(frozen=True, slots=True)
class TextPage:
    """One version of a text as a page shows it. `blocks` are the differences that stop a signature."""

    kept: AgreementText
    text: Text
    rows: tuple[Row, ...]
    differences: tuple[Difference, ...]
    blocks: tuple[Difference, ...]
    versions: tuple[int, ...]

    @property
    def is_newest(self) -> bool:
        """Whether no later version was kept."""
        return self.kept.version == self.versions[-1]


def newest_texts(agreement: Agreement) -> list[AgreementText]:
    """The newest version of each kind of text, by kind. One query."""
    newest: dict[str, AgreementText] = {}
    for kept in agreement.texts.select_related("written_by").order_by("type", "version"):
        newest[kept.type] = kept
    return list(newest.values())


def version_of(agreement: Agreement, type_: str, number: int | None = None) -> AgreementText | None:
    """Version `number` of a kind of text, None: the newest. None when there is none."""
    kept = agreement.texts.filter(type=type_).select_related("written_by")
    if number is not None:
        kept = kept.filter(version=number)
    return kept.order_by("-version").first()


def text_page(kept: AgreementText, *, on: date) -> TextPage:
    """What a page shows of one version. Three queries at most."""
    text = from_parts(kept.clauses)
    differences = differences_of(kept.agreement, text)
    numbers = (
        kept.agreement.texts.filter(type=kept.type).order_by("version").values_list("version", flat=True)
    )
    return TextPage(kept, text, pairs(text), differences, blocks_of(differences, on=on), tuple(numbers))


def differences_of(agreement: Agreement, text: Text) -> tuple[Difference, ...]:
    """What differs between the languages of a text of this agreement, or lacks."""
    return compare(text, demanded_languages(PARTNER_CLASS_OF[agreement.counterpart.kind]))


def blocks_of(differences: Sequence[Difference], *, on: date) -> tuple[Difference, ...]:
    """Those of `differences` that stop a signature on the day `on`, as the rule's switch stands. One query."""
    rule = law_in_use().standing_on(MATCH_RULE, on)
    return blocking(differences, match_blocks=rule is not None and rule.parameter == 1)


def changes_between(before: AgreementText, after: AgreementText) -> list[TextChange]:
    """What changed from one version to another, for each language that both have."""
    old, new = from_parts(before.clauses), from_parts(after.clauses)
    return [
        text_changes(known, version)
        for version in new.versions
        if (known := old.version(version.language)) is not None
    ]
