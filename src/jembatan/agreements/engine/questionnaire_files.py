"""The questionnaires that come with the program, read from agreements/data/questionnaires."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from jembatan.agreements.rules.reviews import Question, Questionnaire
from jembatan.workflow.wording import Wording

FOLDER = Path(__file__).resolve().parents[1] / "data" / "questionnaires"


@lru_cache(maxsize=1)
def questionnaires() -> Mapping[tuple[str, str], Questionnaire]:
    """Every questionnaire by its code and edition. Old editions stay, so that old reviews can be read."""
    read = [_questionnaire(tomllib.loads(path.read_text("utf-8"))) for path in sorted(FOLDER.glob("*.toml"))]
    return {(found.code, found.edition): found for found in read}


def newest_for(stage: str) -> Questionnaire | None:
    """The newest questionnaire that may be asked at a stage, None when there is none."""
    fitting = [found for found in questionnaires().values() if stage in found.stages]
    return max(fitting, key=lambda found: found.edition, default=None)


def _questionnaire(entry: Mapping[str, Any]) -> Questionnaire:
    return Questionnaire(
        code=entry["code"],
        edition=entry["edition"],
        says=_words(entry),
        stages=tuple(entry["stages"]),
        quorum_percent=entry["quorum_percent"],
        scale={step["value"]: _words(step) for step in entry["scale"]},
        questions=tuple(
            Question(one["code"], _words(one), one["basis"], frozenset(one.get("kinds", ())))
            for one in entry["question"]
        ),
    )


def _words(entry: Mapping[str, Any]) -> Wording:
    return Wording(entry["id"], entry["en"])
