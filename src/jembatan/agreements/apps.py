"""This module as a Django application."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class AgreementsConfig(AppConfig):
    name = "jembatan.agreements"
    label = "agreements"

    def ready(self) -> None:
        # Every module above may have an agreement_links.py: its own pages about an agreement.
        autodiscover_modules("agreement_links")
