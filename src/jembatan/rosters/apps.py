"""This module as a Django application."""

from django.apps import AppConfig


class RostersConfig(AppConfig):
    name = "jembatan.rosters"
    label = "rosters"
