"""This module as a Django application."""

from django.apps import AppConfig


class CorrespondenceConfig(AppConfig):
    name = "jembatan.correspondence"
    label = "correspondence"
