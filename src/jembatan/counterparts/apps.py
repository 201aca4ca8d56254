"""This module as a Django application."""

from django.apps import AppConfig


class CounterpartsConfig(AppConfig):
    name = "jembatan.counterparts"
    label = "counterparts"
