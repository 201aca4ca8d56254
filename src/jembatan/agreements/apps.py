"""This module as a Django application."""

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "jembatan.agreements"
    label = "agreements"
