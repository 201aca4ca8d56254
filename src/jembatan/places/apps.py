"""This module as a Django application."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "jembatan.places"
    label = "places"
    default_auto_field = "django.db.models.BigAutoField"
