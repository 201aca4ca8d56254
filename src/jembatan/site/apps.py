"""The site as a Django application: shared templates, static files and translations."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "jembatan.site"
    label = "site"
