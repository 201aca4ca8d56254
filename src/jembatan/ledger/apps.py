"""This module as a Django application."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "jembatan.ledger"
    label = "ledger"
