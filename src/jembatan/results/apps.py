"""This module as a Django application."""

from django.apps import AppConfig


class ResultsConfig(AppConfig):
    name = "jembatan.results"
    label = "results"
