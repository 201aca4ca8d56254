"""The way from the story page of an agreement to its results."""

from django.utils.translation import gettext_lazy as _

from jembatan.accounts.rules.permissions import Permission
from jembatan.agreements.story_links import Link, register

register(
    Link(
        _("Results"),
        _("What is meant to come of it, counted village by village from baseline to target."),
        "results:framework",
        Permission.RESULT_SEE,
    )
)
