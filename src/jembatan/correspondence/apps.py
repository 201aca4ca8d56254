"""This module as a Django application."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CorrespondenceConfig(AppConfig):
    name = "jembatan.correspondence"
    label = "correspondence"

    def ready(self) -> None:
        # Every module may have a notices.py: the kinds it tells, the subjects that may be remarked on, its feeds.
        autodiscover_modules("notices")
