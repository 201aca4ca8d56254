"""This module as a Django application."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "jembatan.accounts"
    label = "accounts"
