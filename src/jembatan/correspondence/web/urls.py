"""Addresses of this module's pages."""

from django.urls import URLPattern

app_name = "correspondence"
urlpatterns: list[URLPattern] = []
