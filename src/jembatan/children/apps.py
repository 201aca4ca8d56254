"""This module as a Django application."""

from django.apps import AppConfig


class ChildrenConfig(AppConfig):
    name = "jembatan.children"
    label = "children"
