"""The questionnaire of due diligence as it comes with the program; see data/SOURCES.md."""

import tomllib
from decimal import Decimal
from functools import lru_cache

from jembatan.counterparts.engine.packaged import DATA
from jembatan.counterparts.rules.diligence import Question, Questionnaire, Risk, Section
from jembatan.workflow.wording import Wording


@lru_cache(maxsize=1)
def questionnaire() -> Questionnaire:
    """The questionnaire in force. Every question stands in a section that is there."""
    entries = tomllib.loads((DATA / "diligence.toml").read_text(encoding="utf-8"))
    sections = tuple(Section(entry["code"], Wording(**entry["title"])) for entry in entries["section"])
    questions = tuple(
        Question(
            code=entry["code"],
            section=entry["section"],
            text=Wording(**entry["text"]),
            help=Wording(**entry["help"]),
            weight=Decimal(entry["weight"]),
            key=entry["key"],
            kinds=frozenset(entry["kinds"]),
        )
        for entry in entries["question"]
    )
    assert {entry.section for entry in questions} == {section.code for section in sections}
    months = {Risk(risk): count for risk, count in entries["months_valid"].items()}
    return Questionnaire(entries["version"], Wording(**entries["standing"]), sections, questions, months)
