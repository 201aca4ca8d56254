"""This module as a Django application."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "jembatan.documents"
    label = "documents"
