"""This module as a Django application."""

from django.apps import AppConfig


class DashboardsConfig(AppConfig):
    name = "jembatan.dashboards"
    label = "dashboards"
