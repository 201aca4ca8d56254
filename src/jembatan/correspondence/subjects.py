"""What notices and remarks are about, without knowing it: every module above says how its own things are found.

In its `notices.py` a module registers, per model, a finder that answers within what the viewer may see:

    register("agreements.agreement", find_agreement)   # (viewer, subject_id) -> Subject | None
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.db import models
from django.utils.functional import Promise

from jembatan.accounts.models import User
from jembatan.workflow.wording import Wording

# Words for people: plain, translated lazily, or of a table.
Label = str | Promise | Wording


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing: `type` is the model's label_lower, `url` the page it is shown on, `title` what people call it
    (never the name of a child). `fields` are the codes that may be remarked on one by one, with their words."""

    type: str
    id: str
    place_code: str
    url: str
    title: Label
    fields: Mapping[str, Label] = field(default_factory=dict)


Finder = Callable[[User, str], Subject | None]

_finders: dict[str, Finder] = {}


def subject_of(
    row: models.Model, *, url: str, title: Label, fields: Mapping[str, Label] | None = None
) -> Subject:
    """A row of any model as a subject. The row has a `place_code`."""
    place_code = row.place_code  # type: ignore[attr-defined]
    return Subject(row._meta.label_lower, str(row.pk), place_code, url, title, fields or {})


def register(subject_type: str, finder: Finder) -> None:
    """Things of `subject_type` can be remarked on; `finder` answers None for what the viewer may not see."""
    _finders[subject_type] = finder


def find(viewer: User, subject_type: str, subject_id: str) -> Subject | None:
    """The subject if its module is known and this viewer may see it, else None."""
    finder = _finders.get(subject_type)
    return finder(viewer, subject_id) if finder else None


def may_see(subject: Subject) -> Callable[[User], bool]:
    """The question whether somebody else may see the same subject, answered by its own module."""
    return lambda user: find(user, subject.type, subject.id) is not None
