"""This module as a Django application."""

from django.apps import AppConfig


class ActionPlansConfig(AppConfig):
    name = "jembatan.action_plans"
    label = "action_plans"
